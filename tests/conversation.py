"""A conversation with the whole bot, as a person holds it: real handlers, real database, Telegram in the process."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Self

from bot.app import build
from bot.console import script
from bot.console.botapi import BotApi
from bot.console.session import Session
from bot.console.transcript import Transcript
from bot.core.clock import ManualClock
from bot.settings import Settings, read_settings
from bot.tg.inbox import newest_stored

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from bot.console.cuts import Client
    from bot.console.world import Message
    from bot.tg.service import Service


class Conversation:
    """Talks to the bot and returns what it says.

    Args:
        path: the database.
        now: where the clock stands; it moves by :meth:`advance` only.
        lang: the language of the person's client.
        person_id: who talks.
        settings: other settings than the defaults.
    """

    def __init__(
        self, path: Path, now: dt.datetime, *, lang: str = "en", person_id: int = 1, settings: Settings | None = None
    ) -> None:
        self.clock = ManualClock(now)
        self.api = BotApi(self.clock.now, first_update_id=newest_stored(path) + 1)  # of an earlier conversation
        self.path = path
        self.service: Service
        self.may_be_refused = False  # set where a test wants Telegram to refuse something
        chosen = settings or read_settings(None)

        async def make() -> Service:
            self.service = await build(chosen, path=path, clock=self.clock, request=self.api)
            return self.service

        self.session = Session(self.api, self.clock, make, person_id=person_id, language_code=lang)
        self._out = io.StringIO()
        transcript = Transcript(self._out, lambda: self.session.person.id)
        self.api.subscribe(transcript.call)

    async def __aenter__(self) -> Self:
        await self.session.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.stop()
        if error is None:
            assert not self.api.broken
            assert self.may_be_refused or [call.error for call in self.api.calls if call.error is not None] == []

    async def take(self, step: script.Step) -> str:
        """Take a step and return everything the bot said: texts, then their buttons as `[1 Label]`."""
        self._out.seek(0)
        self._out.truncate()
        await self.session.take(step)
        return self._out.getvalue().strip()

    async def say(self, text: str) -> str:
        """Send a message."""
        return await self.take(script.Say(text))

    async def press(self, button: str | int) -> str:
        """Press a button of the newest message that has any, by its label or number."""
        return await self.take(script.Press(str(button), None))

    async def press_data(self, data: str) -> str:
        """Press a button of the bot's newest message as if it said something else: an old or a made-up one."""

        def act() -> None:
            tap = self.api.press(self.session.person, self.last, 1)
            tap["callback_query"]["data"] = data

        return await self.after(act)

    async def advance(self, span: str) -> str:
        """Let time pass."""
        return await self.take(script.Advance(script.read_span(span)))

    async def paste(self, text: str, client: Client = "desktop") -> str:
        """Send a text of any length as a client does: at once, in pieces if it is too long for one message."""
        return await self.after(lambda: self.api.paste(self.session.person, text, client=client))

    async def send_file(self, name: str, content: bytes, caption: str | None = None) -> str:
        """Send a file, and wait until it is answered."""
        return await self.after(lambda: self.api.send_file(self.session.person, name, content, caption))

    async def edit(self, text: str, message_id: int | None = None) -> str:
        """Edit the person's last message, or the one named: its text, or the caption of a file."""
        return await self.take(script.Edit(text, message_id))

    async def reply(self, text: str, to: Message | int | None = None) -> str:
        """Reply to the bot's last message, or to any other of the chat."""
        return await self.take(script.Reply(text, to if to is None or isinstance(to, int) else to.id))

    async def location(self, latitude: float, longitude: float) -> str:
        """Share a place."""
        return await self.take(script.Place(latitude, longitude))

    async def after(self, act: Callable[[], object]) -> str:
        """Do something in a client and return everything the bot said to it."""
        self._out.seek(0)
        self._out.truncate()
        act()
        await self.session.settle()
        return self._out.getvalue().strip()

    async def become(self, person_id: int, lang: str | None = None) -> None:
        """Go on as another person."""
        await self.take(script.User(person_id, lang))

    async def export(self) -> dict[str, bytes]:
        """Ask for everything that is kept, and return the files of the archive."""
        await self.say("/export")
        sent = self.last.file
        assert sent is not None
        with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def last(self) -> Message:
        """The newest message of the bot to this person."""
        return self.api.last_message(self.session.person)

    @property
    def own(self) -> Message:
        """The person's newest message."""
        messages = self.api.chat(self.session.person).messages
        return next(message for message in reversed(messages) if not message.from_bot)

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button.label for row in self.last.rows for button in row]
