"""Trouble on order: what the network and Telegram do to a bot on a bad day, at the calls a test names."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from telegram.error import NetworkError, TimedOut

from bot.console.refusals import RefusedError

if TYPE_CHECKING:
    from typing import NoReturn

    from bot.console.requests import Request


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """429: the bot has to wait `retry_after` seconds. Nothing happens to the request."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Any other answer than 200, such as 403, 500 or 502. Nothing happens to the request."""

    status: int
    description: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become a supergroup: nothing happens, and the answer names the new chat."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class NoConnection:
    """The server cannot be reached: the request was not sent."""


@dataclass(frozen=True, slots=True)
class TimeOut:
    """No answer came. `stored`: Telegram did what was asked, only the answer was lost."""

    stored: bool


@dataclass(frozen=True, slots=True)
class Delay:
    """The answer takes this many seconds longer, of the machine's time."""

    seconds: float


Fault = TooManyRequests | Refusal | Migrated | NoConnection | TimeOut | Delay

BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Refusal(403, "Forbidden: user is deactivated")
SERVER_ERROR = Refusal(500, "Internal Server Error")
BAD_GATEWAY = Refusal(502, "Bad Gateway")


@dataclass(slots=True)
class Rule:
    """Where a fault strikes. `times`: how often it still will, None for ever; `hits`: how often it did."""

    fault: Fault
    method: str | None
    chat: int | None
    times: int | None
    hits: int = 0

    def fits(self, method: str, request: Request) -> bool:
        """Whether it strikes this call."""
        if self.times is not None and self.times <= 0:
            return False
        if self.method is not None and self.method.lower() != method:
            return False
        return self.chat is None or self.chat == request.integer("chat_id")


class Faults:
    """The faults on order, first ordered first; each call meets at most one besides delays."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def add(self, fault: Fault, *, method: str | None = None, chat: int | None = None, times: int | None = 1) -> Rule:
        """Order a fault.

        Args:
            fault: what goes wrong.
            method: only in this method, such as "sendMessage"; any if None.
            chat: only in calls with this `chat_id`; any if None.
            times: after this many calls all is well again; None for never.

        Returns:
            The rule, whose `hits` tell whether it struck.
        """
        rule = Rule(fault, method, chat, times)
        self._rules.append(rule)
        return rule

    def clear(self) -> None:
        """All is well from now on."""
        self._rules.clear()

    async def strike(self, method: str, request: Request) -> bool:
        """Let the faults of one call happen before it is carried out.

        Returns:
            Whether the answer has to get lost once the call is carried out.

        Raises:
            RefusedError: an answer other than 200.
            NetworkError, TimedOut: as python-telegram-bot's own HTTP client raises them, causes included.
        """
        if not self._rules:
            return False
        for rule in self._rules:
            if not rule.fits(method, request):
                continue
            rule.hits += 1
            if rule.times is not None:
                rule.times -= 1
            if isinstance(rule.fault, Delay):
                await asyncio.sleep(rule.fault.seconds)
                continue
            if rule.fault == TimeOut(stored=True):
                return True
            _happen(rule.fault)
        return False


def _happen(fault: Fault) -> None:
    match fault:
        case TooManyRequests(seconds):
            raise RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        case Refusal(status, description):
            raise RefusedError(status, description)
        case Migrated(chat_id):
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusedError(400, words, migrate_to_chat_id=chat_id)
        case NoConnection():
            _no_connection()
        case TimeOut():
            no_answer()


def no_answer() -> NoReturn:
    """Raise what a read time-out of the HTTP client becomes."""
    raise TimedOut from httpx.ReadTimeout("")


def _no_connection() -> NoReturn:
    cause = httpx.ConnectError("All connection attempts failed")
    raise NetworkError(f"httpx.ConnectError: {cause}") from cause
