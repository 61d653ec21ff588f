"""Words of the English vocabulary as hurried fingers type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.times.kinds import Entry

_SHORTEST: Final = 5
_WORDS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday january february august september october november "
    "december tomorrow yesterday tonight minutes weekday weekdays weekend monthly quarterly midnight morning afternoon "
    "evening fortnight month months hours weeks"
)
_OTHER_WORDS: Final = frozenset({"moth", "moths"})
_BY_EAR: Final = {
    "wensday": "wednesday",
    "wendsday": "wednesday",
    "wedensday": "wednesday",
    "thirsday": "thursday",
    "thersday": "thursday",
    "tusday": "tuesday",
    "tueday": "tuesday",
    "teusday": "tuesday",
    "saterday": "saturday",
    "saturdy": "saturday",
    "freeday": "friday",
    "febuary": "february",
    "feburary": "february",
    "januarry": "january",
    "septembre": "september",
    "decembre": "december",
    "novembre": "november",
    "minuets": "minutes",
    "minits": "minutes",
    "tomorow": "tomorrow",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tomarrow": "tomorrow",
    "tomoro": "tomorrow",
    "tomo": "tomorrow",
    "tonigt": "tonight",
    "tonigth": "tonight",
    "evry": "every",
    "evrey": "every",
    "weke": "week",
    "wekk": "week",
    "dya": "day",
    "evryday": "everyday",
    "hous": "hours",
    "houres": "hours",
    "moday": "monday",
    "monthy": "monthly",
    "mornin": "morning",
    "evning": "evening",
}


def misspellings(vocabulary: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return what one letter too few, doubled or swapped makes of the longer words, and what people write by ear.

    A form that is a word of the vocabulary itself, or that two words may be, is left out.
    """
    forms: dict[str, set[str]] = {}
    for word in _WORDS.split():
        for form in _slips(word):
            forms.setdefault(form, set()).add(word)
    table = {form: vocabulary[words.pop()] for form, words in forms.items() if len(words) == 1}
    table |= {form: vocabulary[word] for form, word in _BY_EAR.items()}
    return {form: entry for form, entry in table.items() if form not in vocabulary and form not in _OTHER_WORDS}


def _slips(word: str) -> Iterator[str]:
    """Yield the forms of a word with one slip; its first letter stays, as it almost always does."""
    if len(word) < _SHORTEST:
        return
    for at in range(1, len(word)):
        yield word[:at] + word[at] * 2 + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1 :]
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
