"""A conversation with the whole bot inside this process, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import script
from bot.console.clients import ClientError
from bot.console.markup import MAX_TEXT, utf16_length
from bot.core.i18n import Translator, translator
from bot.core.language import Language, of_client

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable

    from bot.console.botapi import BotApi
    from bot.console.script import Step
    from bot.console.world import Message, Person
    from bot.core.clock import MovableClock
    from bot.tg.service import Service


class StepError(Exception):
    """A step that no client could take: a button that is not there, a file that cannot be read."""


class Session:
    """One person at a time talks to the bot; after each step everything it causes has happened.

    Args:
        api: the Bot API inside this process; it outlives the bot.
        clock: moved by :class:`bot.console.script.Advance`.
        build: makes the bot, anew after a restart.
        person_id, language_code: who talks first.

    Attributes:
        note: prints what is no message; gets the finished words.
        files_s: how long a step waits for the files the bot reads; None: until they are answered.
    """

    def __init__(
        self,
        api: BotApi,
        clock: MovableClock,
        build: Callable[[], Awaitable[Service]],
        *,
        person_id: int = 1,
        language_code: str | None = None,
    ) -> None:
        self._api, self._clock, self._build = api, clock, build
        self.note: Callable[[str], None] = lambda _: None
        self.files_s: float | None = None
        self._service: Service | None = None
        self.person: Person
        self._become(person_id, language_code)

    async def start(self) -> None:
        """Start the bot, with the work an earlier run left."""
        self._service = await self._build()
        await self._service.start()
        await self._service.settle()

    async def stop(self) -> None:
        """Stop the bot; the database stays."""
        if self._service is not None:
            service, self._service = self._service, None
            await service.stop()

    def words(self) -> Translator:
        """Return the translator of the person's client."""
        return translator(of_client(self.person.language_code) or Language.EN)

    def label(self, step: Step) -> str | None:
        """Return the label of the button a step presses, in brackets; None for other steps.

        Raises:
            StepError: there is no such button.
        """
        if not isinstance(step, script.Press):
            return None
        buttons = [button for row in self._with_buttons(step.message_id).rows for button in row]
        number = int(step.button) if step.button.isascii() and step.button.isdigit() else 0
        return f"[{buttons[number - 1].label}]" if 1 <= number <= len(buttons) else f"[{step.button}]"

    async def settle(self, files_s: float | None = None) -> None:
        """Let the bot do what waits and what is due; files for so long at most."""
        if self._service is not None:
            await self._service.settle(files_s)

    async def take(self, step: Step) -> bool:
        """Take one step and everything that follows from it; return whether the conversation goes on.

        Raises:
            StepError: no client could do that.
        """
        try:
            match step:
                case script.Quit():
                    return False
                case script.Advance(span):
                    await self._advance(span)
                case script.Restart():
                    await self.stop()
                    await self.start()
                case script.User(person_id, language_code):
                    self._become(person_id, language_code)
                case _:
                    self._act(step)
        except (ClientError, LookupError, OSError) as error:
            raise StepError(str(error)) from error
        await self.settle(self.files_s)
        return True

    def _become(self, person_id: int, language_code: str | None) -> None:
        self.person = self._api.person(person_id, language_code)
        self.person.started = True  # the chat is open, as after Telegram's Start button

    def _act(self, step: Step) -> None:
        match step:
            case script.Say(text):
                (self._api.paste if utf16_length(text) > MAX_TEXT else self._api.say)(self.person, text)
            case script.Press(button, message_id):
                number = int(button) if button.isascii() and button.isdigit() else button
                self._api.press(self.person, self._with_buttons(message_id), number)
            case script.SendFile(path, caption):
                file = Path(path)
                self._api.send_file(self.person, file.name, file.read_bytes(), caption=caption)
            case script.Inline(query):
                self._api.inline(self.person, query)
            case script.Edit(text, message_id):
                self._api.edit(self.person, self._named(message_id) or self._own_last(), text)
            case script.Reply(text, message_id, to_own):
                last = self._own_last if to_own else lambda: self._api.last_message(self.person)
                self._api.say(self.person, text, reply_to=self._named(message_id) or last())
            case script.Place(latitude, longitude):
                self._api.location(self.person, latitude, longitude)
            case script.Block(blocked):
                (self._api.block if blocked else self._api.unblock)(self.person)

    async def _advance(self, span: dt.timedelta) -> None:
        target = self._clock.now() + span
        if self._service is not None:
            last = None
            while (upcoming := await self._service.run_due()) not in {None, last} and upcoming <= target:
                self._clock.move_to(max(upcoming, self._clock.now()))
                last = upcoming
        self._clock.move_to(target)
        self.note(target.strftime("%Y-%m-%d %H:%M UTC"))

    def _with_buttons(self, message_id: int | None) -> Message:
        named = self._named(message_id)
        if named is not None:
            return named
        for message in reversed(self._api.chat(self.person).by_id.values()):
            if message.from_bot and message.rows:
                return message
        raise StepError("no message has buttons yet")

    def _named(self, message_id: int | None) -> Message | None:
        """Return the message with this id, None where no id is given."""
        if message_id is None:
            return None
        found = self._api.chat(self.person).by_id.get(message_id)
        if found is None:
            raise StepError(f"there is no message {message_id}")
        return found

    def _own_last(self) -> Message:
        for message in reversed(self._api.chat(self.person).by_id.values()):
            if not message.from_bot:
                return message
        raise StepError("there is no message of yours yet")
