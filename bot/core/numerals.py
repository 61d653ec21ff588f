"""Numerals as people write them: Chinese (``三万五``, ``2万3``, ``壹佰``) and English (``twenty-five``).

Both readers take a numeral that a grammar has already cut out and answer None for anything that is not one
well-formed numeral, so that no caller has to guess what was meant.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LENGTH: Final = 48
"""Characters (Chinese) or words (English) beyond which nothing is a numeral; it bounds the work."""

CHINESE_DIGITS: Final = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二贰貳两兩俩倆", "三叁叄參仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"),
    )
    for char in chars
}
"""One character, one digit: plain, spoken, traditional and financial forms."""

CHINESE_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_SCALES: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE_CHARACTERS: Final = frozenset(CHINESE_DIGITS) | frozenset(CHINESE_UNITS) | frozenset(CHINESE_SCALES)
"""Characters that may stand anywhere in a Chinese numeral (``点`` and ``半`` belong to some only)."""

_POINTS: Final = "点點"
_SPOKEN_ONLY: Final = frozenset("两兩俩倆仨")  # never a place in a row of digits such as 二〇二六

_SMALL: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES: Final = {
    "dozen": 12,
    "thousand": 10**3,
    "grand": 10**3,
    "million": 10**6,
    "mil": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_TEN: Final = 10
_TWENTY: Final = 20
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_LIMIT: Final = 10**15

ENGLISH_WORDS: Final = frozenset(_SMALL) | frozenset(_TENS) | frozenset(_SCALES) | {"hundred", "zero", "half"}
"""Words that count by themselves (``a``, ``and``, ``point`` and ``couple`` only join a numeral)."""


def read_chinese(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, or None where `text` is not exactly one.

    A last bare digit takes the next unit (``三万五`` is 35000, ``一百二`` 120) unless 零 blocks it
    (``一千零五`` is 1005). A row of digits is read by place (``二〇二六`` is 2026, ``零五`` is 5). ``点`` is
    the decimal point (``四点二万`` is 42000), ``半`` alone is one half, and ASCII digits may stand for Chinese
    ones (``2万3``, ``2.5万``). Estimates (``三四十``) and a unit with nothing before it (``百五``) are None.
    """
    if not 0 < len(text) <= MAX_LENGTH:
        return None
    if text == "半":
        return Decimal("0.5")
    parts = _parts(text)
    if parts is None:
        return None
    if len(parts) > 1 and all(kind == "digit" for kind, _ in parts):
        return None if _SPOKEN_ONLY & set(text) else Decimal("".join(str(value) for _, value in parts))
    scaled = _with_fraction(parts)
    if scaled is not None:
        return scaled
    if any(kind == "point" or (kind == "number" and value % 1) for kind, value in parts):
        return None
    return _whole(parts, 10**12)


_Part = tuple[str, Decimal]  # kind: digit, number (ASCII), unit, scale, point


def _parts(text: str) -> list[_Part] | None:
    """Split a numeral into its signs; None where a character is not one."""
    parts: list[_Part] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char in CHINESE_DIGITS:
            parts.append(("digit", Decimal(CHINESE_DIGITS[char])))
        elif char in CHINESE_UNITS:
            parts.append(("unit", Decimal(CHINESE_UNITS[char])))
        elif char in CHINESE_SCALES:
            parts.append(("scale", Decimal(CHINESE_SCALES[char])))
        elif char in _POINTS:
            parts.append(("point", Decimal(0)))
        elif char.isascii() and char.isdigit():
            end = index
            while end < len(text) and text[end].isascii() and (text[end].isdigit() or text[end] == "."):
                end += 1
            digits = text[index:end]
            if digits.count(".") > 1 or digits.endswith("."):
                return None
            parts.append(("number", Decimal(digits)))
            index = end
            continue
        else:
            return None
        index += 1
    return parts


