"""What a plain message may mean, and how sure one can be of it."""

from __future__ import annotations

import enum
from typing import Final


class Intent(enum.Enum):
    """What somebody wants with a message; the value is what ``python -m bot intent`` prints."""

    FAQ = "faq"
    ERROR = "error"
    CONVERT = "convert"
    TOPUP = "topup"
    SPENT = "spent"
    SET_TOTAL = "set_total"
    BUDGET = "budget"
    REMIND = "remind"
    ESTIMATE = "estimate"
    PRICE = "price"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    KEY = "key"
    NONE = "none"


# How sure a feature is, from 0 to 1. The surest gets the message; the next one, if it is about as sure, a button.
CERTAIN: Final = 1.0  # said in so many words: "remind me", "estimate:"
SURER: Final = 0.95  # the form is one that hardly anything else has
CLEAR: Final = 0.9  # the whole message has this form and no other
LIKELY: Final = 0.75  # the usual meaning
POSSIBLE: Final = 0.5  # it may well be something else
GUESS: Final = 0.25  # it is that if it is nothing else
CLOSE: Final = 0.1  # two that differ by no more are both offered
