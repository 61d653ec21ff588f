"""The chat as a person sees it in a terminal: bubbles, numbered buttons, edits in place."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.completion import Completer, Completion
from rich.align import Align
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.console import script
from bot.console.markup import utf16_length
from bot.console.session import Session, StepError
from bot.console.transcript import offered
from bot.tg.profile import descriptions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from bot.console.botapi import BotApi, Call
    from bot.console.world import Message

_WIDTH = 60
_SHOWN_MESSAGES = 40
_FILES_S = 0.5  # then the chat goes on, and Cancel can be pressed while a large file is read
_HINT = """Write a message, or /start. :press 2 presses a button, :quit leaves.
<<< and >>> enclose a text of many lines. :file notes.txt sends a file, :location 31.2 121.5 a place,
:edit 12.60 edits your last message, :reply yes answers the bot's; @17 behind it names another message.

发条消息，或者 /start。:press 2 按按钮，:quit 退出。
<<< 和 >>> 之间可以写多行。:file notes.txt 发文件，:location 31.2 121.5 发位置，
:edit 12.60 修改你的上一条，:reply 好 回复机器人的上一条；末尾加 @17 指定别的消息。"""
_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "expandable_blockquote": "dim",
}


async def talk(session: Session, api: BotApi, downloads: Path) -> int:
    """Hold a conversation at the keyboard until :quit, Ctrl-D or Ctrl-C; return the exit code."""
    console = Console(highlight=False)
    session.files_s = _FILES_S
    screen = _Chat(session, api, console, downloads)
    unsubscribe = api.subscribe(screen.on_call)
    prompt: PromptSession[str] = PromptSession(completer=_Commands(session), complete_while_typing=True)
    ticker: asyncio.Task[None] | None = None
    try:
        await session.start()
        screen.draw()
        ticker = asyncio.create_task(screen.keep_time())
        await _read_lines(session, prompt, screen, console)
    finally:
        unsubscribe()
        if ticker is not None:
            ticker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ticker
        await session.stop()
    return 0


async def _read_lines(session: Session, prompt: PromptSession[str], screen: _Chat, console: Console) -> None:
    block: list[str] | None = None
    while True:
        try:
            line = await prompt.prompt_async("… " if block is not None else "> ")
        except (EOFError, KeyboardInterrupt):
            return
        if block is not None and line != ">>>":
            block.append(line)
            continue
        if line == "<<<":
            block = []
            continue
        if block is None and not line.strip():
            continue
        try:
            step: script.Step
            step = script.Say("\n".join(block)) if block is not None else _step(line)
            block = None
            async with screen.quiet:
                goes_on = await session.take(step)
        except (script.ScriptError, StepError) as error:
            console.print(Text(str(error), style="red"))
            continue
        if not goes_on:
            return
        screen.draw()


def _step(line: str) -> script.Step:
    return script.read_command(line) if line.startswith(":") else script.Say(line)


class _Chat:
    """The picture of the chat. It is drawn anew after each step, so that an edit replaces what it edits."""

    def __init__(self, session: Session, api: BotApi, console: Console, downloads: Path) -> None:
        self._session, self._api, self._console, self._downloads = session, api, console, downloads
        self._note = ""
        self._changed = False
        self.quiet = asyncio.Lock()  # a step and the ticking clock take turns

    def on_call(self, call: Call) -> None:
        """Note what the next picture must show, and save a document that came."""
        if call.error is not None:
            return
        if call.method.lower() == "answercallbackquery":
            self._note = str(call.params.get("text", ""))
        elif call.method.lower() == "answerinlinequery":
            self._note = "\n".join(offered(call))
        elif call.message is not None:
            self._changed = True
            self._save(call.message)

    def _save(self, message: Message) -> None:
        if message.file is not None:
            self._downloads.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._downloads / message.file.name.replace("/", "_")).write_bytes(message.file.data)

    async def keep_time(self) -> None:
        """Let reminders come while nobody types."""
        while True:
            await asyncio.sleep(1)
            async with self.quiet:
                self._changed = False
                await self._session.settle(0)
            if self._changed:
                await run_in_terminal(self.draw)

    def draw(self) -> None:
        """Clear the screen and draw the last messages."""
        self._console.clear()
        messages = self._api.chat(self._session.person).messages[-_SHOWN_MESSAGES:]
        if not messages:
            self._console.print(Text(_HINT, style="dim"))
        newest = next((m.id for m in reversed(messages) if m.from_bot and m.rows), None)
        for message in messages:
            self._draw_message(message, with_numbers=message.id == newest)
        if self._note:
            self._console.print(Text(self._note, style="italic yellow"))
            self._note = ""

    def _draw_message(self, message: Message, *, with_numbers: bool) -> None:
        body = styled(message)
        if message.file is not None:
            saved = Text(f"📄 {self._downloads / message.file.name}\n", style="cyan")
            body = saved + body if message.from_bot else Text(f"📄 {message.file.name}\n") + body
        number = 0
        for row in message.rows:
            body.append("\n")
            for button in row:
                number += 1
                label = f" {number} {button.label} " if with_numbers else f" {button.label} "
                body.append(label, style="reverse" if with_numbers else "dim reverse")
                body.append(" ")
        title = Text(f"#{message.id}", style="dim")
        width = min(_WIDTH, self._console.width)
        if message.from_bot:
            above = title if message.rows else None
            self._console.print(Panel(body, width=width, border_style="blue", title=above, title_align="right"))
        else:
            own = Panel(body, expand=False, border_style="green", title=title, title_align="right")
            self._console.print(Align.right(own))


def styled(message: Message) -> Text:
    """Return the text of a message with its formatting as a terminal can show it."""
    text = Text(message.text)
    offsets = _offsets(message.text)
    for entity in message.entities:
        start = offsets.get(entity["offset"], 0)
        end = offsets.get(entity["offset"] + entity["length"], len(message.text))
        style = f"underline link {entity['url']}" if entity["type"] == "text_link" else _STYLES.get(entity["type"])
        if style:
            text.stylize(style, start, end)
    return text


def _offsets(text: str) -> dict[int, int]:
    """Return for each offset in UTF-16 units the index of its character."""
    found, units = {}, 0
    for index, character in enumerate(text):
        found[units] = index
        units += utf16_length(character)
    found[units] = len(text)
    return found


class _Commands(Completer):
    """Completes the bot's commands behind a slash, with their words."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 - prompt_toolkit's signature
        """Offer what starts as the line does."""
        typed = document.text_before_cursor
        if not typed.startswith("/") or " " in typed:
            return
        for name, words in descriptions(self._session.words()).items():
            if name.startswith(typed[1:]):
                yield Completion(f"/{name} ", start_position=-len(typed), display=f"/{name}", display_meta=words)
