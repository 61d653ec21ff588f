from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.i18n import translator
from bot.core.language import Language
from bot.features.exchange.charges import Charges
from bot.features.exchange.named import Named, NotCharges, find_charges, read_charges, read_rate
from bot.features.exchange.rate_views import charges as shown

OPERATOR = Decimal("7.10")


def said(text: str) -> str:
    """Return what is read in a message, in the notation of the tables."""
    reading = read_charges(text, OPERATOR)
    if isinstance(reading, NotCharges):
        return f"?{reading.piece}"
    return f"{reading.cny_per_usd} {reading.percent} {reading.fixed}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("7.25", "7.25 0 0"),
        ("7.25 + 1.5%", "7.25 1.5 0"),
        ("7.25+1.5%+5 fixed", "7.25 1.5 5"),
        ("7.25 + 1.5 % + ¥5 fixed", "7.25 1.5 5"),
        ("7.25 + 1.5 % + ¥5", "7.25 1.5 5"),
        ("7.25 + ¥5", "7.25 0 5"),
        ("７．２５ ＋ １．５％", "7.25 1.5 0"),
        ("7.25 加 1.5% 手续费", "7.25 1.5 0"),
        ("7.25 手续费百分之一点五", "7.25 1.5 0"),
        ("汇率 7.25 手续费 1.5%", "7.25 1.5 0"),
        ("1.5%手续费 汇率7.25", "7.25 1.5 0"),
        ("7.25 加 1.5% 手续费 加 5 块固定", "7.25 1.5 5"),
        ("7.25，手续费1.5%，每笔5元", "7.25 1.5 5"),
        ("按7.25算，另加1.5个点", "7.25 1.5 0"),
        ("my rate is 7.3", "7.3 0 0"),
        ("my card charges 7.25 + 1.5% + 5 fixed", "7.25 1.5 5"),
        ("my card charges 7.25 plus 1.5 percent and a fixed fee of 5 rmb", "7.25 1.5 5"),
        ("7.25, 1.5% fee, ¥5 per payment", "7.25 1.5 5"),
        ("1 usd = 7.25 rmb plus 1.5%", "7.25 1.5 0"),
        ("7.25 rmb per dollar", "7.25 0 0"),
        ("一刀7.25", "7.25 0 0"),
        ("7.25元 + 5元", "7.25 0 5"),
        ("7,25", "7.25 0 0"),
        ("1.5%", "7.10 1.5 0"),
        ("5 fixed", "7.10 0 5"),
        ("0%", "7.10 0 0"),
        ("1", "1 0 0"),
        ("100", "100 0 0"),
        ("7.25 + 50% + 1000 fixed", "7.25 50 1000"),
        ("7.25 + ¥1,000", "7.25 0 1000"),
    ],
)
def test_a_rate_and_fees_in_one_line(text: str, read: str) -> None:
    """Rate, percent and fixed fee in any order; what is not named is the operator's rate and no fee."""
    assert said(text) == read


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("7.25 + 5", "5"),
        ("7.25 1.5", "1.5"),
        ("7.25 + 1.5% + 2%", "2%"),
        ("7.25 + 51%", "51%"),
        ("7.25 + 1001 fixed", "1001"),
        ("7.25 + ¥1,001", "¥1,001"),
        ("7,250", "7,250"),
        ("7.25 - 1%", "- 1%"),
        ("7.25 + $5 fixed", "$5"),
        ("0", "0"),
        ("0.99", "0.99"),
        ("100.01", "100.01"),
        ("700", "700"),
        ("-7", "-7"),
        ("7.25.1", "7.25.1"),
        ("how do I top up $5", "$5"),
        ("7.25 banana", "banana"),
        ("banana", "banana"),
        ("1e1", "1"),
        ("", ""),
        ("7.25 " * 50, ""),
    ],
)
def test_what_is_no_rate_and_no_fee_is_quoted(text: str, piece: str) -> None:
    """The piece that broke is named; nothing is guessed."""
    assert said(text) == f"?{piece}"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("7.12", "7.12"), ("7,12", "7.12"), ("1 usd = 7.12 rmb", "7.12"), ("1刀=7.12", "7.12"), ("7.12元", "7.12"),
        ("汇率7.12", "7.12"), ("１", "1"), ("100", "100"), ("7.123456", "7.123456"), ("7.1234567", None), ("0", None),
        ("-1", None), ("700", None), ("0.99", None), ("100.01", None), ("text", None), ("", None), ("7.12 + 1%", None),
        ("1.5%", None), ("7.12.3", None), ("nan", None), ("5 fixed", None),
    ],
)  # fmt: skip
def test_the_operators_rate_alone(text: str, rate: str | None) -> None:
    """From 1 to 100 with at most six decimals, and nothing else in the message."""
    assert read_rate(text) == (Decimal(rate) if rate else None)


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("pay 500 rmb with 1.5% fee and 5 fixed", ("1.5", "5", None), "pay 500 rmb with fee and"),
        ("充500，手续费3%，每笔5块，到账多少", ("3", "5", None), "充500,手续费 , ,到账多少"),
        ("500 rmb at 7.25, what arrives?", (None, None, "7.25"), "500 rmb , what arrives?"),
        ("I pay 500 RMB, what arrives?", (None, None, None), "i pay 500 rmb, what arrives?"),
    ],
)
def test_charges_are_cut_out_of_a_question(text: str, named: tuple[str | None, ...], rest: str) -> None:
    """The amount stays; only what has its word beside it is a rate or a fee."""
    found = find_charges(text)
    assert isinstance(found, Named)
    values = (found.percent, found.fixed, found.cny_per_usd)
    assert values == tuple(Decimal(each) if each else None for each in named)
    assert " ".join(found.rest.split()) == rest


CHARGES = st.builds(
    Charges,
    st.decimals(min_value=1, max_value=100, places=4),
    st.decimals(min_value=0, max_value=50, places=2),
    st.decimals(min_value=0, max_value=1000, places=2),
)


@given(CHARGES, st.sampled_from(Language))
def test_charges_as_shown_can_be_sent_back(charges: Charges, language: Language) -> None:
    """What the bot shows of a person's charges is what they may type."""
    assert read_charges(shown(translator(language), charges), OPERATOR) == charges


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Anything is charges within their bounds, or is not."""
    read_rate(text)
    find_charges(text)
    reading = read_charges(text, OPERATOR)
    if isinstance(reading, Charges):
        assert 1 <= reading.cny_per_usd <= 100
        assert 0 <= reading.percent <= 50
        assert 0 <= reading.fixed <= 1000
