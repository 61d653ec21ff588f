"""``python -m bot amount`` (how amounts are read) and ``python -m bot convert`` (what the chat would answer)."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bot.core.amounts import RefusedAmount, expectation, read_amount
from bot.core.amounts.evaluate import score
from bot.core.i18n import translator
from bot.core.language import of_text
from bot.features.exchange.answers import answered
from bot.features.exchange.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.language import Language
    from bot.core.money import ExchangeRate

FAILED, WRONG_USE = 1, 2
_AMOUNT = "How amounts of money in lines of text are read, or how well, measured on a labelled file."


def convert(words: str, rate: ExchangeRate, language: Language | None, default: Language) -> int:
    """Print what the chat would answer somebody without a rate of their own, and return 0 where it is figures.

    Args:
        words: what the person would send.
        rate: the operator's, as the settings say.
        language: of the answer; None: that of the words, or `default`.
        default: the language of somebody who chose none.
    """
    tr = translator(language or of_text(words) or default)
    now = dt.datetime.now(dt.UTC)
    screen, is_answer = answered(tr, words, Rates(rate.seen_on(now.date()), None, now.date()))
    for line in screen.html.splitlines():
        print(Markup(line).striptags())  # noqa: S704 - a line of what was Markup
    for row in screen.rows:
        print(" ".join(f"[{button.label}]" for button in row))
    return 0 if is_answer else FAILED


def main(argv: Sequence[str]) -> int:
    """Run ``amount`` and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot amount", description=_AMOUNT)
    parser.add_argument("--jsonl", action="store_true", help="each line is an object with `text`")
    parser.add_argument("--eval", type=Path, metavar="FILE", help="score labelled lines: text, lang, expect")
    arguments = parser.parse_args(argv)
    try:
        if arguments.eval is not None:
            _evaluate(arguments.eval)
        else:
            _read(jsonl=arguments.jsonl)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"python -m bot amount: {error}", file=sys.stderr)
        return WRONG_USE
    return 0


def _read(*, jsonl: bool) -> None:
    for line in sys.stdin:
        if line.strip():
            text = json.loads(line)["text"] if jsonl else line.rstrip("\r\n")
            print(json.dumps(_as_json(str(text)), ensure_ascii=False))


def _as_json(text: str) -> dict[str, object]:
    """Return what was read in a text, with the piece it was read in."""
    reading = read_amount(text)
    piece = reading.piece if isinstance(reading, RefusedAmount) else text[slice(*reading.span)]
    return {**expectation(reading), "read": piece}


def _evaluate(path: Path) -> None:
    result = score(_objects(path))
    for language, counts in (*sorted(result.by_language.items()), ("all", result.total)):
        print(f"[{language}]", ", ".join(f"{outcome} {counts[outcome]}" for outcome in sorted(counts)))
    print(f"amounts that were answered: {result.answered} of {result.answerable}")
    for miss in result.misses:
        print(f"{miss.outcome}: {miss.text}  | {dict(miss.expected)} | {dict(miss.got)}")


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
