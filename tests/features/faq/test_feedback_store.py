"""What is kept of feedback, over a real database file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.core.language import Language
from bot.features.faq import store as store_module
from bot.features.faq.gaps import Gap, GapCount, Gaps, KeptQuestion, Opinions, Vote, clean_question, to_csv
from bot.features.faq.store import MOST_QUESTIONS, FeedbackStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.db.database import Database, Transaction

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
ANNA, BEN = 7_000_000_001, 7_000_000_002  # beyond 32 bits, as Telegram's are
EN, ZH = Language.EN, Language.ZH


@pytest.fixture
def store() -> FeedbackStore:
    """The store under test."""
    return FeedbackStore()


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A connection to the same file, for tests that need no thread."""
    connection = sqlite3.connect(database.path, isolation_level=None)
    yield connection
    connection.close()


async def test_gaps_are_counted_by_utc_day_language_and_kind(store: FeedbackStore, tx: Transaction) -> None:
    """00:30 in Shanghai is still the day before in UTC; each language and kind has its own number."""
    shanghai = dt.timezone(dt.timedelta(hours=8))
    store.count_gap(tx, Gap.NONE, ZH, dt.datetime(2026, 11, 23, 0, 30, tzinfo=shanghai))
    for gap, language in ((Gap.NONE, EN), (Gap.NONE, EN), (Gap.NONE_OF_THESE, EN)):
        store.count_gap(tx, gap, language, NOW)
    assert store.gaps(tx, TODAY).counts == [
        GapCount(dt.date(2026, 11, 22), ZH, Gap.NONE, 1),
        GapCount(TODAY, EN, Gap.NONE, 2),
        GapCount(TODAY, EN, Gap.NONE_OF_THESE, 1),
    ]


@pytest.mark.parametrize(("days_ago", "shown"), [(13, True), (14, False)], ids=["fourteenth-day", "fifteenth"])
async def test_counts_of_fourteen_days(store: FeedbackStore, tx: Transaction, days_ago: int, shown: bool) -> None:
    """Today and the thirteen days before it."""
    store.count_gap(tx, Gap.NONE, EN, NOW - dt.timedelta(days=days_ago))
    assert bool(store.gaps(tx, TODAY).counts) is shown


async def test_a_person_counts_once_for_an_entry(store: FeedbackStore, tx: Transaction) -> None:
    """The last vote counts, in the language it was given in; a report stays beside it."""
    store.vote(tx, ANNA, "refund", EN, Vote.UP, NOW)
    store.vote(tx, ANNA, "refund", EN, Vote.UP, NOW)
    store.vote(tx, BEN, "refund", EN, Vote.DOWN, NOW)
    assert store.gaps(tx, TODAY).opinions == [Opinions("refund", EN, up=1, down=1, reports=0)]
    store.report(tx, ANNA, "refund", EN, NOW)
    store.vote(tx, ANNA, "refund", ZH, Vote.DOWN, NOW)
    assert store.gaps(tx, TODAY).opinions == [
        Opinions("refund", ZH, up=0, down=1, reports=1),
        Opinions("refund", EN, up=0, down=1, reports=0),
    ]


async def test_the_worst_answers_come_first(store: FeedbackStore, tx: Transaction) -> None:
    """Reports before 👎, 👎 before nothing."""
    store.vote(tx, ANNA, "create-key", EN, Vote.UP, NOW)
    store.vote(tx, ANNA, "lost-key", EN, Vote.DOWN, NOW)
    store.report(tx, ANNA, "refund", EN, NOW)
    assert [each.entry_id for each in store.gaps(tx, TODAY).opinions] == ["refund", "lost-key", "create-key"]


async def test_a_question_is_kept_once(store: FeedbackStore, tx: Transaction) -> None:
    """However often the same person sends it; newest first, by language."""
    for minute, (person, text, language) in enumerate(
        [(ANNA, "first", EN), (ANNA, "second", EN), (BEN, "first", EN), (ANNA, "第一个", ZH), (ANNA, "first", EN)]
    ):
        store.keep_question(tx, person, text, language, NOW + dt.timedelta(minutes=minute))
    assert [each.text for each in store.questions(tx, EN, 10)] == ["first", "first", "second"]
    assert [each.text for each in store.questions(tx, EN, 1, skipped=2)] == ["second"]
    assert store.gaps(tx, TODAY).kept == {EN: 3, ZH: 1}


async def test_nobody_fills_the_table(store: FeedbackStore, tx: Transaction) -> None:
    """One person's newest questions stay; somebody else's are not touched."""
    store.keep_question(tx, BEN, "old", EN, NOW)
    for n in range(MOST_QUESTIONS + 1):
        store.keep_question(tx, ANNA, f"question {n}", EN, NOW + dt.timedelta(seconds=n))
    kept = [each.text for each in store.questions(tx, EN, 100)]
    assert (len(kept), kept[0], kept[-2:]) == (MOST_QUESTIONS + 1, "question 20", ["question 1", "old"])


