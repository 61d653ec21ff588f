from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts.reading import plain
from bot.core.han import simplified
from bot.core.language import Language
from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.features.exchange.charges import Charges
from bot.features.exchange.rates import Rates
from bot.features.exchange.topup import NoSum, Offer, Sum, read_offer, read_part, read_topup
from bot.features.faq.content import library

RATES = Rates(ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None), None, dt.date(2026, 11, 23))


def said(text: str, *, asked: bool = False) -> str | None:
    """Return what a message asks for: ``500 CNY at 7.25 + 1.5% + 5``, ``400 for 50``, ``!piece``."""
    match read_topup(text, asked=asked):
        case Sum(money, rate, percent, fixed):
            parts = [f" at {plain(rate)}" if rate else "", f" + {percent}%" if percent is not None else ""]
            return f"{plain(money.amount)} {money.currency.value}{''.join(parts)}{f' + {fixed}' if fixed else ''}"
        case Offer(price, credit):
            return f"{plain(price.amount)} for {plain(credit.amount)}"
        case NoSum(_, piece, choices):
            return f"?{len(choices)}" if choices else f"!{piece}"
        case None:
            return None


@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ("I pay 500 RMB, what arrives?", "500 CNY"),
        ("I pay 500, what arrives?", "500 CNY"),
        ("if I pay ¥500 how much credit do I get", "500 CNY"),
        ("how much credit do I get for 500 rmb", "500 CNY"),
        ("how many dollars arrive if I pay 1000 yuan", "1000 CNY"),
        ("充500到账多少", "500 CNY"),
        ("充500能到多少刀", "500 CNY"),
        ("充500块到账多少美元", "500 CNY"),
        ("500块能充多少", "500 CNY"),
        ("付1000能得到多少额度", "1000 CNY"),
        ("充值五百块，能到账多少？", "500 CNY"),
        ("I need $50 of credit, what do I pay?", "50 USD"),
        ("what does $20 of credit cost me in rmb", "20 USD"),
        ("top up $20, how much rmb do I pay", "20 USD"),
        ("what will I pay for $100 of credit?", "100 USD"),
        ("充50刀要付多少人民币", "50 USD"),
        ("充50刀要多少钱", "50 USD"),
        ("充50要付多少", "50 USD"),
        ("充50刀到账多少", "50 USD"),
        ("我要50美元的额度，得付多少", "50 USD"),
        ("买50刀额度要多少块", "50 USD"),
        ("要充20美元，信用卡手续费1.5%，一共要付多少人民币", "20 USD + 1.5%"),
        ("pay 500 rmb with 1.5% fee and 5 fixed, what arrives", "500 CNY + 1.5% + 5"),
        ("I pay 500 RMB at 7.25 with 1.5% fee, what arrives?", "500 CNY at 7.25 + 1.5%"),
        ("pay 500 rmb, rate 7.3, 2% fee and 5 rmb fixed - how much credit do I get", "500 CNY at 7.3 + 2% + 5"),
        ("充500块，手续费3%加每笔5块，能到账多少刀", "500 CNY + 3% + 5"),
        ("充500，汇率 7.25，手续费 1.5%，到账多少", "500 CNY at 7.25 + 1.5%"),
    ],
)
def test_what_arrives_and_what_it_costs(text: str, asked_for: str) -> None:
    """RMB are paid, dollars are wanted; rate and fees may stand in the same message."""
    assert said(text) == asked_for


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("agent wants 400 for $50", "400 for 50"),
        ("an agent asks 400 yuan for 50 dollars of credit", "400 for 50"),
        ("is ¥400 for $50 a good deal?", "400 for 50"),
        ("someone sells $50 credit for 400 rmb", "400 for 50"),
        ("he charges 180 yuan for 20 dollars", "180 for 20"),
        ("the seller wants 8 rmb per dollar", "8 for 1"),
        ("代充 400 块给 50 刀划算吗", "400 for 50"),
        ("代充400给50刀", "400 for 50"),
        ("代充 400 给 50", "400 for 50"),
        ("50刀卖400贵不贵", "400 for 50"),
        ("淘宝代充 $20 要 180 块，贵不贵？", "180 for 20"),
        ("闲鱼 $50 卖 ¥380", "380 for 50"),
        ("代充8块一刀贵吗", "8 for 1"),
    ],
)
def test_an_agents_offer(text: str, offer: str) -> None:
    """The RMB are the price, the dollars the credit, whichever comes first."""
    assert said(text) == offer


