"""Set-up: the Makefile on machines that lack something, the locks, the image, the example of the settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.settings import Settings, variable
from tests.dockerfile import ROOT, Stage, stages

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("run", "build", "test")

# A Python that answers what install.sh asks of it, is its own "virtual environment" and notes its calls.
FAKE_PYTHON = """#!/bin/sh
case "$*" in
*sys.version_info\\[:3\\]*) echo {version} ;;
*"(3, 11)"*) exit {too_old} ;;
*ensurepip*) exit {no_venv} ;;
"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo "command = x $PWD/.venv" >.venv/pyvenv.cfg ;;
"-m pip"*) echo "$*" >>pip-calls; echo "pip says this"; exit {pip_fails} ;;
esac
"""


def _fake_python(
    path: Path, *, version: str = "3.12.1", too_old: int = 0, no_venv: int = 0, pip_fails: int = 0
) -> None:
    path.write_text(
        FAKE_PYTHON.format(version=version, too_old=too_old, no_venv=no_venv, pip_fails=pip_fails),
        encoding="utf-8",
    )
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with what `make` reads, without .venv; `bin` beside it has all programs there are."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "catalogs.py"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("make", "sh", "awk", "cat", "cksum", "cp", "dirname", "grep", "mkdir", "tail"):
        found = shutil.which(name)
        assert found is not None, name
        (programs / name).symlink_to(found)
    return folder


def _make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent), "LC_ALL": "C"}
    return subprocess.run(
        ["make", "-s", *arguments],
        cwd=checkout,
        env=env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def _pip_calls(checkout: Path) -> list[str]:
    calls = checkout / "pip-calls"
    return calls.read_text().splitlines() if calls.exists() else []


@pytest.mark.parametrize("target", ["chat", "test"])
@pytest.mark.parametrize(
    ("fake", "says"),
    [
        pytest.param(None, "needs Python 3.11 or newer, and there is no python3 here. ", id="none"),
        pytest.param(
            {"version": "3.9.2", "too_old": 1}, "needs Python 3.11 or newer, and python3 is 3.9.2. ", id="old"
        ),
        pytest.param({"no_venv": 1}, "needs Python's venv module with pip, and python3 has none. ", id="no-venv"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    checkout: Path, target: str, fake: dict[str, Any] | None, says: str
) -> None:
    """A machine that lacks something gets one line that names it and the way out, and no .venv."""
    if fake is not None:
        _fake_python(checkout.parent / "bin" / "python3", **fake)
    done = _make(checkout, target)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert done.returncode != 0
    assert done.stdout == ""
    assert len(lines) == 1
    assert says in lines[0]
    assert "make PYTHON=/path/to/python3" in lines[0]
    assert not (checkout / ".venv").exists()


def test_first_python_that_will_do_is_taken(checkout: Path) -> None:
    """An old `python3` does not hide a newer one beside it."""
    _fake_python(checkout.parent / "bin" / "python3", version="3.9.2", too_old=1)
    _fake_python(checkout.parent / "bin" / "python3.11", version="3.11.2")
    assert _make(checkout, "env").returncode == 0


def test_python_can_be_named(checkout: Path) -> None:
    """PYTHON=... is asked instead of the ones on the path, and named when it will not do."""
    _fake_python(checkout.parent / "bin" / "python3")
    done = _make(checkout, "env", "PYTHON=/nowhere/python3")
    assert "there is no /nowhere/python3 here" in done.stderr


def test_install_happens_once_until_something_changes(checkout: Path) -> None:
    """Nothing is installed twice; a changed lock is, and a folder that was moved gets a new environment."""
    _fake_python(checkout.parent / "bin" / "python3")
    first = _make(checkout, "env")
    assert first.returncode == 0
    assert first.stdout == ""
    assert len(first.stderr.splitlines()) == 1
    install, editable = _pip_calls(checkout)
    assert "--require-hashes -r requirements/run.txt -r requirements/build.txt" in install
    assert "requirements/test.txt" not in install
    assert "--no-index --no-deps --no-build-isolation --editable ." in editable

    again = _make(checkout, "env")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(_pip_calls(checkout)) == 2

    with (checkout / "requirements/run.txt").open("a") as lock:
        lock.write("# renewed\n")
    assert "Bringing .venv up to date" in _make(checkout, "env").stderr
    assert len(_pip_calls(checkout)) == 4

    moved = checkout.rename(checkout.with_name("moved"))
    assert "Installing into .venv" in _make(moved, "env").stderr
    assert len(_pip_calls(moved)) == 6


def test_checks_need_the_third_lock(checkout: Path) -> None:
    """`make test` installs what the checks need, and then `make chat` has nothing left to install."""
    _fake_python(checkout.parent / "bin" / "python3")
    _make(checkout, "env")
    _make(checkout, "env-test")
    assert "-r requirements/test.txt" in _pip_calls(checkout)[2]
    assert _make(checkout, "env").stderr == ""
    assert len(_pip_calls(checkout)) == 4


def test_failed_install_is_shown_and_tried_again(checkout: Path) -> None:
    """When pip fails, the end of what it said is shown and where the rest is; the next start tries again."""
    _fake_python(checkout.parent / "bin" / "python3", pip_fails=1)
    for _ in range(2):
        done = _make(checkout, "env")
        assert done.returncode != 0
        assert "pip says this" in done.stderr
        assert "The installation failed; all of it is in .venv/install.log" in done.stderr
    assert len(_pip_calls(checkout)) == 2


def test_help_lists_the_targets(checkout: Path) -> None:
    """`make` alone explains itself: every target a person would call, one line each."""
    done = _make(checkout)
    listed = [line.split()[1] for line in done.stdout.splitlines()]
    assert listed == [
        "help",
        "chat",
        "run",
        "test",
        "bench",
        "faq",
        "fonts",
        "transcripts",
        "catalogs",
        "lock",
        "clean",
    ]
    assert done.stdout == _make(checkout, "help").stdout


def test_ci_runs_make_test_and_nothing_else() -> None:
    """CI and people run the same checks."""
    script = ROOT / ".ci/run"
    commands = [line for line in script.read_text().splitlines() if not line.startswith(("#!", "set ", "cd "))]
    assert commands == ["make test"]
    assert os.access(script, os.X_OK)


def _pins(name: str) -> dict[str, str]:
    """Return package and version of each pin of a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==([^\s;]+)", text))


