"""``python -m bot when``: how times are read, line by line or measured on a labelled file."""

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

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_USE = 2


def main(argv: Sequence[str]) -> int:
    """Run the command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot when", description=__doc__)
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
