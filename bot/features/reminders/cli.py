"""``python -m bot when``: how times are read, line by line or measured on a labelled file; ``next``: what follows."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.times import expectation, read_time
from bot.core.times.evaluate import Outcome, score
from bot.core.times.expectation import parse_now
from bot.core.zones import zone
from bot.features.reminders.rules import Choice, Refusal, read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_TIME, WRONG_USE = 1, 2
MOST_COMING = 120


def main(argv: Sequence[str]) -> int:
    """Run the command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot when", description="Say how times in lines of text are read.")
    parser.add_argument("--jsonl", action="store_true", help="each line is an object with `text`, `now` and `tz`")
    parser.add_argument("--now", help="the wall time to read from, such as 2026-11-23T10:00 (default: now)")
    parser.add_argument("--tz", default="Asia/Shanghai", help="an IANA time zone (default: Asia/Shanghai)")
    parser.add_argument("--eval", type=Path, metavar="FILE", help="score labelled lines: text, lang, now, tz, expect")
    arguments = parser.parse_args(argv)
    try:
        if arguments.eval is not None:
            _evaluate(arguments.eval)
        else:
            _read(arguments)
    except (OSError, ValueError, LookupError, TypeError) as error:
        print(f"python -m bot when: {error}", file=sys.stderr)
        return WRONG_USE
    return 0


def _read(arguments: argparse.Namespace) -> None:
    for line in sys.stdin:
        if not line.strip():
            continue
        fields = json.loads(line) if arguments.jsonl else {"text": line.rstrip("\r\n")}
        place = zone(fields.get("tz", arguments.tz))
        said = fields.get("now", arguments.now)
        now = parse_now(said).replace(tzinfo=place) if said else dt.datetime.now(place)
        reading = read_time(str(fields["text"]), now=now, zone=place)
        print(json.dumps(expectation(reading), ensure_ascii=False))


def _evaluate(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        result = score(file)
    groups = {**result.by_language, "repeating": result.repeating, "all": result.overall}
    for name, tally in groups.items():
        shares = ", ".join(
            f"{outcome.value} {tally.counts[outcome]} ({tally.share(outcome):.1%})" for outcome in Outcome
        )
        print(f"[{name}] {shares}")
    for miss in result.misses:
        print(f"{miss.outcome.value}: {miss.text}  | {miss.expected} | {miss.got}")


def _count(text: str) -> int:
    count = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_COMING)) else 0
    if not 1 <= count <= MOST_COMING:
        raise argparse.ArgumentTypeError(f"must be 1 to {MOST_COMING}, not {text!r}")
    return count


def coming(argv: Sequence[str]) -> int:
    """Print the coming instants of a time in words, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot next", description=coming.__doc__)
    parser.add_argument("words", help='a time in words, such as "every month on the 31st"')
    parser.add_argument("--tz", default="Asia/Shanghai", help="an IANA time zone (default: Asia/Shanghai)")
    parser.add_argument("--now", help="the wall time to read from, such as 2026-11-23T10:00 (default: now)")
    count_help = f"how many, 1 to {MOST_COMING}"
    parser.add_argument("--count", type=_count, default=MOST_COMING // 10, metavar="N", help=count_help)
    arguments = parser.parse_args(argv)
    try:
        place = zone(arguments.tz)
        now = parse_now(arguments.now).replace(tzinfo=place) if arguments.now else dt.datetime.now(place)
        request = read_request(arguments.words, now=now, zone=place, text="")
    except (ValueError, LookupError) as error:
        print(f"python -m bot next: {error}", file=sys.stderr)
        return WRONG_USE
    if isinstance(request, Refusal):
        print(f"python -m bot next: no time in {arguments.words!r}: {request.problem.value}", file=sys.stderr)
        return NO_TIME
    for wish in request.wishes if isinstance(request, Choice) else (request,):
        for instant in wish.schedule.upcoming(arguments.count):
            print(
                f"{instant.astimezone(place).isoformat()}  {instant:%Y-%m-%dT%H:%M:%SZ}  {instant.astimezone(place):%a}"
            )
        if isinstance(request, Choice):
            print()
    return 0