@pytest.mark.parametrize(
    "text",
    [
        "100 usd to rmb",
        "500 rmb in usd",
        "spent 500 on api",
        "I paid 500 RMB but nothing arrived",
        "why did $50 of credit not arrive?",
        "充了500块怎么还没到账",
        "代充收了400块说给50刀，人跑路了",
        "how do I pay?",
        "how much does ChatGPT Plus cost, $20?",
        "what is the smallest top up, $5?",
        "最低充多少",
        "充50刀能用多久",
        "agent wants $60 for $50",
        "shop offers 100 dollars of credit for 40, fine?",
        "agent wants 400",
        "代充靠谱吗",
        "I pay 500 RMB, what arrives? " * 10,
        "I pay 500 RMB,\nwhat arrives?",
        "",
    ],
)
def test_other_messages_are_left_alone(text: str) -> None:
    """Conversions, spending, complaints and questions have their own answers."""
    assert said(text) is None


def test_billing_questions_keep_their_answers() -> None:
    """Of all the example questions of the billing answers only such as ask for a price in RMB are worked out."""
    entries = [entry for language in Language for entry in library().all(language)]
    taken = {simplified(each) for entry in entries for each in entry.examples if read_topup(each) is not None}
    assert taken <= {"充 20 刀折合多少人民币", "agent quotes 7.9 per dollar, what's the normal rate"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I pay 1,5 rmb, what arrives?", "?2"),
        ("充500，手续费 80%，到账多少", "!80%"),
        ("I pay 500 rmb at 700, what arrives?", "!700"),
        ("I pay 2000000 rmb, what arrives?", "!2000000 rmb"),
        ("I pay 0.00001 rmb, what arrives?", "!0.00001 rmb"),
        ("I pay 100-200 rmb, what arrives?", "!100-200 rmb"),
        ("I pay 50 eur, what arrives?", "!50 eur"),
        ("I pay -5 rmb, what arrives?", "!-5 rmb"),
    ],
)
def test_what_cannot_be_worked_out_is_quoted(text: str, answer: str) -> None:
    """Two readings are asked back; anything else names the piece that broke."""
    assert said(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("500", "500 CNY"), ("$50", "50 USD"), ("400 for $50", "400 for 50"), ("banana", "!banana"), ("", "!")],
)
def test_after_the_command_a_lone_amount_is_enough(text: str, answer: str) -> None:
    """RMB are paid, dollars are wanted."""
    assert said(text, asked=True) == answer


@pytest.mark.parametrize(
    ("text", "offer"),
    [("400 for $50", "400 50"), ("380 50刀", "380 50"), ("400/50", "400 50"), ("¥400 $50", "400 50"),
     ("8 rmb per dollar", "8 1"), ("400", None), ("$50", None), ("banana", None), ("5 for 4", None),
     ("$60 $50", None), ("¥9999999 for $50", None)],
)  # fmt: skip
def test_an_offer_that_was_asked_for(text: str, offer: str | None) -> None:
    """Two amounts are enough, as long as one is RMB and the other dollars."""
    read = read_offer(text)
    assert (f"{plain(read.price.amount)} {plain(read.credit.amount)}" if read else None) == offer


