"""``python -m bot faq``: match questions, measure, show an entry, check all entries, train the matcher."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED, WRONG_USE = 1, 2


def main(argv: Sequence[str]) -> int:
    """Run a command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot faq", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    match = commands.add_parser("match", help="JSON lines with `q` on standard input, a decision for each on output")
    match.set_defaults(run=_match)
    evaluate = commands.add_parser("eval", help="measure on a file of labelled messages (q, lang, topic, also)")
    evaluate.add_argument("file", type=Path)
    evaluate.add_argument("--misses", action="store_true", help="list the messages that went wrong")
    evaluate.set_defaults(run=_eval)
    show = commands.add_parser("show", help="print an entry")
    show.add_argument("id")
    show.add_argument("--lang", choices=("en", "zh"), default="en")
    show.set_defaults(run=_show)
    lint = commands.add_parser("lint", help="say what is wrong with the entries")
    lint.set_defaults(run=_lint)
    train = commands.add_parser("train", help="learn from the entries and store the model")
    train.set_defaults(run=_train)
    arguments = parser.parse_args(argv)
    code: int = arguments.run(arguments)
    return code


# What a command needs is imported when it runs: `match` starts in the time that loading the model takes.


def _match(_: argparse.Namespace) -> int:
    from bot.features.faq.matcher import matcher

    find = matcher().match
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)["q"]
            found = find(question)
        except (ValueError, KeyError, TypeError) as error:
            print(f'line {number} is no object with a "q": {error}', file=sys.stderr)
            return WRONG_USE
        result = {"q": question, "decision": found.decision.value, "ids": found.ids, "score": round(found.score, 4)}
        print(json.dumps(result, ensure_ascii=False))
    return 0


def _eval(arguments: argparse.Namespace) -> int:
    from bot.features.faq import evaluate
    from bot.features.faq.matcher import matcher

    try:
        with arguments.file.open(encoding="utf-8") as file:
            messages = list(evaluate.read_labelled(file))
    except (OSError, evaluate.BrokenFileError) as error:
        print(f"{arguments.file}: {error}", file=sys.stderr)
        return WRONG_USE
    reports, misses = evaluate.evaluate(messages, matcher().match)
    for name, report in reports.items():
        print(f"[{name}]", *report.lines(), sep="\n")
    if arguments.misses:
        print("[misses]", *misses, sep="\n")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from bot.core.language import Language
    from bot.features.faq.content import library

    entry = library().find(arguments.id, Language(arguments.lang))
    if entry is None:
        print(f"there is no entry {arguments.id!r}; there are: {', '.join(library().ids)}", file=sys.stderr)
        return FAILED
    sources = (f"- {source.title} ({source.date}) {source.url}" for source in entry.sources)
    about = f"{entry.section} · verified {entry.verified} · related: {', '.join(entry.related)}"
    print(f"# {entry.title}", about, "", entry.head, sep="\n")
    if entry.more:
        print("", "<!-- more -->", "", entry.more, sep="\n")
    print("", *sources, sep="\n")
    return 0


def _lint(_: argparse.Namespace) -> int:
    from bot.features.faq.content import library
    from bot.features.faq.lint import problems

    found = list(problems(library(), dt.datetime.now(dt.UTC).date()))
    for line in found:
        print(line)
    print(f"{len(library().ids)} entries in both languages, {len(found)} problems")
    return FAILED if found else 0


def _train(_: argparse.Namespace) -> int:
    from bot.features.faq.content import library
    from bot.features.faq.model import PATH
    from bot.features.faq.train import cross_validate, train

    trained = train(library())
    trained.model.save()
    limits = trained.model.thresholds
    print(
        f"{len(trained.model.ids)} entries, {len(trained.examples)} messages,"
        f" {len(trained.model.vectoriser.features)} features; {PATH.stat().st_size / 1e6:.1f} MB in {PATH.name}"
    )
    print(f"answer from {limits.answer:.2f} on, offer from {limits.offer:.2f} on")
    print("Each message held out in turn:", *cross_validate(trained).lines(), sep="\n")
    return 0
