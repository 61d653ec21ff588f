"""Cuts a text into words of the vocabulary of times. One pass, no exception for any string."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.numerals import read_chinese, read_english
from bot.core.times import words_en, words_zh, words_zones
from bot.core.times.kinds import Entry, Kind, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_APOSTROPHES: Final = str.maketrans("’‘´`", "''''")
_YEAR_DIGITS: Final = 4
_MAX_DIGITS: Final = 6  # of a count: longer numbers count nothing a reminder is about
_YEARS: Final = range(1900, 2200)
_CENTURY: Final = 2000
_CENTURY_END: Final = 99
WINDOW: Final = 300
"""Characters at either end of a long text in which a time is looked for."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its normal form. `origin[i]` is where the character `i` of it came from in the text as given."""

    text: str
    origin: Sequence[int]


def normalise(text: str) -> Normal:
    """Return `text` in compatibility form, lower case and simplified characters, and where each came from."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if len(plain) == len(text) and (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        origin: Sequence[int] = range(len(text) + 1)
    else:
        pieces = [unicodedata.normalize("NFKC", char).casefold() for char in text]
        plain = "".join(pieces)
        origin = [index for index, piece in enumerate(pieces) for _ in piece]
        origin.append(len(text))
    return Normal(plain.translate(_APOSTROPHES).translate(words_zh.TRADITIONAL), origin)


_NUMERAL: Final = "零〇一二两三四五六七八九十百千俩仨"
_DIGIT_WEEKDAYS: Final = {char: index % 7 for index, char in enumerate("一二三四五六日1234567")} | {"天": 6}
_ZH_HOUR: Final = "(?:二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_ZH_WEEK: Final = "(?:周|星期|礼拜)"
_ZH_WEEKDAY: Final = "[一二三四五六日天](?!次|报)"
_ZH_NEXT_WEEKDAY: Final = (
    f"(?!{_ZH_HOUR}[点时])[一二三四五六日天](?![次报个号月年分份条块元位])"  # 周一三点 is one day and a time
)
_AND_DAY: Final = r"\s?[、,，/和及与跟]\s?"
_NO_WEEKDAY: Final = r"[\d天日个月年次小分点:.]"  # behind a digit: it counts something else
_RUN_ON: Final = r"(?:\s?[1-7])+(?=\s?[早上中下晚]|$)"  # 周135晚上
_PREFIXES: Final = "(?:再下个?|下下下个?|下下个?|下个?|上上个?|上个?|本|这个?|今)"
_WEEK_OFFSETS: Final = {"再下": 2, "本": 0, "这": 0, "今": 0, "上": -1, "上上": -2, "下": 1, "下下": 2, "下下下": 3}
_CURRENCY: Final = "块钱?|元|刀|美元|美金|人民币|dollars?|usd|rmb|cny|bucks|yuan|cents?|%|percent|tokens?"
_SUM: Final = r"\d[\d,]{0,20}(?:\.\d+)?"
_SUFFIX: Final = "|".join(sorted((re.escape(word) for word in words_en.SUFFIXES), key=len, reverse=True))
_TENS: Final = "|".join(words_en.ENGLISH_TENS)
_UNITS: Final = "|".join(sorted(words_en.ENGLISH_NUMBERS, key=len, reverse=True))
_LATIN: Final = "a-z\u00df-\u024f"

_PATTERNS: Final[dict[str, str]] = {
    "space": r"\s+",
    "url": r"(?:https?://|www\.)\S+|[a-z\d._+\-]{1,64}@[a-z\d\-]+\.[a-z]+",
    "zone": r"(?:utc|gmt)(?:\s?[+\-]\s?\d{1,2}(?::?\d{2})?|\d{1,2})?(?![a-z\d])",
    "money": (rf"[$¥€£]\s?{_SUM}[kmw万]?(?![a-z])|{_SUM}\s?[kw千万]?\s?(?:{_CURRENCY})(?![a-z])"),
    "zhmoney": rf"[{_NUMERAL}万]{{1,16}}(?:多|来)?(?:{_CURRENCY})",
    "ymd": r"(?<![\d.])\d{4}(?P<ymdmark>[\-/.])\d{1,2}(?P=ymdmark)\d{1,2}(?!\d)",
    "dmy": r"(?<![\d.])\d{1,2}(?P<dmymark>[\-/.])\d{1,2}(?P=dmymark)(?:\d{4}|\d{2})(?![\d.])",
    "german": r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?=\s+(?:at |um |@ ?)?\d)",  # 27.11. 14:00
    "md": (
        r"\d{1,2}/\d{1,2}(?![\d/])"
        # with a dash only where a time stands behind it: 12-05 9点; else it may be a range
        r"|(?<![\d\-~～–])(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
        r"(?=\s?(?:[早上中下傍晚凌]|(?<=\s)\d{1,2}\s?(?:[点:]|[ap]m)))"
    ),
    "colon": r"(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d|:\d)",
    "offset": r"(?<=:\d\d)(?:z(?![a-z])|[+\-]\d{2}:?\d{2}(?!\d))",
    "tee": r"(?<=\d)t(?=\d{1,2}:)",
    "vague": (
        rf"(?:好几|[十百\d]{{1,8}}几|几|若干|[{_NUMERAL}]{{1,8}}[多来几](?!说)|\d{{1,8}}多)"
        "(?=[个天日周星礼月年小钟分秒点])"
    ),
    "decimal": r"\d{1,4}\.\d{1,2}(?![\d.])",
    "range": r"\d{1,2}[\-~～–]\d{1,2}(?![\d\-])",
    "weird": r"\d+(?:[.,:/\-]\d+)+",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)(?![a-z\d])",
    "alnum": rf"\d+(?!(?:{_SUFFIX}|t\d|z)(?![a-z]))[a-z_][a-z\d_\-.]*",
    "num": r"\d+",
    "suffix": rf"(?<=\d)(?:a\.m\.?|p\.m\.?|(?:{_SUFFIX})(?![a-z]))",
    "meridiem": r"[ap]\.\s?m\.?(?![a-z])",
    "ident": r"[a-z_]+[\-_.]?\d[a-z\d_\-.]*",
    "phrase": "(?:" + "|".join(words_en.ENGLISH_PHRASES) + rf")(?![{_LATIN}\d])",
    "number": (
        rf"(?:(?:{_UNITS}|an?) hundred(?: and)?(?:[ \-](?:(?:{_TENS})(?:[ \-](?:{_UNITS}))?|{_UNITS}))?"
        rf"|(?:{_TENS})(?:[ \-](?:{_UNITS}))?|{_UNITS})(?![{_LATIN}])"
    ),
    "command": r"/remind(?![a-z_])",
    "abbreviation": (
        r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.(?=\s?[\da])"
    ),
    "word": rf"(?:o'clock|[{_LATIN}_]+)",
    "possessive": rf"'s(?![{_LATIN}])|(?<=s)'(?![{_LATIN}])",
    "zhzone": "(?:" + "|".join(words_zones.CHINESE_ZONES) + r")(?:标准)?时间",
    "offsetzh": r"东八区(?:时间)?",
    "zheach": rf"每[个逢到]?(?={_PREFIXES}?{_ZH_WEEK}(?:{_ZH_WEEKDAY}|[1-7](?:{_RUN_ON}|(?!\d))))",
    "zhother": rf"每?双(?={_ZH_WEEK}{_ZH_WEEKDAY})",  # 双周五: every other one
    "zhodd": rf"每?单双?(?={_ZH_WEEK}{_ZH_WEEKDAY})",
    "zhdays": (
        rf"(?P<which>{_PREFIXES})?{_ZH_WEEK}(?:"
        rf"(?P<span>{_ZH_WEEKDAY}(?:到|至|[\-~～—])(?:{_ZH_WEEK})?{_ZH_NEXT_WEEKDAY}"
        rf"|[1-7](?:到|至|[\-~～—])(?:{_ZH_WEEK})?[1-7](?!{_NO_WEEKDAY}))"
        rf"|(?P<days>{_ZH_WEEKDAY}(?:(?:[、,，/]|和|及|与|跟)?(?:{_ZH_WEEK})?{_ZH_NEXT_WEEKDAY})*)"
        rf"|(?P<digits>[1-7](?:{_AND_DAY}[1-7]|{_RUN_ON})*(?!{_NO_WEEKDAY})))"
    ),
    "zhweekend": rf"(?P<whichend>{_PREFIXES})(?:周末|礼拜末|星期末)",
    "zhweek": rf"(?P<whichweek>{_PREFIXES}){_ZH_WEEK}",
    "zhord": rf"第(?:\d{{1,2}}|[{_NUMERAL}]+)个?(?=周|星期|礼拜)",
    "zhword": "",  # the vocabulary, filled in below
    "zhnumber": rf"[{_NUMERAL}]+",
    "zhday": rf"第(?:\d{{1,2}}|[{_NUMERAL}]+)[天日]",
    "comma": r"[,，、;；/]",
    "dash": r"[\-–—~～]+",
    "at": "@",
    "and": "&",
    "other": "",  # what can begin no word, filled in below
}


def _vocabulary() -> str:
    """Return a pattern for the Chinese words, the longest first, grouped by first character for speed."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words_zh.CHINESE, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


