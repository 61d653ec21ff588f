"""What the features know of a person while they answer one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.core.language import Language
    from bot.core.money import Currency


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot.

    Args:
        id: Telegram's number for the account.
        language: the language of the interface: their choice, else their client's, else the default.
        zone: their time zone, or the default one.
        zone_is_chosen: they said so themselves.
        model: the model that estimates use, as genai-prices names it.
        known: they have a row in the database already.
        only: the currency in which alone they want to see amounts; None: dollars and RMB.
    """

    id: int
    language: Language
    zone: ZoneInfo
    zone_is_chosen: bool
    model: str
    known: bool
    only: Currency | None = None