@pytest.mark.parametrize(
    ("part", "text", "packed"),
    [
        ("fee", "1.8%", "p:500::1.8:"),
        ("fee", "1.8", "p:500::1.8:"),
        ("fee", "0", "p:500::0:"),
        ("fee", "51", None),
        ("fix", "8", "p:500:::8"),
        ("fix", "8块", "p:500:::8"),
        ("fix", "¥8.50", "p:500:::8.5"),
        ("fix", "1001", None),
        ("per", "7.3", "p:500:7.3::"),
        ("per", "700", None),
        ("per", "how do I get a refund", None),
        ("fee", "spent 20 on api", None),
        ("other", "8", None),
    ],
)
def test_a_part_that_was_asked_for(part: str, text: str, packed: str | None) -> None:
    """Only the value itself is an answer; any other message is not trapped."""
    changed = read_part(part, text, Sum(Money(Decimal(500), Currency.CNY)))
    assert (changed.pack() if changed else None) == packed


SUMS = st.builds(
    Sum,
    st.builds(Money, st.decimals(min_value=Decimal("0.0001"), max_value=10**6, places=4), st.sampled_from(Currency)),
    st.none() | st.decimals(min_value=1, max_value=100, places=6),
    st.none() | st.decimals(min_value=0, max_value=50, places=4),
    st.none() | st.decimals(min_value=0, max_value=1000, places=2),
)


@given(SUMS)
def test_a_button_holds_the_whole_sum(asked: Sum) -> None:
    """And fits into what Telegram carries."""
    packed = asked.pack()
    assert len(f"exchange:askoffer:{packed}") <= 61
    assert Sum.unpack(packed.split(":")) == asked


@pytest.mark.parametrize(
    "packed",
    ["", "p", "p:500", "x:500:::", "p:0:::", "p:-5:::", "p:500:0.5::", "p:500::51:", "p:500:::1001", "p:1e5:::",
     "p:500::::", "p:99999999:::", "p:5.12345:::", "p:５００:::", "n:nan:::"],
)  # fmt: skip
def test_a_made_up_button_is_none(packed: str) -> None:
    """Whatever somebody puts into the data of a button."""
    assert Sum.unpack(packed.split(":")) is None


@pytest.mark.parametrize("packed", ["", "400", "400:0", "400:50:1", "a:b", "-400:50", "99999999:50"])
def test_a_made_up_offer_is_none(packed: str) -> None:
    """The same for offers."""
    assert Offer.unpack(packed.split(":")) is None


def test_what_an_offer_comes_to() -> None:
    """The rate it makes, and how far it is from what the reference asks."""
    offer = Offer(Money(Decimal(400), Currency.CNY), Money(Decimal(50), Currency.USD))
    reference = RATES.operator.convert(offer.credit, Currency.CNY)
    assert offer.cny_per_usd == Decimal(8)
    assert offer.above(reference) == Money(Decimal(45), Currency.CNY)
    assert round(offer.percent_above(reference), 2) == Decimal("12.68")


@pytest.mark.parametrize(("price", "below"), [("319.5", True), ("319.51", False), ("400", False)])
def test_a_tenth_below_the_reference_is_far_below(price: str, below: bool) -> None:
    """A little less can come from the day of the rate."""
    offer = Offer(Money(Decimal(price), Currency.CNY), Money(Decimal(50), Currency.USD))
    assert offer.is_below(Money(Decimal(355), Currency.CNY)) is below


def test_what_is_not_named_is_as_usual() -> None:
    """A sum changes only the part that it names."""
    usual = Charges(Decimal("7.25"), Decimal("1.5"), Decimal(5))
    asked = Sum(Money(Decimal(500), Currency.CNY), percent=Decimal(0))
    assert asked.charges(usual) == Charges(Decimal("7.25"), Decimal(0), Decimal(5))


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80), st.booleans())
def test_no_text_breaks_the_reader(text: str, asked: bool) -> None:
    """Anything is a sum, an offer, a refusal or nothing."""
    read_topup(text, asked=asked)
    read_offer(text)
    read_part("fee", text, Sum(Money(Decimal(500), Currency.CNY)))