_SHI: Final = rf"(?<=[\d{_NUMERAL}])时(?!间|候|区)"
_HOU: Final = "(?<=[天日周期拜月年])后(?=[早晚])"  # 三天后晚上 is no 后晚
_PATTERNS["zhword"] = f"{_SHI}|{_HOU}|{_vocabulary()}"
_STARTERS: Final = "".join(
    sorted(
        {word[0] for word in (*words_zh.CHINESE, *words_zones.CHINESE_ZONES, *_NUMERAL, *"时每下上本这今第东几好若")}
    )
)
_PATTERNS["other"] = rf"[^\s\da-z\u00df-\u024f$¥€£@&,，、;；\-–—~～/'{_STARTERS}]+|."

_LEXER: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.DOTALL)
_PHRASES: Final = tuple((re.compile(pattern), entry) for pattern, entry in words_en.ENGLISH_PHRASES.items())
_WORD: Final[Entry] = (Kind.WORD, (), "")
_CONSTANT: Final[dict[str, Entry]] = {
    "tee": (Kind.FILLER, (), ""),
    "vague": (Kind.FEW, (), ""),
    "range": (Kind.RANGE, (), ""),
    "command": (Kind.TRIGGER, (), ""),
    "possessive": (Kind.POSSESSIVE, (), ""),
    "zheach": (Kind.EVERY, (), ""),
    "zhother": (Kind.EVERYGAP, (), ""),
    "zhodd": (Kind.MOVING, (), ""),
    "offsetzh": (Kind.ZONE, (), "utc+8"),
    "comma": (Kind.COMMA, (), ""),
    "dash": (Kind.DASH, (), ""),
    "at": (Kind.AT, (), ""),
    "and": (Kind.AND, (), ""),
}


