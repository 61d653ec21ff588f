"""The wheel works on its own: made by the steps of the Dockerfile, started where there is nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dockerfile import ROOT, stages

_FROM_INDEX = re.compile(r"-m pip(?: --python \S+)? install \S+ --require-hashes .*?-r \S+")


@dataclass(frozen=True)
class Installation:
    """The environment that the image would hold. `python`: its interpreter; `wheel`: what was installed."""

    python: Path
    wheel: Path

    def run(self, *arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Start its Python in `cwd` with an empty home and none of our environment."""
        home = cwd / "home"
        home.mkdir(exist_ok=True)
        env = {"PATH": os.defpath, "HOME": str(home), "LC_ALL": "C.UTF-8"}
        command = [str(self.python), *arguments]
        return subprocess.run(
            command,
            cwd=cwd,
            env=env,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


def _copy_of_the_tree(target: Path) -> None:
    """Copy what a clone would have once all of this is committed: no compiled catalog, no cache, no .venv."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listing.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


def _carry_out_build_stage(folder: Path, *, offline: bool) -> Installation:
    """Do what the first stage of the Dockerfile says, with its absolute paths below `folder`.

    Args:
        folder: an empty one.
        offline: what comes from the package index is borrowed from the environment of the tests instead.
            Its folder goes on the path as it is: its .pth files, and with them the checkout, stay out.
    """
    clone, root = folder / "clone", folder / "image"
    _copy_of_the_tree(clone)
    (root / "src").mkdir(parents=True)
    cwd = root
    for name, arguments in stages()[0].steps:
        if name == "WORKDIR":
            cwd = root / arguments.strip("/")
        elif name == "COPY":
            *sources, target = arguments.split()
            for source in sources:
                if (clone / source).is_dir():
                    shutil.copytree(clone / source, cwd / target)
                else:
                    (cwd / target).mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(clone / source, cwd / target / Path(source).name)
        elif name == "RUN":
            command = re.sub(r"(?<![\w/])/(opt|dist)\b", rf"{root}/\1", arguments)
            command = re.sub(r"(?<![\w/-])python(?= )", sys.executable, command)
            if offline:
                command = _FROM_INDEX.sub('-c "pass"', command)
            done = subprocess.run(["sh", "-ec", command], cwd=cwd, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{arguments}\n{done.stdout}{done.stderr}"
            if offline:
                for site in root.glob("opt/*/lib/python*/site-packages"):
                    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (wheel,) = (root / "dist").glob("*.whl")
    return Installation(root / "opt/tokentally/bin/python", wheel)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return the wheel, installed; nothing is fetched."""
    return _carry_out_build_stage(tmp_path_factory.mktemp("docker"), offline=True)


def test_wheel_carries_catalogs_answers_and_vocabularies(installation: Installation) -> None:
    """Everything the bot reads at run time is inside, compiled, and nothing of the workshop is."""
    names = set(zipfile.ZipFile(installation.wheel).namelist())
    locales = {path.relative_to(ROOT).as_posix() for path in (ROOT / "locales").glob("*/faq/*.md")}
    assert locales
    assert names >= {f"bot/{name}" for name in locales}
    assert names >= {f"bot/locales/{language}/LC_MESSAGES/messages.mo" for language in ("en", "zh")}
    beside_code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names >= beside_code
    assert not [name for name in names if not name.startswith(("bot/", "tokentally-"))]


def test_wheel_uses_its_own_files(installation: Installation, tmp_path: Path) -> None:
    """The code, the catalogs and the answers in use are those of the wheel, not of the checkout."""
    code = "import bot; from bot.core.resources import locales_dir; print(bot.__file__, locales_dir())"
    done = installation.run("-c", code, cwd=tmp_path)
    package = next(installation.python.parent.parent.glob("lib/python*/site-packages/bot"))
    assert done.stdout.split() == [f"{package}/__init__.py", f"{package}/locales"], done.stderr


@pytest.mark.parametrize(
    ("client", "question", "answer"),
    [
        pytest.param("en", "Does ChatGPT Plus include the API?", "Neither Plus nor Pro adds API credit", id="en"),
        pytest.param("zh-hans", "ChatGPT Plus 包含 API 额度吗？", "Plus 和 Pro 都不送 API 额度", id="zh"),
    ],
)
def test_wheel_answers(installation: Installation, tmp_path: Path, client: str, question: str, answer: str) -> None:
    """From another folder, in each language, a question gets its answer."""
    chat = ["-m", "bot", "chat", "--fresh", "--db", str(tmp_path / "bot.sqlite3"), "--lang", client]
    done = installation.run(*chat, cwd=tmp_path, stdin=f"{question}\n")
    assert done.returncode == 0, done.stderr
    assert f"> {question}" in done.stdout
    assert answer in done.stdout


def test_console_script_finds_everything(installation: Installation, tmp_path: Path) -> None:
    """`tokentally check` opens the database, loads all that is in the wheel, and says so."""
    script = installation.python.with_name("tokentally")
    done = installation.run(str(script), "check", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for each in ("TOKENTALLY_DB", "database", "catalogs", "vocabularies", "prices", "answers"):
        assert each in done.stdout


@pytest.mark.online
def test_build_stage_as_it_is(tmp_path: Path) -> None:
    """With the locks really installed, the steps give an environment that needs nothing else."""
    installed = _carry_out_build_stage(tmp_path, offline=False)
    done = installed.run("-m", "bot", "chat", "--fresh", "--db", "bot.sqlite3", cwd=tmp_path, stdin="100 usd\n")
    assert done.returncode == 0, done.stderr
    assert "RMB" in done.stdout
    assert not list(installed.python.parent.glob("pip*"))
