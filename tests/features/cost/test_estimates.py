"""Estimates as a person meets them: the real handlers on the Bot API inside the process."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.console import script
from bot.console.botapi import BotApi
from bot.console.session import Session
from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.money import ExchangeRate, RateSource
from bot.core.person import Person
from bot.core.zones import zone
from bot.features.cost.handlers import CostHandlers
from bot.features.cost.prices import PriceBook
from bot.features.cost.rules import Encoding, TextSize
from bot.features.cost.tokens import CounterBusyError, TokenCounter, TokenizerFailedError
from bot.features.prefs.store import PeopleStore
from tests.fakes import make_service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.service import Service

START = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
PEOPLE = PeopleStore(Language.EN, "Asia/Shanghai", "gpt-5.4-mini")
RATE = ExchangeRate(Decimal("7.10"), RateSource.OPERATOR, dt.date(2026, 11, 20))
LONG = "hello " * 99 + "hello"  # 100 tokens
ESTIMATE = (
    "≈ $0.000075 · ¥0.000533 as input\n"
    "100 tokens × $0.75 per million\n"
    "The same text as output: $0.00045 · ¥0.0032\n"
    "With 500 tokens back (a guess, thinking comes on top): $0.00233 · ¥0.0165\n"
    "gpt-5.4-mini · 599 characters\n"
    "Prices of 12 Oct 2026 · 1 USD = 7.10 RMB (set by the operator, 20 Nov 2026)"
)


class RefusingCounter(TokenCounter):
    """Refuses every text."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    async def measure(self, text: str) -> TextSize:
        raise self.error


class Chat:
    """One person talks to a bot that can estimate and nothing else."""

    def __init__(self, api: BotApi, session: Session, database: Database) -> None:
        self.api, self._session, self._database = api, session, database

    @property
    def text(self) -> str:
        """What the bot said last."""
        return self.api.last_message(self._session.person).text

    @property
    def labels(self) -> list[str]:
        """The buttons under it."""
        return [button.label for row in self.api.last_message(self._session.person).rows for button in row]

    @property
    def answers(self) -> int:
        """How many messages the bot has sent."""
        return sum(message.from_bot for message in self.api.chat(self._session.person).messages)

    async def say(self, text: str) -> str:
        """Send a message and return the answer."""
        await self._session.take(script.Say(text))
        return self.text

    @property
    def toasts(self) -> list[str]:
        """The short notes over the chat."""
        calls = (call.params.get("text") for call in self.api.calls if call.method.lower() == "answercallbackquery")
        return [text for text in calls if text]

    async def use(self, model: str) -> None:
        """Make a model the person's, as the settings do."""
        await self._database.write(lambda tx: PEOPLE.set_model(tx, self._session.person.id, model))

    async def model(self) -> str | None:
        """Return the model that is stored as the person's."""
        stored = await self._database.read(lambda tx: PEOPLE.export(tx, self._session.person.id))
        return stored["model"] if stored else None

    async def forge(self, action: str) -> str:
        """Press a button of one's own making under the newest message; return what that message says then."""
        keyboard = self.api.last_message(self._session.person).keyboard
        assert keyboard is not None
        forged = replace(keyboard.rows[0][0], value=f"1e:{action}")
        self.api.last_message(self._session.person).keyboard = replace(keyboard, rows=((forged,),))
        return await self.press("1")

    async def press(self, label: str) -> str:
        """Press a button of the newest message and return what that message says then."""
        await self._session.take(script.Press(label, None))
        return self.text


@pytest.fixture
def counter() -> TokenCounter:
    """The counter of the bot; a test may parametrize another one."""
    return TokenCounter()


@pytest.fixture
async def chat(database: Database, clock: ManualClock, counter: TokenCounter) -> AsyncIterator[Chat]:
    """Open the chat; what a person chooses goes to the real table of people."""
    handlers = CostHandlers(PriceBook(), counter, lambda: RATE, PEOPLE.set_model)
    api = BotApi(clock.now)

    async def make() -> Service:
        return make_service(api, database, clock, features=(handlers.feature(),), otherwise=handlers.on_unrecognised)

    session = Session(api, clock, make, language_code="en")
    await session.start()
    yield Chat(api, session, database)
    assert not api.broken
    assert [call.error for call in api.calls if call.error is not None] == []


async def test_a_long_text(chat: Chat) -> None:
    """A text is estimated with the person's model; nobody takes it for a question."""
    assert await chat.say(LONG) == ESTIMATE
    assert chat.labels == ["Model ▾", "Compare"]


