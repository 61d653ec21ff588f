"""What is read as a limit or as spending, in both languages, and what is not."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts import AmbiguousAmount, AmountRange, Refusal, RefusedAmount
from bot.core.money import Currency
from bot.features.budgets.phrases import (
    OtherDay,
    OtherPeriod,
    SetLimit,
    Spent,
    Unclear,
    is_question,
    names_limit,
    read_limit,
    read_spent,
)

USD, CNY = Currency.USD, Currency.CNY

LIMITS = [
    # text, amount, currency, assumed, cycle day
    ("my limit is 60 dollars a month", "60", USD, False, None),
    ("My limit is $60", "60", USD, False, None),
    ("my monthly limit is 60", "60", USD, True, None),
    ("My limit: $60/month", "60", USD, False, None),
    ("set my budget to 110", "110", USD, True, None),
    ("set a budget of $60 a month", "60", USD, False, None),
    ("set a limit of 60", "60", USD, True, None),
    ("set a $60 monthly limit please", "60", USD, False, None),
    ("give me a $60 monthly budget", "60", USD, False, None),
    ("I have a budget of 120 dollars a month", "120", USD, False, None),
    ("I want my limit to be 60", "60", USD, True, None),
    ("budget 60", "60", USD, True, None),
    ("budget: 320 rmb", "320", CNY, False, None),
    ("change my limit to 460 rmb", "460", CNY, False, None),
    ("lower my monthly limit to 25 bucks, please", "25", USD, False, None),
    ("can you set my limit to $60?", "60", USD, False, None),
    ("limit me to 60 dollars a month", "60", USD, False, None),
    ("cap my spending at $35 a month", "35", USD, False, None),
    ("I want to spend at most $60 a month", "60", USD, False, None),
    ("no more than $60 a month", "60", USD, False, None),
    ("$60 is my limit", "60", USD, False, None),
    ("my api budget is twenty bucks per month", "20", USD, False, None),
    ("my limit is 60 from the 22nd", "60", USD, True, 22),
    ("budget $110 from the 15th of each month", "110", USD, False, 15),
    ("每月预算320块", "320", CNY, False, None),
    ("预算改成460块", "460", CNY, False, None),
    ("预算320", "320", USD, True, None),
    ("预算：320元/月", "320", CNY, False, None),
    ("我的预算是每月60美元", "60", USD, False, None),
    ("我的每月限额是 60 美元", "60", USD, False, None),
    ("把预算改成460", "460", USD, True, None),
    ("帮我把每月限额设成60刀", "60", USD, False, None),
    ("设每月限额60美元", "60", USD, False, None),
    ("我想设一个每月60美元的限额", "60", USD, False, None),
    ("把我的月度预算调整为320元", "320", CNY, False, None),
    ("每月最多花320块", "320", CNY, False, None),
    ("每月控制在320以内", "320", USD, True, None),
    ("一个月不超过60刀", "60", USD, False, None),
    ("限额设为一百六", "160", USD, True, None),
    ("每个月的预算定为两百块", "200", CNY, False, None),
    ("能不能把预算改成460块", "460", CNY, False, None),
    ("把限额改成110可以吗", "110", USD, True, None),
    ("每月15号开始，预算320块", "320", CNY, False, 15),
    ("预算320块，从22号开始", "320", CNY, False, 22),
]

NO_LIMITS = [
    "how do I set a $60 limit",
    "where can I set a 60 dollar limit on openai",
    "can I set a limit of $60?",
    "is my limit $60",
    "what is the $60 limit for",
    "rate limit 60",
    "my rate limit is 600 rpm",
    "my limit is 60 requests per minute",
    "limit is 40000 TPM",
    "usage limit reached $60",
    "I hit my $60 limit",
    "the limit is $60 but I was charged 70",
    "my limit is $60 and openai still charged me",
    "set max tokens to 600",
    "remind me tomorrow about my $60 budget",
    "budget for my trip is $500",
    "my budget is $5, which model should I use",
    "my budget is gone",
    "at most 60",
    "plus is $20 a month",
    "110 usd",
    "怎么设60刀的限额",
    "预算多少",
    "预算60够吗",
    "60刀的预算够用吗",
    "预算 60 刀能用哪个模型",
    "我的限额是60刀为什么还能用",
    "限额60刀但是扣了70",
    "每月额度60刀不够用怎么办",
    "一个月20美元的会员包含API吗",
    "每月1号提醒我看预算",
    "每分钟限制 600 次",
    "最多60",
    "my limit\nis 60",
]

SPENDINGS = [
    # text, amount, currency, days ago, note
    ("spent 13.5", "13.5", None, 0, ""),
    ("spent 13.5 on api", "13.5", None, 0, "api"),
    ("Spent $13.50 on GPT API", "13.50", USD, 0, "GPT API"),
    ("I spent twelve dollars today", "12", USD, 0, ""),
    ("i just spent 4.40 on openai", "4.40", None, 0, "openai"),
    ("I've spent 3 bucks", "3", USD, 0, ""),
    ("today I spent $5", "5", USD, 0, ""),
    ("yesterday I spent $4.40", "4.40", USD, 1, ""),
    ("spent 4.40 yesterday", "4.40", None, 1, ""),
    ("spent 3 usd the day before yesterday for tests", "3", USD, 2, "tests"),
    ("last night I spent 3 usd", "3", USD, 1, ""),
    ("paid 9.99 for a server", "9.99", None, 0, "a server"),
    ("used $3.30", "3.30", USD, 0, ""),
    ("spent another 25 rmb", "25", CNY, 0, ""),
    ("13.5 spent on api", "13.5", None, 0, "api"),
    ("log $5", "5", USD, 0, ""),
    ("it cost me $13.50", "13.50", USD, 0, ""),
    ("spent 1,350 rmb for the team", "1350", CNY, 0, "the team"),
    ("spent 13.5 gpt api", "13.5", None, 0, "gpt api"),
    ("I spent like 25 bucks", "25", USD, 0, ""),
    ("花了95块", "95", CNY, 0, ""),
    ("今天又花了三十块八", "30.8", CNY, 0, ""),
    ("花了95", "95", None, 0, ""),
    ("花掉25刀", "25", USD, 0, ""),
    ("花费95块", "95", CNY, 0, ""),
    ("api花了25刀", "25", USD, 0, "api"),
    ("gpt-5 花了 2.6 刀", "2.6", USD, 0, "gpt-5"),
    ("昨天花了110块", "110", CNY, 1, ""),
    ("前天花了 6 刀买 api", "6", USD, 2, "买 api"),
    ("我刚刚在openai花了25刀", "25", USD, 0, "openai"),
    ("消费了36元", "36", CNY, 0, ""),
    ("记一笔13.5", "13.5", None, 0, ""),
    ("记账13块 午饭", "13", CNY, 0, "午饭"),
    ("花95块", "95", CNY, 0, ""),
    ("用了五毛钱", "0.5", CNY, 0, ""),
    ("花了95块买API，顺便测试", "95", CNY, 0, "买API，顺便测试"),
]

NO_SPENDINGS = [
    "how much have I spent",
    "how much did i spend this month?",
    "what if I spent $60",
    "did I spend 60 dollars?",
    "I spent 3 hours debugging",
    "spent 25 minutes on this",
    "spent 3 nights on it",
    "used 6000 tokens",
    "I used 20% of it",
    "I spent $60 and still get 429 errors",
    "I paid $20 for plus but the api says no quota",
    "he spent 25 dollars",
    "my friend spent 200 dollars in one day",
    "I haven't spent 13.5",
    "I will spend 60",
    "OpenAI charged me $25",
    "spent too much",
    "I paid 20 dollars a month for plus",
    "the api cost $5 per day",
    "note 5",
    "book 3",
    "spent 5\nspent 6",
    "花了3个小时",
    "花了两天",
    "花了多少",
    "用了3万token",
    "他花了95块",
    "没花95块",
    "要花95块吗",
    "每月花95块",
    "花了25刀为什么还报错",
    "花了60块但是没到账",
    "花了不少钱",
    "平均每天花了5块",
    "记一下明天9点看账单",
    "plus花了20刀能用api吗",
    "用了3次",
    "花了60刀的额度",
]


@pytest.mark.parametrize(
    ("text", "amount", "currency", "assumed", "cycle_day"), LIMITS, ids=[case[0] for case in LIMITS]
)
def test_limits(text: str, amount: str, currency: Currency, assumed: bool, cycle_day: int | None) -> None:
    """A limit is read with its currency (USD where none is named) and the day its cycle begins on."""
    found = read_limit(text)
    assert isinstance(found, SetLimit)
    assert (found.limit.amount, found.limit.currency) == (Decimal(amount), currency)
    assert (found.assumed, found.cycle_day) == (assumed, cycle_day)
    assert read_spent(text) is None


@pytest.mark.parametrize("text", NO_LIMITS)
def test_no_limits(text: str) -> None:
    """Questions, complaints, rates and other numbers set no limit."""
    assert read_limit(text) is None


@pytest.mark.parametrize(
    ("text", "amount", "currency", "days_ago", "note"), SPENDINGS, ids=[case[0] for case in SPENDINGS]
)
def test_spendings(text: str, amount: str, currency: Currency | None, days_ago: int, note: str) -> None:
    """Spending is read with its day and its note; a bare number keeps no currency."""
    assert read_spent(text) == Spent(Decimal(amount), currency, days_ago, note)
    assert read_limit(text) is None


@pytest.mark.parametrize("text", NO_SPENDINGS)
def test_no_spendings(text: str) -> None:
    """Questions, stories, other people's money and other things that can be spent are not booked."""
    assert read_spent(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("spent 0", Refusal.ZERO, id="zero"),
        pytest.param("spent -6", Refusal.NEGATIVE, id="negative"),
        pytest.param("spent 120 eur", Refusal.OTHER_CURRENCY, id="other-currency"),
        pytest.param("spent 1000000", None, id="a-million"),
        pytest.param("spent 1000000.01", Refusal.TOO_LARGE, id="more-than-a-million"),
        pytest.param("spent 0.000000000001", None, id="twelve-decimals"),
        pytest.param("spent 0.0000000000001", Refusal.MALFORMED, id="thirteen-decimals"),
        pytest.param("spent 5 on lunch and 4 on coffee", Refusal.SEVERAL, id="two-amounts"),
        pytest.param("花了0块", Refusal.ZERO, id="zero-zh"),
        pytest.param("花了60港币", Refusal.OTHER_CURRENCY, id="other-currency-zh"),
        pytest.param("花了几十块", Refusal.VAGUE, id="vague-zh"),
        pytest.param("花了两百万块", Refusal.TOO_LARGE, id="too-large-zh"),
    ],
)
def test_amounts_that_cannot_be_booked(text: str, reason: Refusal | None) -> None:
    """What is meant as spending and cannot be booked is answered, not passed on; the bounds belong to it."""
    found = read_spent(text)
    if reason is None:
        assert isinstance(found, Spent)
        return
    assert isinstance(found, Unclear)
    assert isinstance(found.reading, RefusedAmount)
    assert found.reading.reason is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("my limit is 0", Refusal.ZERO, id="zero"),
        pytest.param("预算-6", Refusal.NEGATIVE, id="negative"),
        pytest.param("my limit is 120 eur a month", Refusal.OTHER_CURRENCY, id="other-currency"),
        pytest.param("my budget is 1000001", Refusal.TOO_LARGE, id="too-large"),
        pytest.param("预算几百块", Refusal.VAGUE, id="vague"),
    ],
)
def test_amounts_that_cannot_be_a_limit(text: str, reason: Refusal) -> None:
    """The same for limits."""
    found = read_limit(text)
    assert isinstance(found, Unclear)
    assert isinstance(found.reading, RefusedAmount)
    assert found.reading.reason is reason


