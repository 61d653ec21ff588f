"""The Dockerfile as instructions, for tests that check them and for the one that carries them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Stage:
    """One FROM with what follows it, in order: ``("RUN", "python -m venv ...")``."""

    image: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def of(self, instruction: str) -> list[str]:
        """Return the arguments of each step of that kind."""
        return [arguments for name, arguments in self.steps if name == instruction]


def read_stages(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile; continued lines are joined, comments are gone."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        name, arguments = line.split(maxsplit=1)
        if name == "FROM":
            stages.append(Stage(arguments.split()[0]))
        else:
            stages[-1].steps.append((name, re.sub(r"\s+", " ", arguments)))
    return stages


def stages() -> list[Stage]:
    """Return the stages of our Dockerfile."""
    return read_stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))
