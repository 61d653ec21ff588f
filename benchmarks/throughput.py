"""Updates a second of the whole bot, against a bare PTB application that echoes, on the same in-process Bot API.

Baseline: a python-telegram-bot Application with one MessageHandler that sends the text back; no database.
Goals: a read command at least 0.35 of it, a command that commits at least 0.2.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from telegram import Update  # noqa: TC002 - PTB reads the annotations of handlers
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.app import build
from bot.console.botapi import BotApi
from bot.core.clock import SystemClock
from bot.settings import read_settings

PEOPLE = 64


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


async def bare(text: str, updates: int) -> float:
    """Return the updates a second of the bare echo."""
    api = BotApi(SystemClock().now)
    application = (
        ApplicationBuilder()
        .token("1:BENCH")
        .updater(None)
        .job_queue(None)
        .request(api)
        .get_updates_request(api)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    await application.initialize()
    for number in range(updates):
        api.say(number % PEOPLE + 1, text)
    started = time.perf_counter()
    offset = None
    while batch := await application.bot.get_updates(offset=offset, timeout=0):
        await asyncio.gather(*(application.process_update(update) for update in batch))
        offset = batch[-1].update_id + 1
    elapsed = time.perf_counter() - started
    await application.shutdown()
    return updates / elapsed


async def ours(text: str, updates: int) -> float:
    """Return the updates a second of the whole bot, its SQLite file with full synchronisation included."""
    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        api = BotApi(clock.now)
        service = await build(read_settings(None), path=Path(folder) / "bench.sqlite3", clock=clock, request=api)
        await service.start()
        for person in range(1, PEOPLE + 1):  # everybody is known, as after the first message
            api.say(person, "/help")
        await service.settle()
        for number in range(updates):
            api.say(number % PEOPLE + 1, text)
        started = time.perf_counter()
        while await service.receiver.receive(0):
            pass
        await service.dispatcher.join()
        elapsed = time.perf_counter() - started
        await service.stop()
    return updates / elapsed


async def _compare(name: str, text: str, updates: int, rounds: int) -> None:
    ratios, speeds = [], []
    for _ in range(rounds):
        baseline = await bare(text, updates)
        speed = await ours(text, updates)
        ratios.append(speed / baseline)
        speeds.append((speed, baseline))
    speed, baseline = speeds[ratios.index(statistics.median_low(ratios))]
    print(
        f"{name}: {statistics.median_low(ratios):.2f} of bare PTB (min {min(ratios):.2f}, max {max(ratios):.2f};"
        f" {speed:.0f} against {baseline:.0f} updates/s)"
    )


def main() -> None:
    """Print one line a command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for name, text in (("read (/help)", "/help"), ("commit (/spent 1.25)", "/spent 1.25")):
        asyncio.run(_compare(name, text, arguments.updates, arguments.rounds))


if __name__ == "__main__":
    main()
