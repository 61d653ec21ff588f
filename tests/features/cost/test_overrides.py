from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from bot.features.cost.overrides import OverridesError
from bot.features.cost.prices import PriceBook, UnknownModelError, open_book
from bot.features.cost.rules import Call, NoTierPriceError, PriceChange, Rates, Tier, cost_of

ROOT = Path(__file__).parents[3]
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ASTRA = '[models."gpt-6-astra"]\nsince = 2026-11-20\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of a test lies."""
    return tmp_path / "prices.toml"


def book(path: Path, text: str) -> PriceBook:
    """Return the prices with a file's above them."""
    path.write_text(text, encoding="utf-8")
    return open_book(path, TODAY)


def rates(usd: str, cached: str | None, output: str) -> Rates:
    """Return prices per 1,000,000 tokens."""
    return Rates(Decimal(usd), None if cached is None else Decimal(cached), Decimal(output))


def test_a_single_price(path: Path) -> None:
    """What is given stands, with its own date and a mark; what is not given stays as it is."""
    card = book(path, ASTRA + 'output = "45.5"\n').price("gpt-6-astra", NOW)
    assert card.standard == rates("10", "1", "45.5")
    assert card.long_context == ((272_000, rates("20", "2", "75")),)
    assert (card.checked_on, card.is_overridden) == (dt.date(2026, 11, 20), True)
    plain = PriceBook().price("gpt-6-astra", NOW)
    assert (plain.standard, plain.is_overridden) == (rates("10", "1", "50"), False)


@pytest.mark.parametrize("number", ['"0.05"', "0.05"])
def test_prices_are_exact(path: Path, number: str) -> None:
    """With or without quotes: no binary fraction comes near a price."""
    card = book(path, ASTRA + f"cached = {number}\n").price("gpt-6-astra", NOW)
    assert card.standard.cached_usd_per_mtok == Decimal("0.05")


def test_tiers_and_levels(path: Path) -> None:
    """Each tier and each level of long requests can be set by itself."""
    text = ASTRA + 'batch = { input = "4", long = { output = "30" } }\nlong = { input = "18" }\n'
    made = book(path, text)
    assert made.price("gpt-6-astra", NOW).long_context == ((272_000, rates("18", "2", "75")),)
    batch = made.price("gpt-6-astra", NOW, Tier.BATCH)
    assert batch.standard == rates("4", "0.5", "25")
    assert batch.long_context == ((272_000, rates("10", "1", "30")),)
    assert (batch.is_overridden, made.price("gpt-6-astra", NOW, Tier.FLEX).is_overridden) == (True, False)


def test_a_level_of_ones_own_has_to_be_complete(path: Path) -> None:
    """The data have a level above 272,000 only, so one above 200,000 needs input and output."""
    with pytest.raises(OverridesError, match="so input and output are needed"):
        book(path, ASTRA + 'long = { above = 200_000, input = "15" }\n')
    whole = book(path, ASTRA + 'long = { above = 200_000, input = "15", output = "60" }\n')
    levels = whole.price("gpt-6-astra", NOW).long_context
    assert [above for above, _ in levels] == [200_000, 272_000]
    assert cost_of(whole.price("gpt-6-astra", NOW), Call(200_001)).total.amount == Decimal("3.000015")


@pytest.mark.parametrize(
    ("at", "usd", "overridden", "change"),
    [
        pytest.param("2026-11-19T23:59:59+00:00", "10", False, dt.date(2026, 11, 20), id="the-day-before"),
        pytest.param("2026-11-20T00:00:00+00:00", "9", True, None, id="on-the-day"),
        pytest.param("2026-11-20T07:59:59+08:00", "10", False, dt.date(2026, 11, 20), id="the-day-is-that-of-utc"),
    ],
)
def test_prices_hold_from_a_day_on(path: Path, at: str, usd: str, overridden: bool, change: dt.date | None) -> None:
    """Before it the price is that of the data, and the card says what comes."""
    card = book(path, ASTRA + 'input = "9"\n').price("gpt-6-astra", dt.datetime.fromisoformat(at))
    assert (card.standard.input_usd_per_mtok, card.is_overridden) == (Decimal(usd), overridden)
    assert card.next_change == (None if change is None else PriceChange(change, rates("9", "1", "50")))


def test_a_row_is_set_with_all_its_names(path: Path) -> None:
    """Snapshots and aliases follow the model they are priced as; an alias set by itself leaves the others alone."""
    row = book(path, '[models."gpt-5.6-sol"]\nsince = 2026-11-20\ninput = "5"\n')
    for name in ("gpt-5.6-sol", "gpt-5.6", "gpt-5.6-sol-2026-07-09"):
        assert row.price(name, NOW).standard.input_usd_per_mtok == 5
    alias = book(path, '[models."gpt-5.6"]\nsince = 2026-11-20\ninput = "5"\n')
    assert [alias.price(name, NOW).standard.input_usd_per_mtok for name in ("gpt-5.6", "gpt-5.6-sol")] == [5, 4]


