"""What is kept of unanswered messages and of what people think of the answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.language import WRITTEN, Language
from bot.db.codecs import instant_from_text, instant_to_text
from bot.db.queries import load
from bot.features.faq.gaps import DAYS_SHOWN, Gap, GapCount, Gaps, KeptQuestion, Opinions

if TYPE_CHECKING:
    from bot.db.database import Transaction
    from bot.features.faq.gaps import Vote

_sql = load(Path(__file__).with_name("queries.sql"))

MOST_QUESTIONS = 20  # kept of one person, the newest


class FeedbackStore:
    """Reads and writes feedback. Every method runs inside the caller's transaction; `now` is aware."""

    def count_gap(self, tx: Transaction, gap: Gap, language: Language, now: dt.datetime) -> None:
        """Count one message without an answer, on its UTC day."""
        day = now.astimezone(dt.UTC).date()
        _sql.count_gap(tx, day=day.isoformat(), language=language.value, kind=gap.value)

    def vote(
        self, tx: Transaction, person_id: int, entry_id: str, language: Language, vote: Vote, now: dt.datetime
    ) -> None:
        """Note what a person thinks of an answer, in place of what they thought before."""
        _sql.vote(
            tx,
            person_id=person_id,
            entry_id=entry_id,
            language=language.value,
            vote=vote.value,
            now=instant_to_text(now),
        )

    def report(self, tx: Transaction, person_id: int, entry_id: str, language: Language, now: dt.datetime) -> None:
        """Note that a person says an answer is wrong."""
        _sql.report(tx, person_id=person_id, entry_id=entry_id, language=language.value, now=instant_to_text(now))

    def keep_question(self, tx: Transaction, person_id: int, text: str, language: Language, now: dt.datetime) -> None:
        """Keep a question for the operator, once however often it is sent.

        `text` is as :func:`gaps.clean_question` leaves it. Beyond :data:`MOST_QUESTIONS` the person's oldest goes.
        """
        _sql.keep_question(tx, person_id=person_id, text=text, language=language.value, now=instant_to_text(now))
        _sql.drop_oldest_questions(tx, person_id=person_id, most=MOST_QUESTIONS)

    def gaps(self, tx: Transaction, today: dt.date) -> Gaps:
        """Return what is missing or bad; the counts of the last fourteen UTC days, `today` included."""
        since = today - dt.timedelta(days=DAYS_SHOWN - 1)
        counts = [
            GapCount(dt.date.fromisoformat(day), Language(language), Gap(kind), count)
            for day, language, kind, count in _sql.gaps_since(tx, day=since.isoformat())
        ]
        opinions = [Opinions(entry, Language(language), *numbers) for entry, language, *numbers in _sql.opinions(tx)]
        opinions.sort(key=lambda each: (-each.reports, -each.down))
        kept = {language: _sql.count_questions(tx, language=language.value) for language in WRITTEN}
        return Gaps(since, counts, opinions, kept)

    def questions(self, tx: Transaction, language: Language, most: int, skipped: int = 0) -> list[KeptQuestion]:
        """Return kept questions of a language, newest first, without those `skipped`."""
        rows = _sql.questions(tx, language=language.value, most=most, skipped=skipped)
        return [KeptQuestion(text, language, instant_from_text(sent_at)) for text, sent_at in rows]

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any] | None:
        """Return a person's votes, reports and sent questions; None where there are none."""
        kept = {
            "opinions": [
                dict(zip(("entry", "language", "vote", "reported_at", "changed_at"), row, strict=True))
                for row in _sql.opinions_of(tx, person_id=person_id)
            ],
            "questions": [
                dict(zip(("text", "language", "sent_at"), row, strict=True))
                for row in _sql.questions_of(tx, person_id=person_id)
            ],
        }
        return kept if any(kept.values()) else None

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete a person's votes, reports and sent questions. The daily counts are nobody's and stay."""
        _sql.erase_opinions(tx, person_id=person_id)
        _sql.erase_questions(tx, person_id=person_id)
