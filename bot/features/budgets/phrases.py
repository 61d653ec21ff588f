"""What people write about their limit and their spending.

The amount is cut out first. What is left must fit a pattern from end to end (for a limit) or up to the note behind
the amount (for spending), so that a question, a complaint or a story with an amount in it is no instruction.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias, TypeGuard

from bot.core.amounts import AmbiguousAmount, Amount, AmountRange, Refusal, RefusedAmount, read_amount
from bot.core.han import as_written, simplified
from bot.core.money import Currency, Money
from bot.core.periods import FIRST_DAY, LAST_DAY, Period
from bot.features.budgets import meanings, patterns
from bot.features.budgets.days import cut_day
from bot.features.budgets.patterns import AMOUNT, AT_MOST
from bot.features.budgets.rules import BARE_CURRENCY, LARGEST, can_be_kept, clean_label, clean_note

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from bot.core.amounts import AmountReading

LONGEST: Final = 200
"""Characters; a longer message is a text or a story."""
LONGEST_QUESTION: Final = 80
"""Characters; a longer question about the limit is one about OpenAI's."""
LONGEST_PLAIN_NOTE: Final = 60
"""Characters around the amount in a message without a command; more is a story."""
LONGEST_RECORDED_NOTE: Final = 120
"""Characters around the amount where somebody asks to have it noted."""
NO_AMOUNT: Final = frozenset({Refusal.NO_NUMBER, Refusal.NOT_MONEY})
"""Refusals that mean: nothing here was meant as an amount."""
_KEPT_WIDE: Final = frozenset("，。：；！？（）")
"""Full-width signs that stay as they are, since notes are made of them."""


@dataclass(frozen=True, slots=True)
class SetLimit:
    """A limit to set.

    Args:
        limit: what was read.
        assumed: no currency was named.
        cycle_day: 1 to 31, or for a week 1 to 7, where one was named.
        period: where one was named.
        label: which limit; empty for the one without a label.
    """

    limit: Money
    assumed: bool
    cycle_day: int | None
    period: Period | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class OtherPeriod:
    """A limit for a year, an hour or the like."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Something spent. `currency`: None where none was named; `note` and `label` are ready to be kept."""

    amount: Decimal
    currency: Currency | None
    days_ago: int
    note: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """An amount was meant and is not certain. `reading`: what was read instead; the rest as in :class:`Spent`."""

    reading: AmbiguousAmount | AmountRange | RefusedAmount
    days_ago: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class OtherDay:
    """Something spent in a time that is no certain day ("last week"), or on a day to come."""

    is_future: bool = False


LimitReading: TypeAlias = SetLimit | OtherPeriod | Unclear
SpentReading: TypeAlias = Spent | OtherDay | Unclear


def read_limit(text: str, *, asked: bool = False, loosely: bool = False) -> LimitReading | None:
    """Return what a message says about the limit, None where it is about something else.

    Args:
        text: the message, or what follows a command.
        asked: the person chose to set a limit (a command, an answer), so any amount is one.
        loosely: a few words may say something else.
    """
    _, label = cut_label(text[:LONGEST])  # as it was written
    text = simplified(text)
    if not asked:
        text = patterns.CEILING_ZH.sub("最多", patterns.CEILING_EN.sub("limit my spending to", text[: LONGEST + 1]))
        if not _is_one_line(text):
            return None
    rest, _ = cut_label(text[:LONGEST])
    rest, cycle_day = _cut_cycle_day(rest)
    rest, week_day = _cut_week_day(rest)
    prepaid = asked and patterns.CREDIT.search(rest) is not None
    rest = patterns.CREDIT.sub(" ", rest).strip() if prepaid else rest
    reading = read_amount(rest)
    but = meanings.UNEXPLAINED if loosely else 0
    if not asked and not _is_limit(masked_text(rest, reading), reading, from_a_day=cycle_day is not None, but=but):
        return None
    if not isinstance(reading, Amount):
        return Unclear(_one(reading, rest))
    if reading.per not in {None, "month", "week", "day"} or patterns.OTHER_PERIOD.search(rest):
        return OtherPeriod()
    period = Period.WEEK if week_day and not asked else Period.CREDIT if prepaid else _period(reading, rest)
    if week_day and period in {None, Period.WEEK}:
        period, cycle_day = Period.WEEK, week_day
    elif period is Period.WEEK:
        cycle_day = None
    if not can_be_kept(reading.value):
        return Unclear(_not_kept(reading, rest))
    currency = reading.currency or BARE_CURRENCY
    limit = Money(reading.value, currency)
    return SetLimit(limit, reading.currency is None, cycle_day, period, label)


