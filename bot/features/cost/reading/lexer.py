"""From a message to tokens: model names first, then numbers, then the longest known words; in one pass."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from bot.core.amounts.tokens import ODD, fold
from bot.core.numerals import CHINESE_CHARACTERS, ENGLISH_WORDS, read_chinese, read_english
from bot.features.cost.reading.digits import read_count
from bot.features.cost.reading.lexicon import Kind, Meaning, Role
from bot.features.cost.reading.names import find_names
from bot.features.cost.reading.results import Why, cut
from bot.features.cost.reading.token import Token
from bot.features.cost.reading.vocabulary import LETTERS, SCALES, WORDS

if TYPE_CHECKING:
    from bot.features.cost.reading.lexicon import Entry, Payload
    from bot.features.cost.reading.names import Named
    from bot.features.cost.reading.results import ModelNames

MAX_TOKENS: Final = 320
"""A message of more words, numbers and signs is a text, whatever stands in it."""

_NUMERALS: Final = "".join(sorted(CHINESE_CHARACTERS))
_JOINER: Final = re.compile(r"(?<=[a-z])[-_](?=[a-z])")
_DATE: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?(?![\d.])")
_NUMBER: Final = re.compile(rf"[0-9{ODD}]+(?:[.,'’_][0-9{ODD}]+){{0,8}}|\.[0-9]+")
_GROUPS: Final = re.compile(r"(?: \d{3})+(?![\d.,])")
_EXPONENT: Final = re.compile(r"e\+?([0-9]{1,2})(?![a-z0-9.])")
_HAN_SCALE: Final = re.compile(rf" ?[百千万亿]+(?:[{_NUMERALS}0-9]+)?")
_HAN: Final = re.compile(rf"[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?")
_ENDS_IN_ONE: Final = re.compile(r"天|次|个?月|年|周|日|个?小时|轮|条")
_WORD: Final = re.compile(r"[a-zà-öø-ÿ\u0100-\u024f\u0370-\u052f]+(?:['’][a-z]+)*")
_LATIN: Final = re.compile(r"[a-z]")
_BLANK: Final = re.compile(r"[ \t]+")
_UNKNOWN: Final = re.compile(r"[^\W\d_]")
_TENTHS: Final = Fraction(1, 10)
_PERCENT: Final = frozenset({"%", "percent", "pct", "per cent", "个百分点", "percentage", "％"})
_HUNDREDTHS: Final = "百分之"
_MAX_ENGLISH: Final = 6  # words of a numeral
_JOINS: Final = frozenset({"and", "point", "a"})
_LARGE: Final = frozenset({"hundred", "thousand", "million", "billion", "dozen"})
_FULL_WIDTH_COMMA: Final = "，"


def _by_first(words: dict[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Index phrases, longest first, by what they begin with: a whole Latin word, or one character of anything else."""
    index: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        latin = _WORD.match(word)
        index.setdefault(latin.group() if latin else word[0], []).append(word)
    return {first: tuple(phrases) for first, phrases in index.items()}


_PHRASES: Final = _by_first(WORDS)


def read_tokens(text: str, models: ModelNames) -> list[Token] | None:
    """Split a message into tokens; None if there are more than `MAX_TOKENS`.

    The time is in proportion to the length, with some thirty questions to `models`.
    """
    return _Lexer(text, models).run()