NEW = """[models." GPT-7-Nova "]
since = 2026-11-20
input = "3"
output = "12"
reasoning = true
context_window = 2_000_000
max_output = 256_000
ends_on = 2027-12-31
successor = "gpt-6-astra"
flex = { input = "1.5", output = "6" }
"""


def test_a_model_of_ones_own(path: Path) -> None:
    """A model that the data do not know has what the file says and nothing else."""
    made = book(path, NEW)
    card = made.price("gpt-7-nova", NOW)
    assert (card.model, card.priced_as, card.standard) == ("gpt-7-nova", "gpt-7-nova", rates("3", None, "12"))
    assert (card.thinks, card.context_window, card.max_output) == (True, 2_000_000, 256_000)
    assert (card.ends_on, card.successor) == (dt.date(2027, 12, 31), "gpt-6-astra")
    assert made.tiers("gpt-7-nova", NOW) == (Tier.STANDARD, Tier.FLEX)
    assert "gpt-7-nova" in made.names()
    assert made.nearest("gpt-7-nov")[0] == "gpt-7-nova"
    with pytest.raises(NoTierPriceError):
        made.price("gpt-7-nova", NOW, Tier.BATCH)


def test_a_model_of_ones_own_before_its_day_and_its_likes(path: Path) -> None:
    """Before its day it has no price; a longer name is another model."""
    made = book(path, NEW)
    with pytest.raises(NoTierPriceError) as caught:
        made.price("gpt-7-nova", dt.datetime(2026, 11, 19, 23, tzinfo=dt.UTC))
    assert caught.value.since == dt.date(2026, 11, 20)
    for name in ("gpt-7-nova-mini", "gpt-7-nova-2026-11-20", "gpt-7"):
        with pytest.raises(UnknownModelError):
            made.price(name, NOW)


def test_a_fine_tune_of_ones_own(path: Path) -> None:
    """It is set by its base; who tuned it does not matter."""
    text = '[models."ft:gpt-4.1-2025-04-14"]\nsince = 2026-11-20\ninput = 3\noutput = 12\n'
    card = book(path, text).price("ft:gpt-4.1-2025-04-14:acme:shop:9xYz", NOW)
    assert (card.model, card.standard) == ("ft:gpt-4.1-2025-04-14", rates("3", None, "12"))


def test_open_weights_can_be_given_a_price(path: Path) -> None:
    """Whoever serves them pays somebody."""
    made = book(path, '[models.gpt-oss-20b]\nsince = 2026-11-20\ninput = "0.03"\noutput = "0.14"\n')
    assert made.price("gpt-oss-20b", NOW).standard == rates("0.03", None, "0.14")
    with pytest.raises(UnknownModelError):
        made.price("gpt-oss-120b", NOW)


def test_prices_that_hold_already_are_those_of_other_answers(path: Path) -> None:
    """The day of the newest price moves with them, and not with those of a day to come."""
    assert book(path, ASTRA + "input = 9\n").as_of.date() == dt.date(2026, 11, 20)
    later = ASTRA.replace("11-20", "12-20") + "input = 9\n"
    assert book(path, later).as_of == PriceBook().as_of