def _with_fraction(parts: list[_Part]) -> Decimal | None:
    """Read ``三点五``, ``四点二万``, ``2.5万``: a decimal fraction and at most one run of units behind it."""
    end = len(parts)
    factor = Decimal(1)
    while end > 1 and parts[end - 1][0] in {"unit", "scale"} and parts[end - 1][1] > _TEN:
        end -= 1
        factor *= parts[end][1]
    head = parts[:end]
    if end < len(parts) - 2:  # 万亿 is the longest run of units there is
        return None
    if len(head) == 1 and head[0][0] == "number":
        return head[0][1] * factor
    point = next((index for index, (kind, _) in enumerate(head) if kind == "point"), None)
    if point is None or point == 0 or point == end - 1:
        return None
    whole = _whole(head[:point], 10**12)
    decimals = head[point + 1 :]
    if whole is None or whole % 1:
        return None
    if all(kind == "digit" for kind, _ in decimals):
        places = "".join(str(value) for _, value in decimals)
    elif len(decimals) == 1 and decimals[0][0] == "number" and not decimals[0][1] % 1:
        places = str(decimals[0][1])
    else:
        return None
    return Decimal(f"{whole}.{places}") * factor


def _whole(parts: list[_Part], below: int) -> Decimal | None:
    """Read a whole numeral by its largest sign, then what stands before and after it."""
    if not parts:
        return None
    if len(parts) == 1 and parts[0][0] in {"digit", "number"}:
        return parts[0][1]
    scale, at = Decimal(0), 0
    for index, (kind, value) in enumerate(parts):
        # The last 亿 wins over any 万 before it: 一万亿 is ten thousand times 亿.
        if kind in {"unit", "scale"} and value >= scale:
            scale, at = value, index
    if not scale or scale >= below:
        return None
    head = _head(parts[:at], scale)
    if head is None:
        return None
    tail = parts[at + 1 :]
    if not tail:
        return head * scale
    rest = _tail(tail, scale)
    return None if rest is None else head * scale + rest


def _head(parts: list[_Part], scale: Decimal) -> Decimal | None:
    """How many of `scale` there are: something before it, which only 十 may go without."""
    if not parts:
        return Decimal(1) if scale == _TEN else None
    if len(parts) > 1 and scale <= _THOUSAND:
        return None
    return _whole(parts, int(scale)) or None


def _tail(parts: list[_Part], scale: Decimal) -> Decimal | None:
    """What follows `scale`: less than it, a bare digit takes the next unit, 零 stands for skipped units."""
    blocked = parts[0] == ("digit", Decimal(0))
    if blocked:
        parts = parts[1:]
    rest = _whole(parts, int(scale))
    if not rest or rest % 1 or rest >= scale:
        return None
    next_unit = scale / 10
    if blocked:
        return rest if rest < next_unit else None
    if len(parts) == 1 and parts[0][0] in {"digit", "number"}:
        if rest < _TEN:
            return rest * next_unit
        return rest if rest >= next_unit else None  # 3万5000, but not 3万50
    if parts[0][0] == "unit" and scale != _HUNDRED:  # 一百十五 is said, 一千十五 is not
        return None
    return rest


def read_english(words: Sequence[str]) -> Decimal | None:
    """Return the value of an English numeral in lower case, or None where the words are not exactly one.

    Words may be joined by hyphens (``twenty-five``), a first word may be in digits (``2.5 million``). ``a``
    counts before hundred, thousand, million and dozen; ``half a million``, ``two and a half``, ``two point
    five`` and ``a couple`` (2) are known. ``five ninety-nine`` is None: it has two readings.
    """
    if not 0 < len(words) <= MAX_LENGTH:
        return None
    parts = [part for word in words for part in word.split("-")]
    match parts:
        case ["half"] | ["a", "half"]:
            return Decimal("0.5")
        case ["couple"] | ["couple", "of"] | ["a", "couple"] | ["a", "couple", "of"]:
            return Decimal(2)
        case ["half", "a" | "an", word] | ["half", word] if word in _SCALES:
            return Decimal(_SCALES[word]) / 2
        case [*head, "and", "a", "half"] if head:
            return _plus_half(head, Decimal(1))
        case [*head, "and", "a", "half", word] if head and word in _SCALES:
            return _plus_half(head, Decimal(_SCALES[word]))
        case _:
            return _cardinal(parts)