async def test_export_and_forget_cover_everything(store: FeedbackStore, tx: Transaction) -> None:
    """What is stored about a person is in their export and goes with them; the daily counts stay."""
    assert store.export(tx, ANNA) is None
    store.count_gap(tx, Gap.NONE, EN, NOW)
    store.vote(tx, ANNA, "refund", EN, Vote.DOWN, NOW)
    store.keep_question(tx, ANNA, "怎么开发票", ZH, NOW)
    store.vote(tx, BEN, "refund", EN, Vote.UP, NOW)
    instant = "2026-11-23T01:00:00.000000Z"
    assert store.export(tx, ANNA) == {
        "opinions": [{"entry": "refund", "language": "en", "vote": "down", "reported_at": None, "changed_at": instant}],
        "questions": [{"text": "怎么开发票", "language": "zh", "sent_at": instant}],
    }
    store.forget(tx, ANNA)
    assert store.export(tx, ANNA) is None
    left = store.gaps(tx, TODAY)
    assert left.opinions == [Opinions("refund", EN, up=1, down=0, reports=0)]
    assert (len(left.counts), left.kept) == (1, {EN: 0, ZH: 0})


_STATEMENTS = sorted(name for name in store_module._sql.available_queries if not name.endswith("_cursor"))
_PARAMETERS = ("day", "language", "kind", "person_id", "entry_id", "vote", "now", "text", "most", "skipped")


@pytest.mark.parametrize("name", _STATEMENTS)
async def test_every_statement_uses_an_index(tx: Transaction, name: str) -> None:
    """No statement reads a whole table; the sums over all opinions read an index only."""
    statement = getattr(store_module._sql, name).sql
    plan = [row[3] for row in tx.execute(f"EXPLAIN QUERY PLAN {statement}", dict.fromkeys(_PARAMETERS, 1))]
    if statement.lstrip().startswith("INSERT"):
        assert plan == []
    else:
        steps = [step for step in plan if step.startswith(("SCAN", "SEARCH"))]
        assert steps
        assert all("INDEX" in step for step in steps), plan
        assert [step for step in steps if step.startswith("SCAN")] == (
            ["SCAN faq_opinions USING COVERING INDEX faq_opinions_entry"] if name == "opinions" else []
        )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("  why is it so dear? ", "why is it so dear?", id="as-written"),
        pytest.param("/ask@TokenTally_bot why is it so dear?", "why is it so dear?", id="command"),
        pytest.param("/ask", "", id="command-alone"),
        pytest.param("钥匙 sk-proj-Ab3dEf6hIj9kLm2n 不行", "钥匙 *** 不行", id="key"),
        pytest.param("key \ue000\ue000\ue000 fails", "key *** fails", id="key-masked-on-arrival"),
        pytest.param("org-Ab3dEf6hIj9kLm2n is mine", "*** is mine", id="organization"),
        pytest.param("a user-generated text", "a user-generated text", id="no-id"),
        pytest.param("发票发到 li.wei+api@example.com 可以吗", "发票发到 *** 可以吗", id="e-mail"),
        pytest.param("my card 4242 4242 4242 4242 fails", "my card *** fails", id="card"),
        pytest.param("charged 1,000,000 tokens on 2026-11-22", "charged 1,000,000 tokens on 2026-11-22", id="numbers"),
        pytest.param("长" * 601, "长" * 600, id="longest"),
    ],
)
def test_what_of_a_question_is_kept(text: str, kept: str) -> None:
    """Commands, keys, ids, addresses and card numbers go; the words stay."""
    assert clean_question(text) == kept


def test_the_file_is_a_table_that_runs_nothing() -> None:
    """One row for each fact, in both languages; a question that begins like a formula stays text."""
    found = Gaps(
        TODAY,
        [GapCount(TODAY, EN, Gap.NONE_OF_THESE, 3)],
        [Opinions("refund", ZH, up=0, down=2, reports=1)],
        {EN: 1, ZH: 1},
    )
    kept = [KeptQuestion('=HYPERLINK("x")', EN, NOW), KeptQuestion("怎么\n开发票", ZH, NOW)]
    content = to_csv(found, kept)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:] == [
        ["unanswered: none-of-these", "2026-11-23", "en", "", "3", ""],
        ["down", "", "zh", "refund", "2", ""],
        ["reported wrong", "", "zh", "refund", "1", ""],
        ["question", "2026-11-23", "en", "", "", '\'=HYPERLINK("x")'],
        ["question", "2026-11-23", "zh", "", "", "怎么\n开发票"],
    ]
