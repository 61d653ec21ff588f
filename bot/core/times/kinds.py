"""The kinds of words that the grammar of times is written in."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What a word is to the grammar; what is none of these is a WORD."""

    # numbers
    NUM = enum.auto()  # 9
    WNUM = enum.auto()  # nine, 九
    DECIMAL = enum.auto()  # 1.5
    ARTICLE = enum.auto()  # a, an
    ORDINAL = enum.auto()  # 1st
    WORDORD = enum.auto()  # first, 第一个
    SECONDTH = enum.auto()  # second
    HALF = enum.auto()
    FEW = enum.auto()  # a few, 几
    # times of day
    COLON = enum.auto()  # 9:15, 9:15:30
    MERIDIEM = enum.auto()  # am, pm
    OCLOCK = enum.auto()
    DIAN = enum.auto()  # 点, 时
    FEN = enum.auto()  # 分, a minute of the hour or a span of them
    KE = enum.auto()  # 刻
    CHA = enum.auto()  # 差
    NOON = enum.auto()
    MIDNIGHT = enum.auto()
    PART = enum.auto()  # 早上
    ENPART = enum.auto()  # morning
    ENPARTS = enum.auto()  # mornings
    SHORTPART = enum.auto()  # 早, 晚
    SAMETIME = enum.auto()  # 这个时候
    # units
    HOUR = enum.auto()
    MINUTE = enum.auto()
    SECOND = enum.auto()
    DAY = enum.auto()
    WEEK = enum.auto()
    MONTH = enum.auto()
    YEAR = enum.auto()
    FORTNIGHT = enum.auto()
    QUARTER = enum.auto()
    KEZHONG = enum.auto()  # 刻钟
    GE = enum.auto()  # 个
    YUE = enum.auto()  # 月
    RI = enum.auto()  # 日
    HAO = enum.auto()  # 号
    # days
    DATE = enum.auto()  # 2026-12-05
    SLASH = enum.auto()  # 12/1, 12/1/2026
    YEARNUM = enum.auto()  # 2026
    REL = enum.auto()  # today, 明天
    RELPART = enum.auto()  # tonight, 明早
    WD = enum.auto()  # friday, 周五
    WDSET = enum.auto()  # mondays
    WDREL = enum.auto()  # 下周五
    MONTHNAME = enum.auto()
    WEEKREL = enum.auto()  # 下周
    MONTHREL = enum.auto()  # 下个月
    YEARREL = enum.auto()  # 明年
    MONTHEND = enum.auto()  # 月底
    MONTHSTART = enum.auto()  # 月初
    YEAREND = enum.auto()
    YEARSTART = enum.auto()
    TAIL = enum.auto()  # 底, after 下个月
    HEAD = enum.auto()  # 初
    LASTDAY = enum.auto()  # 最后一天
    FIRSTDAY = enum.auto()  # 第一天
    NTHDAY = enum.auto()  # 第三天
    WORKDAY = enum.auto()
    WORKDAYS = enum.auto()
    WEEKEND = enum.auto()
    WEEKENDREL = enum.auto()  # 下周末
    HOLIDAY = enum.auto()
    MOVING = enum.auto()  # Easter, 春节
    # repetition
    EVERY = enum.auto()
    EVERYGAP = enum.auto()  # 每隔
    EVERYUNIT = enum.auto()  # 每天
    ADVERB = enum.auto()  # daily
    OTHER = enum.auto()
    ONCE = enum.auto()
    ONCEZH = enum.auto()  # 一次
    TIMES = enum.auto()  # twice, 三次
    # words between
    IN = enum.auto()
    AT = enum.auto()
    ON = enum.auto()
    OF = enum.auto()
    FOR = enum.auto()
    THE = enum.auto()
    AND = enum.auto()
    TO = enum.auto()
    FROM = enum.auto()
    AFTER = enum.auto()
    BEFORE = enum.auto()
    WITHIN = enum.auto()
    AGO = enum.auto()
    LATER = enum.auto()
    HOU = enum.auto()  # 后
    QIAN = enum.auto()  # 前
    NEI = enum.auto()  # 内
    GUO = enum.auto()  # 过
    THIS = enum.auto()
    NEXT = enum.auto()
    COMING = enum.auto()
    LAST = enum.auto()
    PAST = enum.auto()
    BEGIN = enum.auto()
    FINISH = enum.auto()  # end
    START = enum.auto()  # starting, 开始
    UNTIL = enum.auto()
    BETWEEN = enum.auto()
    OR = enum.auto()
    DAO = enum.auto()  # 到: "to", or only "when it is"
    NOW = enum.auto()
    SAME = enum.auto()
    TIMEWORD = enum.auto()
    POSSESSIVE = enum.auto()  # 's
    COMMA = enum.auto()
    DASH = enum.auto()
    DE = enum.auto()  # 的
    FILLER = enum.auto()
    RANGE = enum.auto()  # 2-3
    VAGUE = enum.auto()
    EXCEPT = enum.auto()  # but not, 除了
    CORRECTION = enum.auto()  # no wait, 不对
    EVENT = enum.auto()  # after lunch, 下班后
    TRIGGER = enum.auto()
    ABOUT = enum.auto()  # that, about: between the reminder and its subject
    ZONE = enum.auto()  # UTC+8, 北京时间
    ZONEABBR = enum.auto()  # EST
    WORD = enum.auto()
    EDGE = enum.auto()  # before the first word and behind the last

    @property
    def sign(self) -> str:
        """The one character that stands for this kind in the patterns of the grammar."""
        return chr(0xE000 + self.value)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text.

    Args:
        kind: what it is.
        start: where it begins in the text as given.
        end: where it ends there (exclusive).
        text: in its normal form.
        nums: what it counts: a number, hour and minute, weekdays, an offset in days, weeks or months.
        name: what it names: a zone, a part of the day, a unit.
    """

    kind: Kind
    start: int
    end: int
    text: str
    nums: tuple[int, ...] = ()
    name: str = ""


Entry = tuple[Kind, tuple[int, ...], str]
"""A word of the vocabulary: its kind, what it counts, what it names."""