def tokenise(text: str) -> list[Token]:
    """Return the words of `text` in order, an EDGE before the first and behind the last.

    Of a text longer than twice `WINDOW` the middle is one WORD: a time is said at the beginning or at the end.
    """
    tokens = [Token(Kind.EDGE, 0, 0, "")]
    if len(text) <= 2 * WINDOW:
        tokens += _words(text, 0)
    else:
        behind = len(text) - WINDOW
        tokens += _words(text[:WINDOW], 0)
        tokens.append(Token(Kind.WORD, WINDOW, behind, ""))
        tokens += _words(text[behind:], behind)
    tokens.append(Token(Kind.EDGE, len(text), len(text), ""))
    return tokens


def _words(text: str, offset: int) -> list[Token]:
    """Return the words of `text`, which begins at `offset` of the whole."""
    normal = normalise(text)
    tokens = []
    for match in _LEXER.finditer(normal.text):
        name = match.lastgroup or "other"
        if name == "space":
            continue
        kind, nums, label = _CONSTANT.get(name) or _entry(name, match)
        start, end = normal.origin[match.start()], normal.origin[match.end() - 1] + 1
        tokens.append(Token(kind, offset + start, offset + end, match.group(), nums, label))
    return tokens


def _entry(name: str, match: re.Match[str]) -> Entry:
    """Return what the word that the pattern `name` found is, counts and names."""
    text = match.group()
    reader = _READERS.get(name)
    return _WORD if reader is None else reader(text, match)