def names_limit(text: str) -> bool:
    """Tell whether a message names the limit and nothing else ("my budget", 设预算)."""
    return len(text) <= LONGEST_QUESTION and meanings.names_limit(text)


def asks_for_card(text: str, *, loosely: bool = False) -> bool:
    """Tell whether a message asks how the limit stands or what was spent ("am I over my limit", 还剩多少预算).

    `loosely`: a few words may say something else.
    """
    but = meanings.UNEXPLAINED if loosely else 0
    return len(text) <= LONGEST_QUESTION and meanings.asks_how_it_stands(text, but=but)


def removes_limit(text: str) -> bool:
    """Tell whether a message wants the limit gone and says nothing else."""
    return len(text) <= LONGEST_QUESTION and meanings.wants_no_limit(text)


def read_spent(
    text: str, *, asked: bool = False, today: dt.date | None = None, loosely: bool = False
) -> SpentReading | None:
    """Return what a message says was spent, None where it is about something else.

    Args:
        text: the message, or what follows a command.
        asked: the person chose to book something (a command, an answer), so any amount is spent.
        today: the person's local day; without it no dates are read.
        loosely: an amount of money with a few words is one that was spent.
    """
    if not asked and (len(text) > LONGEST or "\n" in text.strip()):
        return None
    rest, label = cut_label(text)
    plus = patterns.PLUS.match(rest)
    rest = rest[plus.end() :] if plus else rest
    if not asked and not plus and not label and not _is_one_line(rest) and not patterns.API_WORDS.search(rest):
        return None
    named = None
    if today is not None and not _is_dateless(rest):
        rest, named = cut_day(rest, today)
    reading = read_amount(rest[:LONGEST])
    masked = masked_text(rest, reading)
    words = _words_around(masked) if asked else _note_of(masked, reading, surely=bool(label) or plus is not None)
    if words is None and loosely:
        words = _note_of_loose(masked, reading)
    if words is None:
        return None
    days_ago, note = _days_ago(masked or "") if named is None else named, clean_note(_trim(words))
    note = as_written(note, text)
    if not isinstance(reading, Amount):
        return Unclear(_one(reading, rest), days_ago, f"{note} #{label}".strip() if label else note)
    if days_ago < 0:
        return OtherDay(is_future=True)
    if named is None and patterns.OTHER_DAY.search(masked or ""):
        return OtherDay(is_future=patterns.FUTURE.search(masked or "") is not None)
    if not can_be_kept(reading.value):
        return Unclear(_not_kept(reading, rest), days_ago, note)
    return Spent(reading.value, reading.currency, days_ago, note, label)


def cut_label(text: str) -> tuple[str, str]:
    """Return the text without its first #label, and the label as it is kept; empty where there is none."""
    found = patterns.LABEL.search(text)
    label = clean_label(found["label"].replace("-", "_")) if found else ""
    if found is None or not label or label.isdigit():
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), label


def _is_dateless(text: str) -> bool:
    """Tell at a glance that no date can be in a text."""
    return not any(char.isdigit() or char in "天周期拜" for char in text) and " " not in text


def is_question(text: str) -> bool:
    """Tell whether a message asks something; a polite request with a question mark does not."""
    return _is_question(_fold(text))


def _is_one_line(text: str) -> bool:
    return not (len(text) > LONGEST or AMOUNT in text or AT_MOST in text or "\n" in text.strip())


def _fold(text: str) -> str:
    """Return text on one line, half width, with straight apostrophes; case and Chinese punctuation are kept."""
    folded = "".join(c if c in _KEPT_WIDE else unicodedata.normalize("NFKC", c) for c in simplified(text))
    return " ".join(folded.replace("’", "'").split())


