"""The command line: ``python -m bot`` and ``tokentally``."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.settings import Settings

FAILED, WRONG_SETTING = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    tool = _TOOLS.get(words[0]) if words else None
    if tool is not None:  # these read their own arguments and need no settings
        return tool(words[1:])
    parser = argparse.ArgumentParser(prog="tokentally", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve Telegram with TOKENTALLY_TOKEN")
    chat = commands.add_parser("chat", help="talk to the bot in this terminal, or pipe a conversation into it")
    _add_chat_arguments(chat)
    commands.add_parser("check", help="say whether everything is ready; exit code 1 if not")
    commands.add_parser("health", help="say whether the running bot still works; exit code 1 if not")
    commands.add_parser("estimate", help="say what a text costs; --jsonl prices many")
    commands.add_parser("prices", help="compare the price data with what OpenAI's pages said")
    commands.add_parser("faq", help="match, evaluate, show, lint and train the billing answers")
    commands.add_parser("amount", help="say how amounts of money in lines of text are read")
    commands.add_parser("intent", help="say what plain messages mean")
    convert = commands.add_parser("convert", help="print what the chat would answer to an amount")
    convert.add_argument("words", nargs="+", help="such as 100 usd, or a question about a top-up")
    convert.add_argument("--lang", choices=("en", "zh"), help="the language of the answer; else that of the words")
    commands.add_parser("when", help="say how times in lines of text are read")
    commands.add_parser("next", help="print the coming instants of a time in words")
    arguments = parser.parse_args(words)

    from bot import settings as configured

    try:
        settings = configured.read_settings()
    except configured.SettingsError as error:
        print(f"tokentally: {error}", file=sys.stderr)
        return WRONG_SETTING
    return _COMMANDS[arguments.command](settings, arguments)


def _run(settings: Settings, _: argparse.Namespace) -> int:
    from bot.run import run

    return asyncio.run(run(settings))


def _chat(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.console.options import options_of
    from bot.run import run_chat

    options = options_of(arguments, settings.db.with_name("chat.sqlite3"))
    try:
        return asyncio.run(run_chat(settings, options))
    except KeyboardInterrupt:
        return 0


def _check(settings: Settings, _: argparse.Namespace) -> int:
    from bot.check import check

    return asyncio.run(check(settings))


def _health(settings: Settings, _: argparse.Namespace) -> int:
    from bot.health import health

    return health(settings.db)


def _add_chat_arguments(parser: argparse.ArgumentParser) -> None:
    from bot.console.options import add_arguments

    add_arguments(parser)


def _convert(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.core.language import Language
    from bot.features.exchange.cli import convert

    language = Language(arguments.lang) if arguments.lang else None
    return convert(" ".join(arguments.words), settings.rate, language, Language(settings.default_lang))


def _faq(argv: list[str]) -> int:
    from bot.features.faq.cli import main as faq

    return faq(argv)


def _amount(argv: list[str]) -> int:
    from bot.features.exchange.cli import main as amount

    return amount(argv)


def _next(argv: list[str]) -> int:
    from bot.features.reminders.cli import coming

    return coming(argv)


def _when(argv: list[str]) -> int:
    from bot.features.reminders.cli import main as when

    return when(argv)


def _estimate(argv: list[str]) -> int:
    from bot.features.cost.cli import estimate

    return estimate(argv)


def _prices(argv: list[str]) -> int:
    from bot.features.cost.cli import prices

    return prices(argv)


def _intent(argv: list[str]) -> int:
    from bot.intents import main as intent

    return intent(argv)


_COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
    "run": _run,
    "chat": _chat,
    "check": _check,
    "convert": _convert,
    "health": _health,
}
_TOOLS: dict[str, Callable[[list[str]], int]] = {
    "estimate": _estimate,
    "prices": _prices,
    "faq": _faq,
    "amount": _amount,
    "when": _when,
    "intent": _intent,
    "next": _next,
}

if __name__ == "__main__":
    sys.exit(main())
