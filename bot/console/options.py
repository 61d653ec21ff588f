"""The flags of `chat`; apart from the chat itself, so that other commands need not load it."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """The flags of `chat`, see :func:`add_arguments`."""

    db: Path
    now: dt.datetime | None
    user: int
    lang: str | None
    fresh: bool
    json: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("--db", type=Path, help="the database (default: chat.sqlite3 beside TOKENTALLY_DB)")
    parser.add_argument("--now", type=_instant, help="start the clock here; it then moves by :advance only")
    parser.add_argument("--user", type=int, default=1, help="who talks (default: 1)")
    parser.add_argument("--lang", help="the language of the person's Telegram, for example zh-hans")
    parser.add_argument("--fresh", action="store_true", help="start with an empty database")
    parser.add_argument("--json", action="store_true", help="print each call of the Bot API as one JSON object")


def options_of(arguments: argparse.Namespace, default_db: Path) -> ChatOptions:
    """Return the options, with the terminal's own database where none is named."""
    return ChatOptions(
        db=arguments.db or default_db,
        now=arguments.now,
        user=arguments.user,
        lang=arguments.lang,
        fresh=arguments.fresh,
        json=arguments.json,
    )


def _instant(text: str) -> dt.datetime:
    instant = dt.datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError("an instant with its offset, such as 2026-11-23T09:00+08:00")
    return instant
