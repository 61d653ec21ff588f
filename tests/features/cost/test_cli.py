from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import check
from bot.features.cost import asking, cli
from bot.features.cost.reference import OWN_TABLE
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


class Command:
    """The commands inside this process, with what they read and print."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> tuple[int, str, str]:
        """Run `estimate` and return its code and what it printed."""
        content = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        try:
            code = cli.estimate(arguments, NOW)
        except SystemExit as wrong:  # argparse
            code = int(str(wrong.code))
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def check(self, *arguments: str) -> tuple[int, str, str]:
        """Run `prices check`."""
        code = cli.prices(["check", *arguments], NOW)
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def estimate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Return the command; no setting of this machine plays a part."""
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def test_a_text(estimate: Command) -> None:
    """Counted and priced with the default model, exactly as it is: the line break is a token."""
    code, out, err = estimate(stdin="hello world\n")
    assert out.splitlines() == [
        "$0.00000225  gpt-5.4-mini",
        "  input               3 tokens × $0.75 a million = $0.00000225",
        "  prices of 2026-10-12, counted with o200k_base",
    ]
    assert (code, err) == (0, "")


def test_old_prices_are_marked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """45 days after the check nothing is said, a day later it is."""
    for day, marked in ((26, False), (27, True)):
        assert cli.estimate(["--input-tokens", "1"], NOW.replace(day=day)) == 0
        assert ("more than 45 days ago" in capsys.readouterr().out) is marked


def test_a_file(estimate: Command, tmp_path: Path) -> None:
    """A mark at the beginning is no token."""
    path = tmp_path / "text.txt"
    path.write_text("你好，世界", encoding="utf-8-sig")
    code, out, _ = estimate(str(path), "--json", "--output", "500", "--calls", "1000")
    assert code == 0
    assert json.loads(out) == {
        "model": "gpt-5.4-mini",
        "encoding": "o200k_base",
        "input_tokens": 3,
        "cached_tokens": 0,
        "output_tokens": 500,
        "usd": "2.25225",
        "parts": {"input": "0.00225", "cached": "0", "output": "2.25"},
        "prices_as_of": "2026-10-12",
    }


def test_numbers_of_tokens(estimate: Command) -> None:
    """All that can be said of a call, and what else is true of the model."""
    _, out, _ = estimate(
        "--model", "o4-mini", "--input-tokens", "5000", "--cached", "1000", "--output", "100", "--flex", "--calls", "10"
    )
    assert out.splitlines() == [
        "$0.02558  o4-mini, flex, 10 calls of $0.002558",
        "  input           4,000 tokens × $0.55 a million = $0.0022",
        "  cached          1,000 tokens × $0.138 a million = $0.000138",
        "  output            100 tokens × $2.2 a million = $0.00022",
        "  prices of 2026-10-12, counted with o200k_base",
        "  reasoning is billed as output and comes on top of the answer that is seen",
        "  o4-mini was switched off on 2026-10-23; gpt-5.6-terra takes its place",
    ]


@pytest.mark.parametrize(
    ("tokens", "line"),
    [
        pytest.param("272000", "$0.0272  gpt-6-luna", id="272000"),
        pytest.param("272001", "$0.0544002  gpt-6-luna", id="272001"),
    ],
)
def test_long_requests(estimate: Command, tokens: str, line: str) -> None:
    """One token more than 272,000 raises the price of all, and that is said."""
    _, out, _ = estimate("--model", "gpt-6-luna", "--input-tokens", tokens)
    assert out.splitlines()[0] == line
    assert ("above 272,000 input tokens the whole request costs more" in out) is (tokens == "272001")


def test_several_models(estimate: Command) -> None:
    """Cheapest first, each counted in its own encoding; one without a price is named, and the code says so."""
    models = ["--model", "gpt-5.5", "--model", "gpt-4", "--model", "gpt-6-luna", "--model", "gpt-7"]
    code, out, err = estimate(*models, stdin="I'll don't")
    assert out.splitlines() == [
        "gpt-6-luna  $0.0000002  2 in, 0 out",
        "gpt-5.5     $0.00001  2 in, 0 out",
        "gpt-4       $0.00012  4 in, 0 out",
    ]
    assert code == 1
    assert err == "python -m bot estimate: no OpenAI price is known for 'gpt-7'; perhaps gpt-5, gpt-5.5, gpt-4.1\n"
    _, out, _ = estimate(*models[:4], "--json", stdin="I'll don't")
    assert [each["model"] for each in json.loads(out)] == ["gpt-5.5", "gpt-4"]


def test_many_lines(estimate: Command) -> None:
    """One object for each line, a bad one does not end the run, blank ones are passed over."""
    code, out, err = estimate(
        "--jsonl", "--output", "10",
        stdin=b'{"text": "hello"}\nnonsense\n\n{"input_tokens": 5, "output_tokens": 0, "model": "gpt-4o"}\n'
        b'{"input_tokens": 5, "model": "gpt-5-nano-pro"}\n\xff\xfe\n{"text": "\\ud800", "calls": 2}',
    )  # fmt: skip
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [line.get("usd", line.get("error", "")[:30]) for line in lines] == [
        "0.00004575",
        "the line is no JSON",
        "0.0000125",
        "no OpenAI price is known for '",
        "the line is not UTF-8",
        "0.0000915",
    ]


