"""What messages about the limit and about spending mean, told by the ideas in them, whatever the order of the words.

Each takes a message in which the amount is cut out (``¤``), or one without an amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.gist import gist

if TYPE_CHECKING:
    from bot.core.gist import Gist

_MONEY: Final = ("amount", "usd", "cny", "about")
_LIMIT: Final = ("limit", "at most", "set", "period", "month", "spend", "when", "api")
_NO_SPENDING: Final = (
    *("limit", "at most", "page", "top up", "seller", "how much", "rate", "share", "left", "warn", "credit"),
    *("others", "not"),
)
_STANDING: Final = (
    *("limit", "left", "over", "spend", "period", "when", "bill", "share", "asks", "how much", "what"),
    *("usd", "cny", "api", "to", "may", "standing"),
)
_NOTHING_TO_KEEP: Final = ("limit", "at most", "page", "top up", "how much", "rate", "left", "credit", "compares")
UNEXPLAINED: Final = 3
"""Words that no idea explains, in a message that is taken for what the other words say unless somebody is surer."""
_MOST_WORDS: Final = 8  # of a note
_MOST_WORDS_OF_A_NOTE: Final = 6
_OF_A_TOTAL: Final = (
    *_MONEY,
    *("page", "source", "total", "bill", "set", "states", "says", "when", "period", "spend", "api", "estimate", "to"),
)
_MOST_WORDS_OF_A_DAY: Final = 2  # where nothing but a day says that it was spent


def sets_limit(masked: str, *, has_period: bool = False, from_a_day: bool = False, but: int = 0) -> bool:
    """Tell whether a message wants a limit of the amount, and says nothing else.

    Args:
        masked: the message.
        has_period: "a week" went with the amount.
        from_a_day: the day on which the period begins was cut out.
        but: how many words may say something else.
    """
    read = gist(masked)
    has_period = has_period or read.has("period")
    names = read.has("limit") or (has_period and (from_a_day or read.has("at most", "set")))
    ceiling = ("not", "warn", "over") if read.has("at most") else ("not",) if read.has("set") else ()
    return read.count("amount") == 1 and names and read.is_of("to", *_MONEY, *_LIMIT, *ceiling, but=but)


def is_spending(masked: str, *, has_currency: bool) -> bool:
    """Tell whether a message says that the amount was spent; what else it says is the note."""
    read = gist(masked)
    if read.count("amount") != 1 or read.has("asks", *_NO_SPENDING):
        return False
    if has_currency and read.has("day") and not read.has("spend", "usd", "cny"):
        return read.others(*_MONEY, "when", "total", "api", "number") <= _MOST_WORDS_OF_A_DAY
    if has_currency and "another" in read.parts[0] and not read.has("usd", "cny"):
        return True
    names = read.has("spend") or read.has_all("day", "bill")
    if not names or not (has_currency or read.has("strong spend", "day")):
        return False
    return read.others(*_MONEY, "spend", "when", "total", "api", "number") <= _MOST_WORDS


def may_be_spending(masked: str) -> bool:
    """Tell whether an amount of money with a few words was rather spent than anything else."""
    read = gist(masked)
    if read.count("amount") != 1 or read.asks or read.has(*_NOTHING_TO_KEEP):
        return False
    few = read.others(*_MONEY, "when", "api", "number", "spend", "credit") <= _MOST_WORDS_OF_A_NOTE
    opens = few and bool(read.parts) and "amount" in read.parts[0] and not read.has("usd", "cny", "not")
    closes = few and masked.rstrip(" .!。！").endswith((":¤", ": ¤", "：¤"))
    return opens or closes or read.has("strong spend", "record") or read.has_all("spend", "when")


def is_recorded(masked: str) -> bool:
    """Tell whether a message asks in so many words to have something noted, whatever else it tells."""
    return gist(masked).has("record")


def states_total(masked: str, *, but: int = 0) -> bool:
    """Tell whether a message says what the usage page shows, or wants the total to be the amount.

    `but`: how many words may say something else.
    """
    read = gist(masked)
    if read.count("amount") != 1 or not _names_total(read):
        return False
    corrects = ("not", "bad", "is chatter", "stop what") if read.has("set") else ()
    return read.is_of(*_OF_A_TOTAL, *corrects, but=but)


def _names_total(read: Gist) -> bool:
    if read.has("day") and not read.has("source", "set", "says"):
        return False
    if (
        read.has("page")
        or read.has_all("source", "says")
        or read.has_all("set", "this month")
        or read.has_all("total", "this month", "states")
    ):
        return True
    return read.has("total") and read.has("set", "source", "equals")


def names_limit(text: str) -> bool:
    """Tell whether a message names the limit, or wants it set or changed, and says nothing else."""
    read = gist(text)
    return not read.asks and read.has("limit") and read.is_of("limit", "set", "period", "spend")


def wants_no_limit(text: str) -> bool:
    """Tell whether a message wants the limit gone and says nothing else."""
    read = gist(text)
    return not read.asks and read.has_all("remove", "limit") and read.is_of("remove", "limit", "period", "spend", "api")


def may_be_credit(text: str) -> bool:
    """Tell whether a question of what is left names neither the limit nor a currency nor a time."""
    read = gist(text)
    return read.has("left") and not read.has("limit", "usd", "cny", "when", "period")


def asks_how_it_stands(text: str, *, but: int = 0) -> bool:
    """Tell whether a message asks what was spent, what the limit is or what is left of it, and not how that is done.

    `but`: how many words may say something else.
    """
    read = gist(text)
    if read.has("how to") or not read.is_of(*_STANDING, but=but):
        return False
    if not read.asks:  # "spending so far", "budget left"
        names = read.has("bill") and read.has("when", "standing") and not read.has("limit", "over", "api")
        return names or (read.has("limit") and read.has("left", "standing"))
    if read.has("limit", "left", "over"):
        return True
    wants_to = read.has_all("how much", "may")
    return read.has("spend", "bill") and (wants_to or read.has("period", "when", "standing", "share"))