def test_two_readings_are_kept_with_day_and_note() -> None:
    """Which of them is meant is asked; day and note wait for the answer."""
    found = read_spent("yesterday I spent 1,6 usd on gpt")
    assert isinstance(found, Unclear)
    assert isinstance(found.reading, AmbiguousAmount)
    assert [reading.value for reading in found.reading.readings] == [Decimal("1.6"), Decimal(16)]
    assert (found.days_ago, found.note) == (1, "gpt")
    assert isinstance(read_limit("预算1,6"), Unclear)


def test_ranges_are_no_amount() -> None:
    """Neither end is taken."""
    for found in (read_spent("spent 10-20"), read_limit("my limit is 20-30 dollars")):
        assert isinstance(found, Unclear)
        assert isinstance(found.reading, AmountRange)


@pytest.mark.parametrize("text", ["my limit is 10 dollars a year", "每年预算110块", "yearly budget $300"])
def test_limits_for_other_periods(text: str) -> None:
    """A limit for a day or a week is not taken for one of a month."""
    assert read_limit(text) == OtherPeriod()


@pytest.mark.parametrize("text", ["spent 45 last week", "spent 3 usd on monday", "上个月花了110刀", "周三花了6块"])
def test_spending_on_other_days(text: str) -> None:
    """Money of another week is not booked for today."""
    assert read_spent(text) == OtherDay()