class _Lexer:
    """One pass over a message."""

    def __init__(self, text: str, models: ModelNames) -> None:
        folded = fold(text)
        self.original, self.origin = text, folded.origin
        self.names = {named.start: named for named in find_names(folded.text, models)}
        spoken = list(folded.text)
        for named in self.names.values():
            spoken[named.start : named.end] = "\0" * (named.end - named.start)
        self.text = _JOINER.sub(" ", "".join(spoken))
        self.tokens: list[Token] = []
        self.at = 0

    def run(self) -> list[Token] | None:
        text, length = self.text, len(self.text)
        while self.at < length:
            if len(self.tokens) > MAX_TOKENS:
                return None
            char = text[self.at]
            if char == "\n":
                self._add(Kind.BREAK, self.at + 1)
            elif char in " \t":
                self.at += 1
            elif char == "\0":
                self._model(self.names[self.at])
            elif not (
                self._number(char) or self._chinese_numeral(char) or self._english_numeral() or self._phrase(char)
            ):
                self._unknown()
        return self.tokens

    def source(self, start: int, end: int) -> str:
        """Return what stands there, as typed."""
        if start >= end or not len(self.origin):
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1]

    def _add(
        self,
        kind: Kind,
        end: int,
        payload: Payload = None,
        *,
        value: Fraction | None = None,
        problem: Why | None = None,
        scaled: bool = False,
    ) -> None:
        gap = bool(self.tokens) and self.tokens[-1].end < self.at
        text = self.text[self.at : end]
        self.tokens.append(
            Token(kind, payload, text, cut(self.source(self.at, end)), self.at, end, gap, value, problem, scaled)
        )
        self.at = end

    def _model(self, named: Named) -> None:
        self._add(Kind.MODEL, named.end, named.ref or self.source(named.start, named.end))

    # Numbers

    def _number(self, char: str) -> bool:
        text, start = self.text, self.at
        if not (char.isdigit() or char in ".-−" + ODD):
            return False
        date = _DATE.match(text, start)
        if date:
            self._add(Kind.UNKNOWN, date.end())
            return True
        negative = char in "-−"
        if negative and (not text[start + 1 : start + 2].isdigit() or self._is_joining()):
            return False
        match = _NUMBER.match(text, start + negative)
        if match is None:
            return False
        digits, end = self._cut_at_full_width(match)
        groups = _GROUPS.match(text, end)
        if groups and len(digits) <= 3 and digits.isdigit():  # noqa: PLR2004 - 12 500
            digits, end = digits + groups.group().replace(" ", ""), groups.end()
        if negative:
            self._add(Kind.NUMBER, end, value=None, problem=Why.NEGATIVE)
            return True
        self._digits(digits, end)
        return True

    def _is_joining(self) -> bool:
        """Tell a dash between two things from a minus."""
        return bool(self.tokens) and self.tokens[-1].end == self.at and self.text[self.at - 1] not in "(:=："

    def _cut_at_full_width(self, match: re.Match[str]) -> tuple[str, int]:
        """A Chinese comma between ASCII digits ends a clause: 输入200，300输出."""
        digits, end = match.group(), match.end()
        for offset, char in enumerate(digits):
            place = match.start() + offset
            is_clause = char == "," and self.original[self.origin[place]] == _FULL_WIDTH_COMMA
            if is_clause and self.original[self.origin[place - 1]].isascii():
                return digits[:offset], place
        return digits, end

    def _digits(self, digits: str, end: int) -> None:
        """Add the number that begins with these digits, with what multiplies them."""
        text, start = self.text, self.at
        value, used = read_count(digits)
        if used < len(digits):
            end = start + used
        exponent = _EXPONENT.match(text, end)
        if value is not None and exponent:
            self._add(Kind.NUMBER, exponent.end(), value=value * 10 ** int(exponent[1]), scaled=True)
            return
        han = _HAN_SCALE.match(text, end)
        if han and value is not None:
            self._han_scale(value, han)
            return
        word = _WORD.match(text, end)
        if word and self._letters(value, word):
            return
        if text[end : end + 1] == "_" or (word and (word.group() not in _PHRASES or word.group() == "b")):
            self._add(Kind.UNKNOWN, word.end() if word else end + 1)
            return
        if value is not None and text[end : end + 1] == " " and (scale := self._scale_word(end + 1)):
            factor, end = scale
            self._add(Kind.NUMBER, end, value=value * factor, scaled=True)
        else:
            self._add(Kind.NUMBER, end, value=value, problem=None if value is not None else Why.MALFORMED)
        self._percent()

    def _han_scale(self, value: Fraction, han: re.Match[str]) -> None:
        """``100万``, ``1万2``, ``3千5百``; a 一 before a unit belongs to the unit: 3千一天."""
        run, end = han.group().strip(), han.end()
        if run.endswith("一") and len(run) > 1 and _ENDS_IN_ONE.match(self.text, end):
            run, end = run[:-1], end - 1
        shown = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
        read = read_chinese(shown + run)
        problem = Why.MALFORMED if read is None else None
        self._add(Kind.NUMBER, end, value=None if read is None else Fraction(read), problem=problem, scaled=True)
        self._percent()

    def _letters(self, value: Fraction | None, word: re.Match[str]) -> bool:
        """Letters at once behind digits: a scale (12k), a word (800out), or a scale and a word (12ktok)."""
        letters, start = word.group(), word.start()
        follows_digit = self.text[word.end() : word.end() + 1].isdigit()
        if letters == "b" and not self.text.startswith((" tok", "tok"), word.end()):
            return False  # 20b, the size of a model
        if letters in SCALES and not follows_digit:
            self._scaled(value, letters, word.end())
            return True
        if letters in {"k", "w"} and follows_digit:  # 1w2, 3k5
            tail = re.compile(r"[0-9]{1,3}(?![\d.])").match(self.text, word.end())
            read = read_chinese(f"{value}{'万' if letters == 'w' else '千'}{tail.group()}") if tail and value else None
            if tail and read is not None:
                self._add(Kind.NUMBER, tail.end(), value=Fraction(read), scaled=True)
                return True
        if letters in WORDS and not (follows_digit and WORDS[letters][0] is not Kind.TIMES):
            self._add(Kind.NUMBER, start, value=value, problem=None if value is not None else Why.MALFORMED)
            return True
        for scale in LETTERS:
            rest = letters.removeprefix(scale)
            if letters.startswith(scale) and rest in WORDS and not follows_digit:
                self._scaled(value, scale, start + len(scale))
                return True
        return False

    def _scaled(self, value: Fraction | None, scale: str, end: int) -> None:
        problem = None if value is not None else Why.MALFORMED
        self._add(
            Kind.NUMBER, end, value=None if value is None else value * SCALES[scale], problem=problem, scaled=True
        )

    def _scale_word(self, at: int) -> tuple[int, int] | None:
        """Return the factor of a word behind a number and a blank, and where it ends: 1.2 million, 5 M."""
        word = _WORD.match(self.text, at)
        if word is None or word.group() not in SCALES or word.group() == "b":
            return None
        factor, end = SCALES[word.group()], word.end()
        more = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        if more and more.group() in {"thousand", "million", "billion"} and factor < SCALES[more.group()]:
            return factor * SCALES[more.group()], more.end()  # 3 hundred thousand
        return factor, end

    def _percent(self) -> None:
        """Make a share of the number that was added, if it is one: 90 %, 九成, 百分之九十."""
        number = self.tokens[-1]
        rest = self.text[self.at : self.at + 12].lstrip(" ")
        sign = next((sign for sign in _PERCENT if rest.startswith(sign)), "成" if rest.startswith("成") else "")
        before = self.tokens[-2] if len(self.tokens) > 1 else None
        if sign == "成" and rest.startswith(("成本", "成功")):
            sign = ""
        if before is not None and before.text == _HUNDREDTHS:
            self.tokens.pop(-2)
            factor = Fraction(1, 100)
        elif sign:
            self.at += self.text[self.at : self.at + 12].index(sign) + len(sign)
            factor = _TENTHS if sign == "成" else Fraction(1, 100)
        else:
            return
        share = None if number.value is None else number.value * factor
        piece = cut(self.source(number.start, self.at))
        self.tokens[-1] = number._replace(kind=Kind.SHARE, value=share, piece=piece, end=self.at)

    def _chinese_numeral(self, char: str) -> bool:
        text, start = self.text, self.at
        is_share = text.startswith(_HUNDREDTHS, start)
        match = _HAN.match(text, start) if char in CHINESE_CHARACTERS and not is_share else None
        if match is None:
            return False
        phrase = self._longest(char)
        if phrase and (len(match.group()) == 1 or len(phrase) > len(match.group())):
            return False  # 一半, 一次, 百万token; not the 一 of 一天
        run, end = match.group(), match.end()
        if run.endswith("一") and len(run) > 1 and run[-2] != "十" and _ENDS_IN_ONE.match(text, end):
            run, end = run[:-1], end - 1
        value = read_chinese(run)
        if value is None and len(run) > 1 and set(run) <= set("十百千万亿"):
            self._add(Kind.VAGUE, end)  # 千万
            return True
        problem = Why.MALFORMED if value is None else None
        self._add(
            Kind.NUMBER, end, value=None if value is None else Fraction(value), problem=problem, scaled=len(run) > 1
        )
        self._percent()
        return True

    def _english_numeral(self) -> bool:
        """``two thousand``, ``a hundred``, ``half a million``; the longest run of words that is one numeral."""
        words: list[str] = []
        ends: list[int] = []
        at = self.at
        while len(words) < _MAX_ENGLISH and (word := _WORD.match(self.text, at)):
            spoken = word.group()
            if spoken not in ENGLISH_WORDS and not (spoken in _JOINS and (words or spoken == "a")):
                break
            words.append(spoken)
            ends.append(word.end())
            at = word.end() + (self.text[word.end() : word.end() + 1] in {" ", "-"})
        if not words or (words[0] == "a" and (len(words) == 1 or words[1] not in _LARGE)):
            return False
        phrase = self._longest(words[0])
        if phrase and WORDS[phrase][0] is Kind.SHARE and " " in phrase:
            return False  # three quarters
        if words[0] == "half" and not _LARGE.intersection(words):
            return False
        if words[0] in {"half", "one"} and len(words) == 1:
            return words[0] == "one" and self._spoken_one(ends[0])
        for size in range(len(words), 0, -1):
            value = read_english(words[:size])
            if value is not None:
                self._add(Kind.NUMBER, ends[size - 1], value=Fraction(value), scaled=size > 1)
                self._percent()
                return True
        return False

    def _spoken_one(self, end: int) -> bool:
        """``one call``, ``one day``; else "one" is no number."""
        after = _WORD.match(self.text, end + 1)
        entry = WORDS.get(after.group()) if after else None
        if entry is None or not (entry[0] is Kind.UNIT or _counts_calls(entry[1])):
            return False
        self._add(Kind.NUMBER, end, value=Fraction(1))
        return True

    # Words

    def _longest(self, first: str) -> str | None:
        """Return the longest known phrase here, None where there is none."""
        text, start = self.text, self.at
        for phrase in _PHRASES.get(first, ()):
            end = start + len(phrase)
            if text.startswith(phrase, start) and not (
                _LATIN.match(phrase[-1]) and end < len(text) and _LATIN.match(text[end])
            ):
                return phrase
        return None

    def _phrase(self, char: str) -> bool:
        word = _WORD.match(self.text, self.at)
        if self.text.startswith(_HUNDREDTHS, self.at):
            self._add(Kind.FILLER, self.at + len(_HUNDREDTHS))
            return True
        phrase = self._longest(word.group() if word else char)
        if phrase is None and word and word.group().endswith(("'s", "’s")):
            phrase = word.group()[:-2] if word.group()[:-2] in WORDS else None
        if phrase is None:
            return False
        kind, payload = WORDS[phrase]
        value = payload if isinstance(payload, Fraction) else None
        self._add(kind, self.at + len(phrase), payload, value=value)
        return True

    def _unknown(self) -> None:
        """Pass over a word or a character that nobody knows; signs and pictures say nothing either way."""
        word = _WORD.match(self.text, self.at)
        end = word.end() if word else self.at + 1
        known = word is not None or _UNKNOWN.match(self.text, self.at)
        self._add(Kind.UNKNOWN if known else Kind.FILLER, end)


def _counts_calls(payload: Payload) -> bool:
    return isinstance(payload, Meaning) and payload.role in {Role.CALLS, Role.USERS}