def masked_text(text: str, reading: AmountReading) -> str | None:
    """Return the folded text with the amount cut out, None where there is no amount to cut out."""
    if isinstance(reading, RefusedAmount):
        no_money = reading.reason is Refusal.VAGUE and not patterns.MONEY_WORD.search(text)
        is_amount = reading.piece and reading.reason not in NO_AMOUNT and not no_money
        start = text.find(reading.piece) if is_amount else -1
        end = start + len(reading.piece)
    else:
        # Of two amounts only the first is cut out: what stands between them must not escape the patterns.
        start, end = reading.readings[0].span if _is_several(reading) else reading.span
    if start < 0:
        return None
    inside = text[start:end]
    name = patterns.SAYS_LIMIT.search(inside)
    at_most = AT_MOST if patterns.SAYS_AT_MOST.search(inside) else ""
    return _fold(f"{text[:start]}{f' {name[1] or name[2]} ' if name else at_most}{AMOUNT}{text[end:]}")


def _is_question(folded: str) -> bool:
    body, polite = patterns.REQUEST.subn("", folded, count=1)
    if polite or patterns.POLITE_END.search(body):
        body = patterns.REQUEST_END.sub("", body)
    return patterns.QUESTION.search(body) is not None


def _is_limit(masked: str | None, reading: AmountReading, *, from_a_day: bool, but: int) -> bool:
    if masked is None or _is_question(masked):
        return False
    masked = patterns.SAYS_AT_MOST.sub(AT_MOST, masked)
    has_period = isinstance(reading, Amount) and reading.per is not None
    return meanings.sets_limit(masked, has_period=has_period, from_a_day=from_a_day, but=but)


def _note_of(masked: str | None, reading: AmountReading, *, surely: bool) -> str | None:
    words = _note_of_plain(masked, reading)
    return _note_of_bare(masked, reading, surely=surely) if words is None else words


def _note_of_plain(masked: str | None, reading: AmountReading) -> str | None:
    """Return the words around the amount of a message that says what was spent, None for any other message."""
    if masked is None or _is_question(masked) or (isinstance(reading, Amount) and reading.per is not None):
        return None
    bare = isinstance(reading, Amount) and reading.currency is None
    found = patterns.SPENT_EN.fullmatch(masked)
    if found is not None and bare and _needs_currency(found["verb"] or "", reading):
        return _words_around(masked) if meanings.is_spending(masked, has_currency=False) else None
    if found is None:
        found = patterns.SPENT_AFTER_EN.fullmatch(masked) or patterns.SPENT_ADD_EN.fullmatch(masked)
    if found is not None:
        counted = bare and patterns.COUNTED_EN.match(found["note"])
        return None if counted or patterns.STORY_EN.search(found["note"]) else _short(found["note"])
    found = patterns.SPENT_ZH.fullmatch(masked)
    if found is None and meanings.is_spending(masked, has_currency=not bare):
        story = patterns.STORY_EN.search(masked) or patterns.STORY_ZH.search(masked)
        return None if story else _short(_words_around(masked))
    if found is None or (bare and patterns.NEEDS_CURRENCY_ZH.match(found["verb"])):
        return None
    before = _trim(found["before"])
    if patterns.STORY_ZH.search(f"{found['before']} {found['note']}") or (before and found["verb"] == "花"):
        return None
    return _short(f"{found['before']} {found['note']}")


def _note_of_loose(masked: str | None, reading: AmountReading) -> str | None:
    """Return the words around an amount of money that was likely spent, though no form says so."""
    if masked is None or _is_question(masked) or (isinstance(reading, Amount) and reading.currency is None):
        return None
    is_story = patterns.STORY_EN.search(masked) or patterns.STORY_ZH.search(masked)
    if not meanings.may_be_spending(masked) or (is_story and not meanings.is_recorded(masked)):
        return None
    words = _words_around(masked)
    return words if meanings.is_recorded(masked) and len(words) <= LONGEST_RECORDED_NOTE else _short(words)


def _needs_currency(verb: str, reading: AmountReading) -> bool:
    """Tell whether a verb goes with a bare number of anything."""
    is_logged = _is_price(reading) and patterns.LOGS_EN.match(verb) is not None
    return patterns.NEEDS_CURRENCY_EN.match(verb) is not None and not is_logged