def test_what_is_too_long_is_not_read(estimate: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without end is one error and the next line goes on; a text without end is refused."""
    monkeypatch.setattr(asking, "LONGEST_LINE", 100)
    short = '{"input_tokens": 5}\n'
    code, out, _ = estimate("--jsonl", stdin="x" * 350 + "\n" + short + "y" * 100 + "\n" + short)
    assert code == 0
    assert [line[:40] for line in out.splitlines()] == [
        '{"error": "the line is longer than 100 b',
        '{"model": "gpt-5.4-mini", "encoding": "o',
        '{"error": "the line is longer than 100 b',
        '{"model": "gpt-5.4-mini", "encoding": "o',
    ]
    assert estimate(stdin="x" * 101) == (2, "", "python -m bot estimate: - is larger than 100 bytes\n")


def test_a_thousand_lines_are_quick() -> None:
    """As a process of its own, with its start: far below the ten seconds that are allowed."""
    words = "the quick brown fox 预算 还剩 多少 lorem ipsum " * 100
    stdin = "".join(json.dumps({"text": f"{number} {words}", "model": "gpt-4o"}) + "\n" for number in range(1_000))
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "estimate", "--jsonl"],
        cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1_000
    assert "error" not in done.stdout
    assert time.monotonic() - before < 10


@pytest.mark.parametrize(
    ("arguments", "stdin", "problem"),
    [
        pytest.param(["/nowhere"], "", "/nowhere cannot be read: No such file or directory", id="no-file"),
        pytest.param([], b"\xff", "- is not UTF-8", id="another-encoding"),
        pytest.param(["a", "--input-tokens", "1"], "", "either FILE or --input-tokens", id="a-file-and-a-number"),
        pytest.param(["--jsonl", "--model", "o1", "--model", "o3"], "", "at most one --model", id="two-models"),
        pytest.param(["--jsonl", "--input-tokens", "1"], "", "no --input-tokens", id="lines-and-a-number"),
        pytest.param(["--output", "-1"], "", "'-1' is no whole number", id="negative"),
        pytest.param(["--output", "१"], "", "is no whole number", id="other-digits"),
        pytest.param(["--calls", "0"], "", "is no whole number from 1 to 1,000,000,000", id="no-calls"),
        pytest.param(["--cached", "9" * 5_000], "", "is no whole number", id="endless"),
        pytest.param(["--batch", "--fast"], "", "not allowed with argument", id="two-tiers"),
        pytest.param(["--json", "--jsonl"], "", "not allowed with argument", id="two-forms"),
    ],
)
def test_wrong_use(estimate: Command, arguments: list[str], stdin: str | bytes, problem: str) -> None:
    """Exit code 2 and a sentence; no traceback, nothing on the standard output."""
    code, out, err = estimate(*arguments, stdin=stdin)
    assert (code, out) == (2, "")
    assert problem in err
    assert "Traceback" not in err


def test_prices_of_the_operator(estimate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are those of the command line too, and are marked."""
    path = tmp_path / "prices.toml"
    path.write_text('[models."gpt-6-luna"]\nsince = 2026-11-01\ninput = "1"\n')
    monkeypatch.setenv("TOKENTALLY_PRICES", str(path))
    _, out, _ = estimate("--model", "gpt-6-luna", "--input-tokens", "1000")
    assert out.splitlines()[0] == "$0.001  gpt-6-luna"
    assert "own prices from 2026-11-01" in out
    path.write_text("[models.x]\n")
    code, _, err = estimate("--input-tokens", "1")
    assert code == 2
    assert err.startswith(f"python -m bot estimate: {path}, line 1: models.x.since is missing; it must be a day")


async def test_a_broken_file_of_prices_is_found_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` says it in a sentence and ends with 1; a good one is named with its day."""
    path = tmp_path / "prices.toml"
    path.write_text('[models."gpt-5.4-mini"]\nsince = 2026-11-01\ninput = "-1"\n')
    settings = Settings(_env_file=None, db=tmp_path / "x.sqlite3", prices=path)
    assert await check.check(settings) == 1
    out = capsys.readouterr().out
    assert f"""prices: NOT ready, {path}, line 3: models."gpt-5.4-mini".input is '-1'; it must be a price""" in out
    path.write_text('[models."gpt-5.4-mini"]\nsince = 2026-11-01\ninput = "0.7"\n')
    assert await check.check(settings) == 0
    assert "prices: ready, gpt-5.4-mini at $0.7 in, $4.5 out a million tokens, set by you from 2026-11-01" in (
        capsys.readouterr().out
    )


def test_prices_check(estimate: Command, tmp_path: Path) -> None:
    """The installed data agree with OpenAI's pages; a table that says otherwise ends with 1, one line a difference."""
    assert estimate.check() == (0, "The price data agree with OpenAI's pages in all 59 rows of the table.\n", "")
    changed = tmp_path / "reference.toml"
    text = OWN_TABLE.read_text(encoding="utf-8")
    changed.write_text(text.replace('usd = ["0.1", "0.01", "0.5"]', 'usd = ["0.1", "0.01", "0.6"]'))
    assert estimate.check("--reference", str(changed)) == (
        1, "gpt-6-luna, standard, output: $0.5 in the data, $0.6 officially (OpenAI's price page, 2026-10-05)\n", ""
    )  # fmt: skip
    assert estimate.check("--reference", "/nowhere")[0] == 2


def test_a_reader_who_has_had_enough() -> None:
    """`| head -1` ends the run without a traceback."""
    line = json.dumps({"input_tokens": 5}) + "\n"
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m bot estimate --jsonl | head -1"],
        cwd=ROOT, input=line * 20_000, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")
