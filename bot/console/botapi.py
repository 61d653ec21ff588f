"""The Bot API inside the process: python-telegram-bot talks to it as if to Telegram, without a network.

It keeps what Telegram keeps, refuses what Telegram refuses in Telegram's own words, and lets faults happen on
order. The terminal chat and the tests stand on it. The rooms beside this module each know one part; this one
receives the requests, records them and hands them on.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.console.clients import Clients
from bot.console.faults import Faults, no_answer
from bot.console.files import Files
from bot.console.messages import Messages
from bot.console.profile import Profile
from bot.console.queries import Queries
from bot.console.refusals import Json, RefusedError
from bot.console.requests import Request
from bot.console.updates import UpdateQueue
from bot.console.world import Message, Person, World

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from telegram.request import RequestData

    from bot.console.requests import Upload
    from bot.console.world import Chat

_log = logging.getLogger(__name__)

BOT_ID = 7_000_000_001


@dataclass(slots=True)
class Call:
    """One call of a method.

    Attributes:
        method: as the bot named it, such as "sendMessage".
        params: what it sent; uploaded files as their name and size.
        result: what the method did, also if the answer was lost on the way; None if it was refused.
        error: the body of the refusal, or the description of what the network did.
        message: what was sent or edited, for a printer; it goes on changing with later edits.
    """

    method: str
    params: Json
    result: Any = None
    error: Json | None = None
    message: Message | None = None

    def json(self) -> Json:
        """The call as one JSON object: method, params and either result or error."""
        outcome = {"error": self.error} if self.error is not None else {"result": self.result}
        return {"method": self.method, "params": self.params, **outcome}


class BrokenApiError(TelegramError):
    """The in-process Bot API itself failed; the cause is the bug. No NetworkError: those are tried again."""


class BotApi(Clients, BaseRequest):
    """Telegram for one bot, to be given to PTB's builder as both `request` and `get_updates_request`.

    The same object can outlive several runs of the bot: what was not confirmed is delivered to the next one.
    It belongs to one event loop.

    Attributes:
        calls: every call in order, except getUpdates that brought nothing.
        faults: the trouble on order.
        profile: commands, names and descriptions as set by the bot.
        updates: what the bot has not confirmed yet.
        broken: bugs of this API itself; a test ends with a look at it.
    """

    def __init__(
        self,
        now: Callable[[], dt.datetime],
        *,
        first_update_id: int = 1,
        username: str = "TokenTallyBot",
        privacy: bool = True,
    ) -> None:
        """Set up an empty Telegram.

        Args:
            now: the clock, aware; every date and every age is counted by it, only waiting is not.
            first_update_id: what the count of updates starts from.
            username: the bot's, which mentions and commands in groups name.
            privacy: whether the bot sees only commands, replies and mentions in groups.
        """
        world = World(Person(BOT_ID, "TokenTally", username=username, is_bot=True), now)
        queries = Queries(world)
        self.updates = UpdateQueue(now, first_update_id)
        super().__init__(world, self.updates, queries, privacy=privacy)
        self.profile = Profile(world)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.broken: list[Exception] = []
        self._listeners: list[Callable[[Call], None]] = []
        self._methods = self._all_methods(Messages(world, files := Files(world)), files, queries, self.profile)

    @property
    def read_timeout(self) -> float:
        """What PTB adds to the wait of getUpdates; nothing here is cut off by it."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close: chats and updates stay for the next run of the bot."""

    def subscribe(self, listener: Callable[[Call], None]) -> Callable[[], None]:
        """Tell the listener of every call once its outcome is known, before the bot gets the answer.

        Returns:
            What ends the subscription.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def answers_of_inline(self) -> list[Json]:
        """The parameters of every answer to an inline query, in the order in which they were asked."""
        asked = self._queries.asked.values()
        return [query.answer for query in asked if query.kind == "inline" and query.answer is not None]

    def answer_to(self, update: Json) -> Json | None:
        """The parameters of the bot's answer to a callback_query or inline_query update, None before it."""
        query = update.get("callback_query") or update["inline_query"]
        return self._queries.asked[query["id"]].answer

    def commands_for(self, person: Person | int, chat: Chat | int | None = None) -> list[Json]:
        """The command menu as a person's client shows it."""
        return self.profile.commands_for(self._one(person), None if chat is None else self.chat(chat))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - PTB's signature
        write_timeout: object = None,  # noqa: ARG002 - PTB's signature
        connect_timeout: object = None,  # noqa: ARG002 - PTB's signature
        pool_timeout: object = None,  # noqa: ARG002 - PTB's signature
    ) -> tuple[int, bytes]:
        """Answer one HTTP request of PTB: a call by POST, a download by GET."""
        if method == "GET":
            return self._download(unquote(url))
        params: Mapping[str, Any] = request_data.parameters if request_data else {}
        files = request_data.multipart_data if request_data and request_data.contains_files else {}
        return await self.serve(url.rpartition("/")[2], params, files)

    async def serve(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, bytes]:
        """Carry out one call.

        Args:
            method: its name, in letters of any size.
            params: values, or strings as an HTTP form has them.
            files: uploads by part name.

        Returns:
            The HTTP status and the body.

        Raises:
            TelegramError: an ordered fault of the network, or BrokenApiError.
            UnicodeEncodeError: a lone surrogate in a text, which no client could have sent either.
        """
        request = Request(params, files)
        call = Call(method, request.recorded())
        try:
            status, body = await self._carried_out(call, request)
        except (TelegramError, UnicodeEncodeError):
            raise
        except Exception as error:
            self.broken.append(error)
            _log.exception("The in-process Bot API failed in %s", method)
            raise BrokenApiError(f"the in-process Bot API failed in {method}: {error!r}") from error
        return status, json.dumps(body).encode()

    async def _carried_out(self, call: Call, request: Request) -> tuple[int, Json]:
        name = call.method.lower()
        status, answer = 200, Json()
        try:
            lost = await self.faults.strike(name, request)
            if name == "getupdates":
                call.result = await self.updates.read(request)
            else:
                await asyncio.sleep(0)  # no network answers without letting others run
                self._call_method(name, call, request)
            if lost:
                no_answer()
            answer = {"ok": True, "result": call.result}
        except RefusedError as refusal:
            status, answer = refusal.status, refusal.json()
            call.error = answer
        except (TelegramError, UnicodeEncodeError) as error:
            call.error = {"description": type(error).__name__}
            self._record(call)
            raise
        if name != "getupdates" or call.result or call.error:
            self._record(call)
        return status, answer

    def _call_method(self, name: str, call: Call, request: Request) -> None:
        handler = self._methods.get(name)
        if handler is None:
            raise RefusedError(404, "Not Found: method not found")
        outcome = handler(request)
        if isinstance(outcome, Message):
            call.message, outcome = outcome, outcome.json()
        call.result = outcome

    def _record(self, call: Call) -> None:
        self.calls.append(call)
        for listener in tuple(self._listeners):
            listener(call)

    def _download(self, url: str) -> tuple[int, bytes]:
        file = self._world.file_at("/".join(url.split("/")[-2:]))
        if file is None:
            return 404, json.dumps(RefusedError(404, "Not Found").json()).encode()
        return 200, file.data

    def _all_methods(
        self, messages: Messages, files: Files, queries: Queries, profile: Profile
    ) -> dict[str, Callable[[Request], Any]]:
        """Every method by its name in small letters; the rooms name theirs `on_send_message` and so on."""
        methods: dict[str, Callable[[Request], Any]] = {
            "getme": self._get_me,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._get_webhook_info,
        }
        for room in (messages, files, queries, profile):
            for name in dir(room):
                if name.startswith("on_"):
                    methods[name.removeprefix("on_").replace("_", "")] = getattr(room, name)
        return methods

    def _get_me(self, _: Request) -> Json:
        return {
            **self._world.bot.json(),
            "can_join_groups": True,
            "can_read_all_group_messages": not self._privacy,
            "supports_inline_queries": True,
        }

    def _delete_webhook(self, request: Request) -> bool:
        if request.flag("drop_pending_updates"):
            self.updates.clear()
        return True

    def _get_webhook_info(self, _: Request) -> Json:
        return {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
            "allowed_updates": self.updates.allowed,
        }