def _integers(text: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", text))


def _count(text: str, _match: re.Match[str]) -> Entry:
    """Digits: a year where they look like one."""
    if len(text) > _MAX_DIGITS:
        return _WORD
    value = int(text)
    return (Kind.YEARNUM if len(text) == _YEAR_DIGITS and value in _YEARS else Kind.NUM, (value,), "")


def _day_first(text: str, _match: re.Match[str]) -> Entry:
    first, second, year = _integers(text)
    return (Kind.SLASH, (first, second, year if year > _CENTURY_END else year + _CENTURY), "")


def _english_number(text: str, _match: re.Match[str]) -> Entry:
    value = read_english(text.replace("-", " ").split())
    return _WORD if value is None else (Kind.WNUM, (int(value),), "")


def _chinese_number(text: str, _match: re.Match[str]) -> Entry:
    value = read_chinese(text)
    plain = len(text) > 1 and not set(text) & set("十百千")
    if plain and "零" not in text and "〇" not in text and len(text) != _YEAR_DIGITS:
        return (Kind.FEW, (), "")  # 三五天 is an estimate
    if value is None or value % 1 or value >= 10**_MAX_DIGITS:
        return _WORD
    return (Kind.YEARNUM if plain and int(value) in _YEARS else Kind.WNUM, (int(value),), "")


def _english_word(text: str, _match: re.Match[str]) -> Entry:
    if text in words_zones.ZONE_ABBREVIATIONS:
        return (Kind.ZONEABBR, (), text)
    return words_en.ENGLISH.get(text) or words_en.MISSPELLED.get(text, _WORD)


def _english_phrase(_text: str, match: re.Match[str]) -> Entry:
    """Return the first phrase that fits here to the same end; some look at what follows."""
    for pattern, entry in _PHRASES:
        found = pattern.match(match.string, match.start())
        if found and found.end() == match.end():
            return entry
    return _WORD


def _chinese_word(text: str, _match: re.Match[str]) -> Entry:
    return (Kind.DIAN, (), "") if text == "时" else words_zh.CHINESE[text]


def _suffix(text: str, _match: re.Match[str]) -> Entry:
    return words_en.SUFFIXES[text] if text in words_en.SUFFIXES else _meridiem(text, _match)


def _meridiem(text: str, _match: re.Match[str]) -> Entry:
    return (Kind.MERIDIEM, (12 if text.startswith("p") else 0,), "")


def _week_offset(prefix: str | None) -> tuple[int, ...]:
    return () if prefix is None else (_WEEK_OFFSETS[prefix.rstrip("个")],)


def _chinese_weekdays(_text: str, match: re.Match[str]) -> Entry:
    """周五, 下周五, 周一三五, 周一到周五: weekdays, and in the name the week that a prefix says."""
    said = match["span"] or match["days"] or match["digits"]
    days = tuple(_DIGIT_WEEKDAYS[char] for char in said if char in _DIGIT_WEEKDAYS)
    if match["span"]:
        days = tuple(range(days[0], days[-1] + 1)) or days
    offset = _week_offset(match["which"])
    return (Kind.WDREL, (*offset, *days), "") if offset else (Kind.WD, days, "span" if match["span"] else "")


def _chinese_ordinal(text: str, match: re.Match[str]) -> Entry:
    digits = text.strip("第个")
    return (Kind.WORDORD, (int(digits),), "") if digits.isdigit() else _chinese_ordinal_word(digits, match)


def _chinese_ordinal_word(text: str, match: re.Match[str]) -> Entry:
    kind, nums, _ = _chinese_number(text, match)
    return (Kind.WORDORD, nums, "") if kind is Kind.WNUM else _WORD


_READERS: Final[dict[str, Callable[[str, re.Match[str]], Entry]]] = {
    "zone": lambda text, _: (Kind.ZONE, (), text.replace(" ", "")),
    "offset": lambda text, _: (Kind.ZONE, (), "utc" + text.removeprefix("z")),
    "ymd": lambda text, _: (Kind.DATE, _integers(text), ""),
    "dmy": _day_first,
    "md": lambda text, _: (Kind.SLASH, _integers(text), ""),
    "colon": lambda text, _: (Kind.COLON, _integers(text), "padded" if text.startswith("0") else ""),
    "decimal": lambda text, _: (Kind.DECIMAL, _integers(text), ""),
    "ordinal": lambda text, _: (Kind.ORDINAL, _integers(text), ""),
    "alnum": lambda text, _: words_en.ENGLISH.get(text, _WORD),
    "ident": lambda text, _: words_en.ENGLISH.get(text, _WORD),
    "german": lambda text, _: (Kind.SLASH, _integers(text), ""),
    "num": _count,
    "suffix": _suffix,
    "meridiem": _meridiem,
    "phrase": _english_phrase,
    "number": _english_number,
    "abbreviation": lambda text, _: words_en.ENGLISH[text[:-1]],
    "word": _english_word,
    "zhzone": lambda text, _: (Kind.ZONE, (), text.removesuffix("时间").removesuffix("标准")),
    "zhdays": _chinese_weekdays,
    "zhweekend": lambda _, match: (Kind.WEEKENDREL, _week_offset(match["whichend"]), ""),
    "zhweek": lambda _, match: (Kind.WEEKREL, _week_offset(match["whichweek"]), ""),
    "zhord": _chinese_ordinal,
    "zhday": lambda text, match: (Kind.NTHDAY, _chinese_ordinal(text[:-1], match)[1], ""),
    "zhword": _chinese_word,
    "zhnumber": _chinese_number,
}
