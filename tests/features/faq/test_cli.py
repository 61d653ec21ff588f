from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.faq import cli

if TYPE_CHECKING:
    from pathlib import Path


def match(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> list[dict[str, Any]]:
    """Run `faq match` on lines and return what it prints."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert cli.main(["match"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_match_prints_an_object_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With the question as it came, the decision, at most three ids and the score."""
    asked = ["怎么给api充值", "sing me a song", "insufficient_quota"]
    found = match(monkeypatch, capsys, *(json.dumps({"q": text, "lang": "en"}) for text in asked), "")
    assert [each["q"] for each in found] == asked
    assert [each["decision"] for each in found] == ["answer", "none", "answer"]
    assert found[2]["ids"][0] == "insufficient-quota"
    assert all(set(each) == {"q", "decision", "ids", "score"} and len(each["ids"]) <= 3 for each in found)


@pytest.mark.parametrize("line", ["{", "[]", '{"question": "x"}', '{"q": 3}'])
def test_match_names_a_broken_line(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And stops."""
    monkeypatch.setattr("sys.stdin", io.StringIO(line))
    assert cli.main(["match"]) == 2
    assert "line 1" in capsys.readouterr().err


def test_eval_measures_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In all and by language; the misses when asked for."""
    path = tmp_path / "labelled.jsonl"
    lines = [
        {"q": "can I get a refund for API credit", "lang": "en", "topic": "refund"},
        {"q": "怎么申请密钥", "lang": "zh", "topic": "refund"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert cli.main(["eval", "--misses", str(path)]) == 0
    out = capsys.readouterr().out
    assert "[all]\nquestions            2\n  first entry right   50.0 %  (1)" in out
    assert "[zh]" in out
    assert "怎么申请密钥" in out


def test_eval_refuses_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, a broken line."""
    path = tmp_path / "labelled.jsonl"
    assert cli.main(["eval", str(path)]) == 2
    path.write_text("{", encoding="utf-8")
    assert cli.main(["eval", str(path)]) == 2
    assert "line 1" in capsys.readouterr().err


def test_show_prints_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    """In the language asked for, with its sources."""
    assert cli.main(["show", "refund", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# ")
    assert "退" in out
    assert "https://" in out
    assert cli.main(["show", "no-such-entry"]) == 1
    assert "refund" in capsys.readouterr().err


def test_lint_says_what_it_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    """The entries that travel with the program are in order."""
    assert cli.main(["lint"]) == 0
    assert "0 problems" in capsys.readouterr().out