def _asked_for(name: str) -> set[str]:
    """Return the packages that a .in file names."""
    text = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    return {canonicalize_name(each) for each in re.findall(r"(?m)^([A-Za-z0-9][\w.-]*)", text)}


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_pinned_hashed_and_without_address(name: str) -> None:
    """A lock is pins with SHA-256 hashes and comments; where to fetch from is not its business."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    without_comments = re.sub(r"(?m)^\s*#.*\n?", "", text)
    pin = r"[a-z0-9._-]+==[^\s;]+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{pin})+", without_comments)
    assert "://" not in text
    assert _asked_for(name) <= _pins(name).keys()


def test_locks_agree() -> None:
    """A package that is in two locks has one version, so that they install together."""
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, version in _pins(name).items():
            versions.setdefault(package, set()).add(version)
    assert [package for package, found in versions.items() if len(found) > 1] == []


def test_every_module_of_words_is_held_to_load_without_telegram() -> None:
    """import-linter knows no patterns within names, so its contract lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    listed = next(each["source_modules"] for each in contracts if each["name"].startswith("Rules and views"))
    words = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("bot/features/*/*_views.py")}
    assert words
    assert words <= set(listed)


def test_project_and_locks_name_the_same_packages() -> None:
    """pyproject.toml asks for what the locks were made from, in ranges that hold the locked versions."""
    project = _project()
    for wanted, name in (
        (project["project"]["dependencies"], "run"),
        (project["build-system"]["requires"], "build"),
    ):
        ranges = {canonicalize_name(each.name): each.specifier for each in map(Requirement, wanted)}
        assert ranges.keys() == _asked_for(name)
        assert [each for each, versions in ranges.items() if _pins(name)[each] not in versions] == []


