"""From text as typed to tokens: one folding per character, then the longest known word at each place.

Both steps go through the text once, so the time is linear, and both remember where everything stood, so that a
reading can name its place in the text as it was given.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final, NamedTuple

from bot.core.amounts.lexicon import DENOMINATIONS, SCALES, WORDS, Tag
from bot.core.han import simplified
from bot.core.numerals import CHINESE_CHARACTERS, ENGLISH_WORDS

MAX_TOKENS: Final = 768
"""A text of more than this around its numbers is a table or noise, and is not read."""

_MAX_STEPS: Final = 1000  # words and signs looked at; prose in a row is one token, but not one step

_SHORT: Final = 512  # characters; a longer text is read around its numbers only
_REACH: Final = 80  # characters before and behind a number that can matter to it

ODD: Final = "\ufffd"
"""Stands for a character that must not lend a number its digits: ², ½, ①, a letter struck through."""

_TRADITIONAL: Final = str.maketrans(
    "萬億兩塊圓貳陸參點個幾數約負錢換週號時鐘條張來餘從軟幣歐韓鎊盧臺馬紐銖萊特兌轉摺減過級節種頓場間塊訂單編碼電話機驗證"
    "誤層歲裡還讓後將近於為額費業務當週禮開頭內",
    "万亿两块圆贰陆参点个几数约负钱换周号时钟条张来余从软币欧韩镑卢台马纽铢莱特兑转折减过级节种顿场间块订单编码电话机验证"
    "误层岁里还让后将近于为额费业务当周礼开头内",
)
_ODD_CATEGORIES: Final = frozenset({"No", "Nl", "Mn", "Me", "Cc"})
_AS_IT_IS: Final = frozenset({"Cn", "Co", "Cs"})  # unassigned, private and lone halves: nothing to fold
_OVERRIDES: Final = frozenset("\u202d\u202e")  # these show digits in another order than they are stored


class Token(NamedTuple):
    """A word, sign or number in the folded text."""

    tag: Tag
    text: str
    start: int
    end: int
    gap: int  # blanks before it


class Folded(NamedTuple):
    """Text in the form the grammar knows. `origin[i]` is where character i stood in the text as given."""

    text: str
    origin: list[int] | range


@functools.lru_cache(maxsize=8192)
def _fold_character(char: str) -> str:
    if "\u3400" <= char <= "\u9fff":  # plain ideographs have one form, but for the traditional ones
        return char.translate(_TRADITIONAL)
    category = unicodedata.category(char)
    if category in _AS_IT_IS or "\U00020000" <= char < "\U0002f800":  # rare ideographs
        return char
    replaced = _replaced(char, category)
    if replaced is not None:
        return replaced
    folded = simplified(unicodedata.normalize("NFKC", char).casefold().translate(_TRADITIONAL))
    if category == "Sc" and folded not in {"$", "¢", "¥"}:
        return "€"
    return {"٫": ".", "٬": ","}.get(folded, folded)


def _replaced(char: str, category: str) -> str | None:
    """Return what stands for a character that is no letter and no sign of its own."""
    if char in "\r\n\t\v\f\x85\u2028\u2029":
        return "\n"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if "\ufe00" <= char <= "\ufe0f":  # asks for the emoji or the text form of what stands before
        return ""
    if (category in _ODD_CATEGORIES and char != "〇") or char in _OVERRIDES:
        return ODD
    if category == "Cf":
        return ""
    return " " if category == "Zs" else None


def fold(text: str) -> Folded:
    """Fold width, case, digits of any script and traditional characters, and drop what cannot be seen."""
    if text.isascii() and text.isprintable():
        return Folded(text.lower(), range(len(text)))
    pieces = [_fold_character(char) for char in text]
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return Folded(folded, range(len(text)))
    return Folded(folded, [index for index, piece in enumerate(pieces) for _ in piece])


_LETTERS: Final = "a-zà-öø-ÿ\u0100-\u024f"
_NUMERALS: Final = "".join(sorted(CHINESE_CHARACTERS))
_COINS: Final = ("dollar", "buck", "cent", "yuan", "kuai")
_NUMBER: Final = re.compile(rf"\.*+[0-9{ODD}]++(?:[.,'’_。·•|]++[0-9{ODD}]++)*")
_HAN: Final = re.compile(rf"[{_NUMERALS}几]++(?:点[{_NUMERALS}]++)?")
_BLANKS: Final = re.compile("[ \n]++")
_ANCHOR: Final = re.compile(
    rf"[0-9{ODD}{_NUMERALS}几半]|(?<![{_LETTERS}])(?:{'|'.join(sorted(ENGLISH_WORDS))}|an? (?:{'|'.join(_COINS)}))"
)
_DOTS: Final = re.compile(r"\.++")
_WORD: Final = re.compile(f"[{_LETTERS}]++")
_NAME: Final = re.compile(f"[{_LETTERS}0-9{ODD}]++(?:[._-]++[{_LETTERS}0-9{ODD}]++)*")
_SOLID: Final = re.compile(r"[^ \n]++")
_STARTS_NAME: Final = re.compile(f"[._-][0-9{ODD}]|_[{_LETTERS}]")


def _by_first(words: dict[str, Tag]) -> dict[str, tuple[str, ...]]:
    """Index phrases by what they begin with: a whole Latin word, or one character of anything else."""
    index: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        latin = _WORD.match(word)
        index.setdefault(latin.group() if latin else word[0], []).append(word)
    return {first: tuple(phrases) for first, phrases in index.items()}


_PHRASES: Final = _by_first(WORDS)
_SIGNS: Final = re.escape("".join(first for first in _PHRASES if not _WORD.match(first)))
_PLAIN: Final = re.compile(f"[^ \n.0-9{ODD}{_LETTERS}{_NUMERALS}几#@{_SIGNS}]++")
_AFTER_DIGITS: Final = frozenset({Tag.CURRENCY, Tag.OTHER_CURRENCY, Tag.TIMES})
"""What may stand between two runs of digits without a blank: 20x3; k and w may too."""


class _Lexer:
    """One pass over a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self._at = 0
        self._reach = len(text) if len(text) <= _SHORT else 0
        self.is_cut = False

    def run(self) -> None:
        text, length = self.text, len(self.text)
        for _ in range(_MAX_STEPS):
            if self._at >= length:
                return
            if self._at >= self._reach:
                self._skip()
                continue
            char = text[self._at]
            if char in " \n":
                self._blanks()
            elif match := _NUMBER.match(text, self._at):
                self._number(match)
            elif match := _WORD.match(text, self._at):
                self._word(match.group())
            elif match := _PLAIN.match(text, self._at):
                self._add(Tag.PLAIN, match.end())
            else:
                self._sign(char)
        self.is_cut = self._at < length

    def _skip(self) -> None:
        """Pass over text that is out of reach of the next number, as one token."""
        text, start = self.text, self._at
        anchor = _ANCHOR.search(text, start)
        if anchor is None:
            self._reach = len(text)
            self._add(Tag.PLAIN, self._reach)
            return
        self._reach = anchor.end() + _REACH
        near = anchor.start() - _REACH
        if near > start:
            blank = text.rfind(" ", start, near)  # not in the middle of a word, where there are blanks
            self._add(Tag.PLAIN, blank if blank > start else near)

    def _add(self, tag: Tag, end: int, start: int | None = None) -> None:
        start = self._at if start is None else start
        gap = start - self.tokens[-1].end if self.tokens else 0
        if tag is Tag.PLAIN and not gap and self.tokens and self.tokens[-1].tag is Tag.PLAIN:
            start, gap = self.tokens[-1].start, self.tokens.pop().gap  # one token for all the prose in a row
        self.tokens.append(Token(tag, self.text[start:end], start, end, gap))
        self._at = end

    def _blanks(self) -> None:
        match = _BLANKS.match(self.text, self._at)
        if match and "\n" in match.group():
            self._add(Tag.BREAK, match.end())
        elif match:
            self._at = match.end()

    def _number(self, match: re.Match[str]) -> None:
        digits = match.group()
        dots = len(digits) - len(digits.lstrip("."))
        if dots > 2:  # noqa: PLR2004 - an ellipsis before a number is no part of it
            self._add(Tag.DOTS, self._at + dots)
        self._add(Tag.NUMBER, match.end())
        if self.text.startswith("_", self._at):
            self._name(self.tokens.pop().start)

    def _name(self, start: int) -> None:
        """Take a name of letters and digits as a whole, so that its digits are nobody's amount."""
        match = _NAME.match(self.text, start)
        self._add(Tag.IDENT, max(self._at, match.end() if match else start + 1), start)

    def _word(self, word: str) -> None:
        text, start = self.text, self._at
        end = start + len(word)
        if text.startswith("://", end) or (word == "www" and text.startswith(".", end)):
            address = _SOLID.match(text, start)
            self._add(Tag.PLAIN, address.end() if address else end)
            return
        phrase = self._phrase(word)
        if phrase:
            end = start + len(phrase)
        tag = WORDS.get(phrase or word, Tag.WORD)
        behind_digits = bool(self.tokens) and self.tokens[-1].end == start and self.tokens[-1].tag is Tag.NUMBER
        if text[end : end + 1] in {"$", "¥"}:
            sign = text[start : end + 1]
            if not behind_digits and len(sign) <= len("usd$") and sign not in DENOMINATIONS:
                self._add(Tag.OTHER_CURRENCY, end + 1)  # HK$, JP¥
                return
        before_digits = end < len(text) and (text[end] in ODD or text[end].isdigit())
        if behind_digits:
            self._behind_digits(word, tag, end, before_digits=before_digits)
        elif (before_digits or _STARTS_NAME.match(text, end)) and tag not in _AFTER_DIGITS:
            self._name(start)
        else:
            self._add(tag, end)

    def _behind_digits(self, word: str, tag: Tag, end: int, *, before_digits: bool) -> None:
        """A word glued to the digits before it: a unit (12usd, 3k) or the rest of a name (4o-mini)."""
        fits = not before_digits or tag in _AFTER_DIGITS or word in {"k", "w"}
        if tag is not Tag.WORD and fits:
            self._add(tag, end)
        elif word[0] in SCALES and WORDS.get(word[1:], Tag.SCALE) is not Tag.SCALE and fits:
            self._add(Tag.SCALE, self._at + 1)
            self._add(WORDS[word[1:]], end)
        else:
            self._name(self.tokens.pop().start)

    def _phrase(self, first: str) -> str | None:
        """Return the longest known phrase here, None where there is none."""
        text, start = self.text, self._at
        for phrase in _PHRASES.get(first, ()):
            end = start + len(phrase)
            if text.startswith(phrase, start):
                whole = not _WORD.match(phrase[-1]) or not _WORD.match(text, end)
                if whole:
                    return phrase
        return None

    def _sign(self, char: str) -> None:
        text, start = self.text, self._at
        numeral = _HAN.match(text, start)
        phrase = self._phrase(char)
        if phrase and numeral and (self._counts() or self._has_decimals(phrase)):
            phrase = None
        if phrase:
            self._add(WORDS[phrase], start + len(phrase))
        elif numeral:
            self._add(Tag.HAN, numeral.end())
        elif dots := _DOTS.match(text, start):
            self._add(Tag.DOTS, dots.end())
        elif char in "#@" and (name := _NAME.match(text, start + 1)):
            self._add(Tag.IDENT, name.end())
        else:
            self._add(Tag.PLAIN, start + 1)

    def _counts(self) -> bool:
        """Whether the sign here belongs to digits just before it: 5千万 is no adverb."""
        return bool(self.tokens) and self.tokens[-1].tag is Tag.NUMBER and self._at - self.tokens[-1].end <= 1

    def _has_decimals(self, phrase: str) -> bool:
        """一点 is "a bit" unless a digit follows: 一点五."""
        following = self.text[self._at + len(phrase) : self._at + len(phrase) + 1]
        return phrase.endswith("点") and following in CHINESE_CHARACTERS


PADDING: Final = 5
"""BREAK tokens behind the last one, so that the grammar may look ahead (and back from 0) without asking."""


def tokenize(folded: str) -> list[Token] | None:
    """Split a folded text into tokens between BREAKs; None where there are more than `MAX_TOKENS`."""
    lexer = _Lexer(folded)
    lexer.run()
    if lexer.is_cut or len(lexer.tokens) > MAX_TOKENS:
        return None
    end = len(folded)
    return [Token(Tag.BREAK, "", 0, 0, 0), *lexer.tokens, *(Token(Tag.BREAK, "", end, end, 0) for _ in range(PADDING))]