async def test_a_short_message_may_have_been_a_question(chat: Chat) -> None:
    """What nobody recognised is estimated, with a way to have it answered."""
    assert (await chat.say("is gpt-6 smarter than claude")).startswith("≈ $0.00000675 · ¥0.0000479 as input\n9 tokens")
    assert chat.labels == ["Model ▾", "Compare", "This was a question"]


@pytest.mark.parametrize("command", ["/estimate", "估算"])
async def test_a_command_with_a_text(chat: Chat, command: str) -> None:
    """Behind the command every text is a text, however short."""
    assert "\n2 tokens × " in await chat.say(f"{command} hello world")
    assert chat.labels == ["Model ▾", "Compare"]


async def test_a_bare_command_asks_and_takes_any_answer(chat: Chat) -> None:
    """The next message is the text; the one after it is an ordinary message again."""
    asked = await chat.say("/estimate")
    assert asked.startswith("Send the text: I count its tokens and say what it costs with gpt-5.4-mini.\nFor example: ")
    assert "\n2 tokens × " in await chat.say("hello world")
    assert chat.labels == ["Model ▾", "Compare"]
    await chat.say("hello world")
    assert "This was a question" in chat.labels


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("x" * 4_096, "512 tokens", id="the-longest-message"),
        pytest.param("<|endoftext|>", "7 tokens", id="special-token"),
        pytest.param("<b>&amp;</b>", "6 tokens", id="html"),
        pytest.param("🙂", "1 token ", id="one-emoji"),
        pytest.param("\u200f\u202eabc", "3 tokens", id="right-to-left"),
        pytest.param("a\x00b", "3 tokens", id="nul"),
        pytest.param("a\ud800b", "3 tokens", id="lone-surrogate"),
    ],
)
async def test_every_text_is_counted(chat: Chat, text: str, tokens: str) -> None:
    """Nothing that can be sent is rejected."""
    assert f"\n{tokens}" in await chat.say(text)


async def test_another_model(chat: Chat) -> None:
    """The list, a choice, and the way back: all in the same message, without the text."""
    await chat.say(LONG)
    assert await chat.press("Model ▾") == "Which model? Now it is gpt-5.4-mini. Cheapest first:"
    assert len(chat.labels) == 15
    assert "✓ gpt-5.4-mini" in chat.labels
    assert await chat.press("‹ Back") == ESTIMATE
    await chat.press("Model ▾")
    dear = await chat.press("gpt-6-astra")
    assert dear.startswith("≈ $0.001 · ¥0.0071 as input\n100 tokens × $10 per million\n")
    assert "gpt-6-astra · 599 characters · an estimate, counted with o200k_base\n" in dear
    assert chat.labels == ["Model ▾", "Compare", "Make it my model"]
    assert chat.answers == 1


async def test_an_encoding_of_its_own(chat: Chat) -> None:
    """Both counts are in the buttons: a model with the older encoding counts otherwise."""
    await chat.say("\n".join(["I'll wait, don't go."] * 50))
    before = chat.text
    await chat.press("Model ▾")
    after = await chat.press("text-embedding-3-small")
    assert "300 tokens × $0.75" in before
    assert "400 tokens × $0.02" in after
    assert chat.labels == ["Model ▾", "Make it my model"]


async def test_compare(chat: Chat) -> None:
    """The line-up, cheapest first, and the cheapest in one tap."""
    await chat.say(LONG)
    lines = (await chat.press("Compare")).splitlines()
    assert lines[0] == "This text, 500 tokens back, cheapest first"
    assert lines[1] == "gpt-6-luna     $0.00026   ×0.1"
    assert "gpt-5.4-mini   $0.00233   chosen" in lines
    assert len(lines) == 14
    assert "gpt-6-luna · 599 characters" in await chat.press("Take the cheapest")


async def test_a_model_of_ones_own(chat: Chat) -> None:
    """A second tap makes the model the person's; the next text is priced with it."""
    await chat.say(LONG)
    await chat.press("Model ▾")
    await chat.press("gpt-4o-mini")
    await chat.press("Make it my model")
    assert chat.toasts == ["gpt-4o-mini is your model now."]
    assert chat.labels == ["Model ▾", "Compare"]
    assert await chat.model() == "gpt-4o-mini"
    assert "gpt-4o-mini · 599 characters\n" in await chat.say(LONG)