def test_every_package_says_why_it_is_here() -> None:
    """No dependency without its reason beside it."""
    for name in LOCKS:
        lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if re.match(r"\w", line) and "#" not in line] == []


def test_example_settings_are_the_settings() -> None:
    """.env.example has every setting once, with its comment and its default."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^# (.+)\n#?(TOKENTALLY_\w+)=(.*)$", text)
    assert sorted(name for _, name, _ in entries) == sorted(map(variable, Settings.model_fields))
    assert len(re.findall(r"(?m)^#?TOKENTALLY_", text)) == len(entries)
    examples = {name.removeprefix("TOKENTALLY_").lower(): value for _, name, value in entries}
    same_as_default = ("api_url", "db", "default_lang", "default_tz", "default_model")
    assert {name: examples[name] for name in same_as_default} == {
        name: str(Settings.model_fields[name].default) for name in same_as_default
    }
    Settings.model_validate({name: value for name, value in examples.items() if value})


def _steps_before(stage: Stage, instruction: str) -> list[str]:
    names = [name for name, _ in stage.steps]
    return names[: names.index(instruction)]


def test_image_is_made_from_the_locks() -> None:
    """Only pinned and hashed packages go in, the wheel without any index; no registry is named."""
    build, final = stages()
    assert [re.fullmatch(r"python:3\.\d+-slim", stage.image) is not None for stage in (build, final)] == [
        True,
        True,
    ]
    installs = [step for run in build.of("RUN") for step in run.split("&&") if " install " in step]
    assert installs
    assert [step for step in installs if "--require-hashes" not in step and "--no-index" not in step] == []


def test_image_holds_what_runs_and_nothing_else() -> None:
    """The result has no pip, no compiler, no source tree, and does not run as root."""
    final = stages()[-1]
    assert final.of("COPY") == ["--from=build /opt/tokentally /opt/tokentally"]
    (run,) = final.of("RUN")
    assert "pip uninstall --yes --root-user-action ignore setuptools wheel pip" in run
    assert not re.search(r"apt|pip3? install|gcc|build-essential", run)
    (user,) = final.of("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert f"--uid {user.split(':')[0]} " in run
    assert "RUN" in _steps_before(final, "USER")
    assert f"--owner {user.split(':')[0]} " in run
    assert "--mode 0700 /data" in run


def test_image_starts_stops_and_reports_health() -> None:
    """Exec form, so that SIGTERM reaches the bot; its health is asked of it; the data is on the volume."""
    final = stages()[-1]
    assert final.of("ENTRYPOINT") == ['["tokentally"]']
    assert final.of("CMD") == ['["run"]']
    assert final.of("HEALTHCHECK")[0].endswith('CMD ["tokentally", "health"]')
    assert final.of("VOLUME") == ["/data"]
    assert "TOKENTALLY_DB=/data/tokentally.sqlite3" in final.of("ENV")[0]


def test_build_context_has_what_the_image_copies_and_no_more() -> None:
    """.dockerignore lets exactly the sources of COPY through: never .env or data/."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {source.split("/")[0] for copy in stages()[0].of("COPY") for source in copy.split()[:-1]}
    assert "*" in lines
    assert let_through == copied
    assert [name for name in copied if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "line",
    [
        "read_only: true",
        "cap_drop: [ALL]",
        'security_opt: ["no-new-privileges:true"]',
        "mem_limit: 512m",
        "stop_grace_period: 20s",
        "- /tmp",
        "- data:/data",
        "env_file: .env",
    ],
)
def test_compose_locks_the_container_down(line: str) -> None:
    """Each restriction of the container is there."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert line in [each.strip() for each in text.splitlines()]