def test_the_example_of_the_readme_can_be_used(path: Path) -> None:
    """In both languages it is the same, and it means what the text around it says."""
    examples = {
        re.findall(r"```toml\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)[0]
        for name in ("README.md", "README.zh.md")
    }
    (example,) = examples
    made = book(path, example)
    day = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert made.price("gpt-6-astra", day).standard == rates("9", "0.9", "45")
    assert made.price("gpt-6-astra", day).long_context == ((272_000, rates("18", "1.8", "67.5")),)
    assert made.price("gpt-6-astra", day, Tier.BATCH).standard == rates("4.5", "0.5", "22.5")


def test_without_a_file_nothing_is_read() -> None:
    """The data wait until they are needed."""
    assert not open_book(None, TODAY).is_loaded


def test_an_empty_file_is_fine(path: Path) -> None:
    """No price of one's own."""
    assert book(path, "\ufeff# nothing yet\n").price("gpt-6-astra", NOW).is_overridden is False


PRICE = 'it must be a price above 0 and at most 10,000, such as "0.05".'
DAY = "it must be a day such as 2026-12-01."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(ASTRA + "input = -1\n", f", line 3: models.gpt-6-astra.input is -1; {PRICE}", id="negative"),
        pytest.param(ASTRA + "input = 0\n", f", line 3: models.gpt-6-astra.input is 0; {PRICE}", id="never-free"),
        pytest.param(ASTRA + "input = 10_001\n", f", line 3: models.gpt-6-astra.input is 10001; {PRICE}", id="dear"),
        pytest.param(ASTRA + 'input = "nan"\n', f", line 3: models.gpt-6-astra.input is NaN; {PRICE}", id="nan"),
        pytest.param(ASTRA + 'input = "9 $"\n', f", line 3: models.gpt-6-astra.input is '9 $'; {PRICE}", id="sign"),
        pytest.param(ASTRA + "input = inf\n", f", line 3: models.gpt-6-astra.input is Infinity; {PRICE}", id="inf"),
        pytest.param(ASTRA + "input = true\n", f", line 3: models.gpt-6-astra.input is True; {PRICE}", id="boolean"),
        pytest.param(
            ASTRA + "output = 0.0000001\n", f", line 3: models.gpt-6-astra.output is 1E-7; {PRICE}", id="seven-decimals"
        ),
        pytest.param(
            ASTRA + 'inptu = "1"\n',
            ", line 3: models.gpt-6-astra.inptu is no known key; known are input, cached, output, long, since, batch, "
            "flex, fast, reasoning, context_window, max_output, ends_on, successor.",
            id="a-typing-error-in-a-key",
        ),
        pytest.param(
            ASTRA + '\n[models."gpt-6-astra".fast.long]\nabov = 1\n',
            ", line 5: models.gpt-6-astra.fast.long.abov is no known key; known are input, cached, output, above.",
            id="in-an-inner-table",
        ),
        pytest.param(
            ASTRA + 'batch = { since = "1" }\n',
            ", line 3: models.gpt-6-astra.batch.since is no known key; known are input, cached, output, long.",
            id="a-key-of-another-table",
        ),
        pytest.param("[model.x]\n", ", line 1: model is no known key; known are models.", id="not-the-table"),
        pytest.param("models = 3\n", ", line 1: models is 3; it must be a table.", id="no-table"),
        pytest.param("[models.x]\ninput=1\n", f", line 1: models.x.since is missing; {DAY}", id="no-day"),
        pytest.param("[models.x]\nsince = 5\n", f", line 2: models.x.since is 5; {DAY}", id="a-number-for-a-day"),
        pytest.param(
            '[models."gpt-9.5"]\nsince = 2026-11-20T08:00:00Z\n', ', line 2: models."gpt-9.5".since is datetime',
            id="a-time-for-a-day",
        ),
        pytest.param(
            ASTRA + 'reasoning = "yes"\n', ", line 3: models.gpt-6-astra.reasoning is 'yes'; it must be true or false.",
            id="no-boolean",
        ),
        pytest.param(
            ASTRA + "max_output = 0\n",
            ", line 3: models.gpt-6-astra.max_output is 0; it must be a whole number from 1 to 1,000,000,000.",
            id="no-output",
        ),
        pytest.param(
            '[models."my model"]\nsince = 2026-11-20\n', ", line 1: 'my model' is no name of a model.", id="no-name"
        ),
        pytest.param(
            "[models.x]\nsince = 2026-11-20\n[models.X]\nsince = 2026-11-20\n", ", line 3: 'X' is there twice.",
            id="twice",
        ),
        pytest.param("[models.x\n", " is no TOML: Expected ']' at the end of a table declaration", id="no-toml"),
        pytest.param(
            "[models.x]\nsince = 2026-11-20\nbatch = { input = 1, output = 2 }\n",
            ", line 1: x is not in the data, so input and output are needed.",
            id="a-new-model-without-a-standard-price",
        ),
        pytest.param(
            "[models.x]\nsince = 2026-11-20\ninput = 1\n",
            ", line 1: x has no complete standard price in the data, so input and output are needed.",
            id="a-new-model-without-output",
        ),
        pytest.param(
            "\n[models.gpt-5-pro]\nsince = 2026-11-20\nfast = { input = 1 }\n",
            ", line 2: gpt-5-pro has no complete fast price in the data, so input and output are needed.",
            id="a-new-tier-without-output",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used(path: Path, text: str, complaint: str) -> None:
    """One sentence: the file, the line, the key, what it is and what may stand there."""
    with pytest.raises(OverridesError) as caught:
        book(path, text)
    assert str(caught.value).startswith(f"{path}{complaint}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(b"\xff\xfe", " is not UTF-8.", id="another-encoding"),
        pytest.param(b"#" * 1_000_001, " is larger than 1,000,000 bytes.", id="too-large"),
        pytest.param(b"x = " + b"[" * 100_000, " is no TOML: ", id="nested-without-end"),
        pytest.param(b"x = " + b"9" * 5_000, " is no TOML: ", id="a-number-without-end"),
        pytest.param(None, " cannot be read: No such file or directory.", id="not-there"),
    ],
)
def test_a_file_that_cannot_be_read(path: Path, content: bytes | None, complaint: str) -> None:
    """Whatever it is, the operator reads a sentence."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OverridesError) as caught:
        open_book(path, TODAY)
    assert str(caught.value).startswith(f"{path}{complaint}")