def _is_price(reading: AmountReading) -> bool:
    """Tell whether a bare number is written as prices are, with two decimals."""
    exponent = reading.value.as_tuple().exponent if isinstance(reading, Amount) else 0
    return exponent == -2  # noqa: PLR2004 - cents


def _note_of_bare(masked: str | None, reading: AmountReading, *, surely: bool) -> str | None:
    """Return the note of a message that is an amount and a note only ("12.5 gpt api", "+3", "5 #work")."""
    if masked is None or not masked.startswith(AMOUNT) or not isinstance(reading, Amount) or reading.per is not None:
        return None
    note = masked[len(AMOUNT) :].strip()
    if surely:
        story = patterns.STORY_EN.search(note) or _is_question(masked) or (note and note[0] in "0123456789+-*/=%")
        return None if story or len(note) > LONGEST_PLAIN_NOTE or AMOUNT in note else note
    if not note or patterns.API_WORDS.fullmatch(note) is None:
        return None
    fraction = reading.value != reading.value.to_integral_value()
    sure = reading.currency is not None or fraction or patterns.SURE_WORD.search(note) is not None
    return note if sure else None


def _short(words: str) -> str | None:
    return words if len(words) <= LONGEST_PLAIN_NOTE else None


def _words_around(masked: str | None) -> str:
    """Return what is said besides the amount and a verb, where the person chose to book something."""
    if masked is None:
        return ""
    before, _, after = masked.partition(AMOUNT)
    before = patterns.ASKED_VERB.sub("", before.replace(AT_MOST, "").strip())
    return f"{_trim(before)} {after}"


def _days_ago(masked: str) -> int:
    if patterns.DAY_BEFORE_YESTERDAY.search(masked):
        return 2
    return 1 if patterns.YESTERDAY.search(masked) else 0


def _trim(words: str) -> str:
    """Return a note without the day, and without prepositions and signs at its ends."""
    trimmed = patterns.YESTERDAY.sub(" ", patterns.DAY_BEFORE_YESTERDAY.sub(" ", words)).strip()
    while (shorter := patterns.EDGE.sub("", trimmed).strip()) != trimmed:
        trimmed = shorter
    return trimmed


def _cut_cycle_day(text: str) -> tuple[str, int | None]:
    """Return the text without the day on which the cycle is to begin, and that day."""
    found = patterns.CYCLE_DAY.search(text)
    day = int(found["en"] or found["zh"] or found["zh2"]) if found else 0
    if found is None or not FIRST_DAY <= day <= LAST_DAY:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), day


def _cut_week_day(text: str) -> tuple[str, int | None]:
    """Return the text without the weekday on which the cycle is to begin, and that day; 1 is Monday."""
    found = patterns.WEEK_DAY.search(text)
    if found is None:
        return text, None
    name, char = found["en"], found["zh"]
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    day = days.index(name.lower()) + 1 if name else min("一二三四五六日天".index(char), 6) + 1
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), day


def _period(reading: Amount, rest: str) -> Period | None:
    """Return the period that a limit is for, None where none is named."""
    if reading.per == "week" or patterns.WEEK.search(rest):
        return Period.WEEK
    if reading.per == "day" or patterns.DAY.search(rest):
        return Period.DAY
    return Period.MONTH if reading.per == "month" or patterns.PERIOD.search(rest) else None


def _is_several(reading: AmountReading) -> TypeGuard[AmbiguousAmount]:
    """Tell whether there are amounts side by side, not one that can be read in several ways."""
    return isinstance(reading, AmbiguousAmount) and len({each.span for each in reading.readings}) > 1


def _one(
    reading: AmbiguousAmount | AmountRange | RefusedAmount, text: str
) -> AmbiguousAmount | AmountRange | RefusedAmount:
    """Refuse two amounts side by side: to choose one of them would lose the other."""
    return RefusedAmount(Refusal.SEVERAL, text[slice(*reading.span)][:40]) if _is_several(reading) else reading


def _not_kept(amount: Amount, text: str) -> RefusedAmount:
    """Say why an amount that was read is out of the bounds of what is kept."""
    start, end = amount.span
    reason = Refusal.TOO_LARGE if amount.value > LARGEST else Refusal.MALFORMED
    return RefusedAmount(reason, text[start:end][:40])