@pytest.mark.parametrize(
    ("words", "amount", "note"),
    [
        pytest.param("13.5", "13.5", "", id="bare"),
        pytest.param("13.5 gpt api", "13.5", "gpt api", id="note-behind"),
        pytest.param("lunch 13.5", "13.5", "lunch", id="note-before"),
        pytest.param("spent 13.5 on api", "13.5", "api", id="verb-again"),
        pytest.param("13.5 why is this so expensive?", "13.5", "why is this so expensive?", id="any-note"),
        pytest.param("95块 午饭", "95", "午饭", id="chinese"),
    ],
)
def test_behind_the_command_anything_with_an_amount_is_booked(words: str, amount: str, note: str) -> None:
    """Whoever chose /spent means it; the rest is the note as it was written."""
    found = read_spent(words, asked=True)
    assert isinstance(found, Spent)
    assert (found.amount, found.note) == (Decimal(amount), note)


def test_behind_the_command_a_long_note_is_cut_visibly() -> None:
    """200 characters are kept, the last one says that there were more."""
    found = read_spent("5 usd " + "x" * 300, asked=True)
    assert isinstance(found, Spent)
    assert found.note == "x" * 199 + "…"


@pytest.mark.parametrize("words", ["", "abc", "how do I set a limit", "🙂", "\u202e", "x" * 4096])
def test_behind_the_command_no_amount_is_refused(words: str) -> None:
    """Every command has an answer."""
    for found in (read_limit(words, asked=True), read_spent(words, asked=True)):
        assert isinstance(found, Unclear)
        assert isinstance(found.reading, RefusedAmount)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("my budget", True),
        ("set my monthly limit", True),
        ("show me my limit, please", True),
        ("设预算", True),
        ("设每月限额", True),
        ("我的限额", True),
        ("how do I set my limit", False),
        ("my limit is too low", False),
        ("my rate limit", False),
        ("怎么设限额", False),
        ("限额是什么", False),
    ],
)
def test_naming_the_limit(text: str, named: bool) -> None:
    """The limit alone shows its card; a question about it does not."""
    assert names_limit(text) is named


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("can you set my limit to 60?", False),
        ("把预算改成60好吗？", False),
        ("60 dollars", False),
        ("is 60 enough", True),
        ("60?", True),
        ("60刀够吗", True),
        ("多少合适", True),
    ],
)
def test_questions(text: str, question: bool) -> None:
    """A request in the form of a question is none."""
    assert is_question(text) is question


@given(st.text(max_size=260))
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing a person can type raises."""
    for asked in (False, True):
        read_limit(text, asked=asked)
        read_spent(text, asked=asked)
    names_limit(text)


_WORDS = (
    "my limit is 60 $5 a month set change to of = : please spent today on at most 想要 想 要 预算 限额 的"
    " 设 为 到 改成 每月 一个月 花了 花 又 一共 了 最多 以内 就行 就行了 好了 ¤ ≤ ，"
)
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=60), st.sampled_from(["", " "]))
def test_words_of_the_patterns_in_any_order_are_read_at_once(pieces: list[str], space: str) -> None:
    """No pattern goes astray between its own words."""
    text = space.join(pieces)[:200]
    start = time.perf_counter()
    read_limit(text)
    read_spent(text)
    names_limit(text)
    assert time.perf_counter() - start < 1
