"""What a word can be to the grammar, and what it says about a number beside it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from bot.features.cost.reading.results import Unit
    from bot.features.cost.rules import Tier


class Kind(enum.Enum):
    """What a token is to the grammar."""

    NUMBER = enum.auto()
    SHARE = enum.auto()  # half, 90 %
    ROLE = enum.auto()  # input, 输出, calls: what a number beside it counts
    TOKEN = enum.auto()  # tokens
    PER_CALL = enum.auto()  # 每次, each
    PER_USER = enum.auto()
    BOTH = enum.auto()  # 各: the number holds for both roles before it
    UNIT = enum.auto()  # month: becomes EVERY or SPAN
    EVERY = enum.auto()  # a day, 每天
    ONE = enum.auto()  # 一天: each day, or one of them
    SPAN = enum.auto()  # 3 months
    PER = enum.auto()  # per, 每
    PRICE_UNIT = enum.auto()  # per 1M tokens
    MODEL = enum.auto()
    TIER = enum.auto()
    PRICE = enum.auto()  # what does it cost
    ASK = enum.auto()  # estimate, 算一下
    LIMIT = enum.auto()  # at most
    ABOUT = enum.auto()
    MORE = enum.auto()  # 多: behind a number
    VAGUE = enum.auto()  # several, 几
    MONEY = enum.auto()
    OTHER = enum.auto()  # words, 字, pages: a unit that is no token
    SCALE = enum.auto()  # million: behind a number
    TIMES = enum.auto()
    PLUS = enum.auto()
    RANGE = enum.auto()
    ALL = enum.auto()  # total input: the count is that of all calls
    PART = enum.auto()  # of which, 其中
    SLASH = enum.auto()
    COMMA = enum.auto()
    BREAK = enum.auto()  # the end of a sentence or a line
    DOUBT = enum.auto()  # is it so: a question about the bill itself, or no definite number
    STOP = enum.auto()  # the message is about something else
    BILL = enum.auto()  # the message is about a bill, not about a price
    FILLER = enum.auto()
    UNKNOWN = enum.auto()


class Role(enum.Enum):
    """What a number counts."""

    INPUT = enum.auto()
    OUTPUT = enum.auto()
    CACHED = enum.auto()
    FRESH = enum.auto()  # input that is not cached
    REASONING = enum.auto()
    TOTAL = enum.auto()
    CALLS = enum.auto()
    USERS = enum.auto()


class Meaning(NamedTuple):
    """What a role word says.

    `label`: which part of the input it is (system, history), else ""; `weak`: says so beside a number only (in, out);
    `behind`: stands behind its number only (次); `limit`: the number is a maximum.
    """

    role: Role
    label: str = ""
    weak: bool = False
    behind: bool = False
    limit: bool = False


Payload: TypeAlias = "Meaning | Unit | Tier | Fraction | str | None"
Entry: TypeAlias = tuple[Kind, Payload]