def _plus_half(head: list[str], scale: Decimal) -> Decimal | None:
    """``two and a half``, ``one and a half million``: only a whole number takes a half."""
    value = _cardinal(head)
    return None if value is None or value % 1 or value >= _THOUSAND else (value + Decimal("0.5")) * scale


def _cardinal(words: list[str]) -> Decimal | None:
    """Read hundreds, thousands, millions in falling order, ``and`` between them, ``point`` before decimals."""
    match words:
        case ["a" | "an", word, *_] if word in _SCALES or word == "hundred":
            words = ["one", *words[1:]]
        case [word, *_] if word in _SCALES or word == "hundred":
            words = ["one", *words]
        case []:
            return None
    number = _Cardinal()
    for word in words:
        if not number.take(word):
            return None
    return number.value


class _Cardinal:
    """An English numeral so far. Each word either fits what was said before it or ends the attempt."""

    def __init__(self) -> None:
        self._total = Decimal(0)
        self._below = Decimal(_LIMIT)  # the next scale must be smaller
        self._group: Decimal | None = None  # what is said since the last scale
        self._places: str | None = None  # digits behind "point"
        self._last = ""

    @property
    def value(self) -> Decimal | None:
        """The value, or None where the last word leaves the numeral open."""
        if self._last in {"and", "point"}:
            return None
        return self._total + (self._whole_group() or 0)

    def take(self, word: str) -> bool:
        """Add one word; False where it does not fit."""
        last, self._last = self._last, word
        if word == "and":
            return last == "hundred" or last in _SCALES
        if word == "point":
            self._places = "" if self._places is None and self._group is not None else None
            return self._places is not None
        if word in _SCALES:
            return self._scale(Decimal(_SCALES[word]))
        if self._places is not None:
            digit = 0 if word in {"zero", "oh"} else _SMALL.get(word, _TEN)
            self._places += str(digit)
            return digit < _TEN
        return self._join(word, first=not last)

    def _whole_group(self) -> Decimal | None:
        if self._group is None or not self._places:
            return self._group
        return self._group + Decimal(f"0.{self._places}")

    def _scale(self, scale: Decimal) -> bool:
        group = self._whole_group()
        if not group or scale >= self._below or group >= scale > _HUNDRED * _TEN:
            return False
        self._total += group * scale
        self._below, self._group, self._places = scale, None, None
        return True

    def _join(self, word: str, *, first: bool) -> bool:
        """Add one word below a thousand to the group before it."""
        group = self._group
        if word == "hundred":
            if group is None or not 0 < group < _HUNDRED:
                return False
            self._group = group * _HUNDRED
            return True
        if word == "zero" and first:
            self._group = Decimal(0)
            return True
        value = _SMALL.get(word) or _TENS.get(word)
        if value is None:
            self._group = _literal(word) if first else None
            return self._group is not None
        if group is None:
            self._group = Decimal(value)
            return value < self._below
        # Units after tens, anything below a hundred after hundreds: not "five five", not "twelve five".
        room = _HUNDRED if group % _HUNDRED == 0 else _TEN if group % _TEN == 0 and group % _HUNDRED >= _TWENTY else 0
        self._group = group + value
        return group > 0 and group % 1 == 0 and value < room


def _literal(word: str) -> Decimal | None:
    """Return the value of ASCII digits with at most one point inside."""
    whole, point, decimals = word.partition(".")
    if not (word.isascii() and len(word) <= MAX_LENGTH and whole.isdigit()):
        return None
    return Decimal(word) if not point or decimals.isdigit() else None