@pytest.mark.parametrize(
    ("model", "answer", "labels"),
    [
        pytest.param(
            "gpt-6",
            "I have no OpenAI price for gpt-6. Which of these is it?",
            ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra"],
            id="unknown",
        ),
        pytest.param(
            "gpt-oss-120b",
            "gpt-oss-120b has open weights: OpenAI sells no API for it, so it has no OpenAI price. Another model?",
            list(PriceBook().line_up()),
            id="open-weights",
        ),
        pytest.param(
            "<nothing like it>",
            "I have no OpenAI price for <nothing like it>. Which of these is it?",
            list(PriceBook().line_up()),
            id="nothing-near",
        ),
    ],
)
async def test_a_model_without_a_price(chat: Chat, model: str, answer: str, labels: list[str]) -> None:
    """Nothing is made up: the person chooses a model that has a price, and the same text gets its cost."""
    await chat.say(LONG)
    await chat.use(model)
    assert await chat.say(LONG) == answer
    assert chat.labels == labels
    assert "\n100 tokens × " in await chat.press(labels[0])


async def test_the_example(chat: Chat) -> None:
    """The button under /start shows what an estimate looks like."""
    await chat.say(LONG)
    shown = await chat.forge("cost:example")
    assert shown.startswith(
        "For example: Sum up this e-mail in three points and write a friendly answer to it.\n≈ $0.000012"
    )
    assert shown.endswith("\nNow send a text of your own.")
    assert (await chat.forge("cost:ask")).startswith("Send the text")


@pytest.mark.parametrize(
    "action",
    [
        pytest.param("cost", id="nothing"),
        pytest.param("cost:", id="no-verb"),
        pytest.param("cost:use", id="no-counts"),
        pytest.param("cost:use:1.1.1", id="no-model"),
        pytest.param("cost:use:1.1:gpt-4o", id="two-counts"),
        pytest.param("cost:use:1.1.1:gpt-9", id="no-such-model"),
        pytest.param("cost:use:1.1.1:gpt-oss-20b", id="open-weights"),
        pytest.param("cost:mine:1.1.1:gpt-5-nano-pro", id="an-invented-model"),
        pytest.param("cost:what:1.1.1:gpt-4o", id="no-such-verb"),
        pytest.param("cost:compare:1.1.1:text-embedding-3-small", id="nothing-to-compare"),
    ],
)
async def test_forged_buttons(chat: Chat, action: str) -> None:
    """A button that the bot never made changes nothing and says that it is old."""
    await chat.say(LONG)
    assert await chat.forge(action) == ESTIMATE
    assert chat.toasts == ["This button is from an older version. /start shows the present ones."]
    assert await chat.model() is None


@pytest.mark.parametrize(
    ("counter", "answer"),
    [
        pytest.param(
            RefusingCounter(CounterBusyError()),
            "Many texts are being counted right now. Send yours again in a minute.",
            id="too-many-texts",
        ),
        pytest.param(
            RefusingCounter(TokenizerFailedError(Encoding.O200K, 1_000_000)),
            "I cannot count this text. Take out very long runs of spaces and send it again.",
            id="a-panic",
        ),
    ],
)
async def test_a_text_that_is_not_counted(chat: Chat, answer: str) -> None:
    """The person learns why; after a bare /estimate the question stays open for the next try."""
    assert await chat.say(LONG) == answer
    await chat.say("/estimate")
    assert await chat.say("hello") == answer


def test_prices_for_other_answers() -> None:
    """Three models, a small, a middle and a large one, with the date."""
    handlers = CostHandlers(PriceBook(), TokenCounter(), lambda: RATE, PEOPLE.set_model)
    assert str(handlers.price_table(translator(Language.EN))).splitlines() == [
        "gpt-6-luna: $0.10 in, $0.50 out",
        "gpt-5.4-mini: $0.75 in, $4.50 out",
        "gpt-6-astra: $10 in, $50 out",
        "Per 1 million tokens, prices of 12 Oct 2026",
    ]


def test_the_recogniser_takes_everything() -> None:
    """It is asked last; only a message without a word in it is nobody's."""
    handlers = CostHandlers(PriceBook(), TokenCounter(), lambda: RATE, PEOPLE.set_model)
    person = Person(1, Language.EN, zone("Asia/Shanghai"), zone_is_chosen=False, model="gpt-5.4-mini", known=True)
    assert handlers.recognise("anything", person, START) == handlers.on_unrecognised
    assert handlers.recognise(" \n\u3000", person, START) is None
