"""``python -m bot estimate`` and ``python -m bot prices``: costs and prices on the command line."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from bot.features.cost import asking, dataset, reference
from bot.features.cost.asking import Answer, Asked, NotUnderstoodError
from bot.features.cost.overrides import OverridesError
from bot.features.cost.prices import open_book
from bot.features.cost.rules import MOST_CALLS, MOST_TOKENS, Tier
from bot.features.cost.tokens import TokenCounter, TokenizerFailedError, VocabularyError, tokenizer_for
from bot.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from bot.features.cost.prices import PriceBook
    from bot.features.cost.rules import Rates

FAILED, WRONG_USE = 1, 2
_STDIN: Final = "-"


def estimate(argv: Sequence[str], now: dt.datetime | None = None) -> int:
    """Run ``estimate`` and return the exit code: 0, 1 when a price is not known, 2 for wrong use.

    Prices are those of `now`; None: of the moment it is run.
    """
    arguments = _parser().parse_args(argv)
    now = now or dt.datetime.now(dt.UTC)
    try:
        settings = read_settings()
        book = open_book(settings.prices, now.date())
        models = arguments.model or [settings.default_model]
        command = _Estimate(book, now, _defaults(arguments, models[0]), sys.stdout.write)
        if arguments.jsonl:
            return asyncio.run(command.lines(arguments, models))
        return asyncio.run(command.once(arguments, models))
    except BrokenPipeError:  # whoever read the lines has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (SettingsError, OverridesError, NotUnderstoodError, OSError) as error:
        return _complain("estimate", error, WRONG_USE)
    except (TokenizerFailedError, VocabularyError) as error:
        return _complain("estimate", error, FAILED)


def prices(argv: Sequence[str], now: dt.datetime | None = None) -> int:
    """Run ``prices`` and return the exit code: 0, 1 when prices differ, 2 for wrong use; `now` as above."""
    parser = argparse.ArgumentParser(prog="python -m bot prices", description="The price data of this installation.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="compare the price data with what OpenAI's pages said; 1 if they differ")
    check.add_argument("--reference", type=Path, metavar="FILE", default=reference.OWN_TABLE, help="another such table")
    arguments = parser.parse_args(argv)
    try:
        rows = reference.read_reference(arguments.reference)
    except reference.ReferenceTableError as error:
        return _complain("prices", error, WRONG_USE)
    found = list(reference.differences(dataset.read(), rows, now or dt.datetime.now(dt.UTC)))
    for each in found:
        print(each)
    if not found:
        print(f"The price data agree with OpenAI's pages in all {len(rows)} rows of the table.")
    return FAILED if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot estimate",
        description="Say what a text costs as a prompt: exactly, with the prices and the counts of the chat.",
        epilog="With --jsonl each line is an object with `text` or `input_tokens`, and optionally `model`, "
        "`output_tokens`, `cached_tokens`, `calls` and one of `batch`, `flex`, `fast`.",
    )
    parser.add_argument(
        "file", nargs="?", default=_STDIN, metavar="FILE", help="the text, in UTF-8; - is the standard input"
    )
    parser.add_argument("--model", action="append", metavar="M", help="may be given several times: cheapest first")
    parser.add_argument("--input-tokens", type=_count(0, MOST_TOKENS), metavar="N", help="instead of a text")
    parser.add_argument("--output", type=_count(0, MOST_TOKENS), default=0, metavar="N", help="tokens of the answer")
    parser.add_argument("--cached", type=_count(0, MOST_TOKENS), default=0, metavar="N", help="input from the cache")
    parser.add_argument("--calls", type=_count(1, MOST_CALLS), default=1, metavar="N", help="how often it is sent")
    tiers = parser.add_mutually_exclusive_group()
    for tier in (Tier.BATCH, Tier.FLEX, Tier.FAST):
        tiers.add_argument(
            f"--{tier.value}",
            dest="tier",
            action="store_const",
            const=tier,
            default=Tier.STANDARD,
            help=f"{tier.value} price",
        )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print an object, for several models a list of them")
    forms.add_argument("--jsonl", action="store_true", help="read objects and print one for each, or its error")
    return parser


def _count(least: int, most: int) -> Callable[[str], int]:
    def number(word: str) -> int:
        if not (word.isascii() and word.isdecimal() and len(word) <= len(str(most)) and least <= int(word) <= most):
            raise argparse.ArgumentTypeError(f"{word!r} is no whole number from {least} to {most:,}")
        return int(word)

    return number


def _defaults(arguments: argparse.Namespace, model: str) -> Asked:
    return Asked(
        model,
        input_tokens=arguments.input_tokens or 0,
        output_tokens=arguments.output,
        cached_tokens=arguments.cached,
        calls=arguments.calls,
        tier=arguments.tier,
    )


class _Estimate:
    """The command, with what it needs."""

    def __init__(self, book: PriceBook, now: dt.datetime, defaults: Asked, write: Callable[[str], object]) -> None:
        self._book, self._now, self._defaults, self._write = book, now, defaults, write
        self._counter = TokenCounter()

    async def once(self, arguments: argparse.Namespace, models: Sequence[str]) -> int:
        """Price one text, or a number of tokens, with each model."""
        text = None
        if arguments.input_tokens is None:
            text = _read(arguments.file)
        elif arguments.file != _STDIN:
            raise NotUnderstoodError("either FILE or --input-tokens is needed, not both")
        answers: list[Answer] = []
        problems: list[NotUnderstoodError] = []
        for model in dict.fromkeys(models):
            try:
                answers.append(await self._answer(replace(self._defaults, model=model, text=text)))
            except NotUnderstoodError as problem:
                problems.append(problem)
        answers.sort(key=lambda each: (each.total, each.card.model))
        if arguments.json and answers:
            shown = [one.as_json() for one in answers]
            self._write(json.dumps(shown[0] if len(models) == 1 else shown, indent=2) + "\n")
        elif len(answers) == 1:
            self._write(_shown(answers[0], self._now))
        elif answers:
            self._write(_compared(answers))
        for each in problems:
            _complain("estimate", each, FAILED)
        return FAILED if problems else 0

    async def lines(self, arguments: argparse.Namespace, models: Sequence[str]) -> int:
        """Price each line; a bad one gets its error and the next goes on."""
        if len(models) > 1 or arguments.input_tokens is not None:
            raise NotUnderstoodError("with --jsonl the lines say what to price: at most one --model, no --input-tokens")
        with _opened(arguments.file) as file:
            while line := file.readline(asking.LONGEST_LINE + 1):
                if len(line) > asking.LONGEST_LINE and not line.endswith(b"\n"):
                    while (rest := file.readline(asking.LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                if line.strip():
                    self._write(json.dumps(await self._line(line)) + "\n")
        return 0

    async def _line(self, line: bytes) -> dict[str, object]:
        try:
            return (await self._answer(asking.read_line(line, self._defaults))).as_json()
        except (NotUnderstoodError, TokenizerFailedError) as error:
            return {"error": str(error)}

    async def _answer(self, asked: Asked) -> Answer:
        if asked.text is None:
            return asking.answer(self._book, asked, self._now)
        # Nothing is counted for a model without a price.
        name = asking.answer(self._book, replace(asked, cached_tokens=0, output_tokens=0), self._now).card.model
        tokens = await self._counter.count(asked.text, tokenizer_for(name).encoding)
        return asking.answer(self._book, replace(asked, text=None, input_tokens=tokens), self._now)


def _opened(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == _STDIN else Path(name).open("rb")


def _read(name: str) -> str:
    with _opened(name) as file:
        content = file.read(asking.LONGEST_LINE + 1)
    if len(content) > asking.LONGEST_LINE:
        raise NotUnderstoodError(f"{name} is larger than {asking.LONGEST_LINE:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstoodError(f"{name} is not UTF-8") from None


def _shown(answer: Answer, now: dt.datetime) -> str:
    """Return an estimate for a reader: the amount, how it comes about, and what else is true of it."""
    asked, cost = answer.asked, answer.cost
    rows = [
        ("input", asked.input_tokens - asked.cached_tokens, cost.rates.input_usd_per_mtok, cost.input),
        ("cached", asked.cached_tokens, _cached(cost.rates), cost.cached),
        ("output", asked.output_tokens, cost.rates.output_usd_per_mtok, cost.output),
    ]
    lines = [f"${asking.exact(answer.total)}  {_heading(answer)}"]
    for name, tokens, rate, paid in rows:
        if rate is not None and (tokens or name == "input"):
            lines.append(
                f"  {name:<6}  {tokens:>13,} tokens × ${asking.exact(rate)} a million = ${asking.exact(paid.amount)}"
            )
    lines += _notes(answer, now)
    return "\n".join(lines) + "\n"


def _cached(rates: Rates) -> Decimal:
    return rates.input_usd_per_mtok if rates.cached_usd_per_mtok is None else rates.cached_usd_per_mtok


def _heading(answer: Answer) -> str:
    tier = "" if answer.card.tier is Tier.STANDARD else f", {answer.card.tier.value}"
    calls = answer.asked.calls
    times = "" if calls == 1 else f", {calls:,} calls of ${asking.exact(answer.cost.total.amount)}"
    return f"{answer.card.model}{tier}{times}"


def _notes(answer: Answer, now: dt.datetime) -> list[str]:
    card, asked = answer.card, answer.asked
    own = tokenizer_for(card.model).is_its_own
    dated = f"{'own prices from' if card.is_overridden else 'prices of'} {card.checked_on or 'an unknown day'}"
    old = ", which is more than 45 days ago" if card.is_old(now) else ""
    notes = [f"  {dated}{old}, counted with {answer.encoding}{'' if own else ', an estimate'}"]
    passed = [above for above, _ in card.long_context if asked.input_tokens > above]
    if passed:
        notes.append(f"  above {passed[-1]:,} input tokens the whole request costs more: included")
    if card.thinks and asked.output_tokens:
        notes.append("  reasoning is billed as output and comes on top of the answer that is seen")
    if card.is_ending(now):
        when = "was switched off" if card.is_off(now) else "will be switched off"
        instead = f"; {card.successor} takes its place" if card.successor else ""
        notes.append(f"  {card.model} {when} on {card.ends_on}{instead}")
    return notes


def _compared(answers: Sequence[Answer]) -> str:
    """Return a table of several models, the first of them the cheapest."""
    width = max(len(each.card.model) for each in answers)
    return "".join(
        f"{each.card.model:<{width}}  ${asking.exact(each.total)}  {each.asked.input_tokens:,} in, "
        f"{each.asked.output_tokens:,} out\n"
        for each in answers
    )


def _complain(command: str, problem: Exception, code: int) -> int:
    if isinstance(problem, OSError) and problem.filename:
        problem = OSError(f"{problem.filename} cannot be read: {problem.strerror}")
    print(f"python -m bot {command}: {problem}", file=sys.stderr)
    return code
