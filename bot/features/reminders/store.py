"""The tables of reminders, and the steps of a delivery: claim, send, mark."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.db.codecs import instant_from_text, instant_to_text
from bot.features.reminders.records import columns, reminder_from_row, schedule_columns, sql, stored_zone
from bot.features.reminders.rules import MOST, Delivery, Draft, Reminder, Schedule, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.db.database import Transaction

ENDED_KEPT: Final = dt.timedelta(days=30)  # for Undo, and for the buttons under a message
DRAFTS_KEPT: Final = dt.timedelta(days=1)
MOST_TOGETHER: Final = 10  # reminders in one message
_ONE_MESSAGE: Final = dt.timedelta(seconds=59)  # due within the same minute
_ID_BITS: Final = 48


class TooManyRemindersError(Exception):
    """The person has as many reminders as anybody may have."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that is being sent, by nobody else.

    Args:
        by: the round that claimed it.
        tries: how often this occurrence was claimed, this time included.
        waited: it could not be sent earlier because the person could not be reached.
    """

    reminder: Reminder
    by: str
    tries: int
    waited: bool = False


Item: TypeAlias = tuple[int, int, int]
"""A reminder, the number of its occurrence, and when that was due in Unix time: what a button stands for."""


def new_id() -> int:
    """Draw the number of a reminder or draft: none is ever used twice, so old buttons find no stranger."""
    return secrets.randbits(_ID_BITS)


class ReminderStore:
    """Reads and writes reminders and drafts; the caller commits."""

    def add(
        self, tx: Transaction, reminder: Reminder, now: dt.datetime, *, part_of: tuple[int, int] | None = None
    ) -> None:
        """Store a new reminder, `part_of` a set (its number, and that of the reminder in it).

        Raises:
            TooManyRemindersError: the person has too many already.
        """
        self._check_room(tx, reminder.person_id)
        origin_id, origin_occurrence = part_of or (None, None)
        sql.add(
            tx,
            **columns(reminder),
            **schedule_columns(reminder.schedule),
            named=int(reminder.named),
            origin_id=origin_id,
            origin_occurrence=origin_occurrence,
            created_at=instant_to_text(now),
        )

    def of_set(self, tx: Transaction, person_id: int, set_id: int) -> list[Reminder]:
        """Return the reminders that were made together, ended ones included."""
        return [reminder_from_row(row) for row in sql.of_set(tx, person_id=person_id, origin_id=set_id)]

    def rename(self, tx: Transaction, reminder: Reminder, text: str) -> Reminder:
        """Give a reminder other words."""
        sql.rename(tx, reminder_id=reminder.id, person_id=reminder.person_id, text=text)
        return replace(reminder, text=text)

    def pause(self, tx: Transaction, reminder: Reminder) -> Reminder:
        """Send a reminder no more until it is rescheduled."""
        sql.pause(tx, reminder_id=reminder.id, person_id=reminder.person_id)
        return replace(reminder, state=State.PAUSED)

    def wake(self, tx: Transaction, reminder: Reminder, schedule: Schedule) -> Reminder:
        """Let a paused reminder go on; its time stays whoever's it was."""
        return self.reschedule(tx, reminder, schedule, named=reminder.named)

    def find(self, tx: Transaction, reminder_id: int, person_id: int) -> Reminder | None:
        """Return a reminder of this person, also an ended one that is still kept."""
        row = sql.find(tx, reminder_id=reminder_id, person_id=person_id)
        return reminder_from_row(row) if row else None

    def open_of(self, tx: Transaction, person_id: int) -> list[Reminder]:
        """Return the person's reminders that are still to come, the next one first."""
        return [reminder_from_row(row) for row in sql.open_of(tx, person_id=person_id)]

    def reschedule(
        self, tx: Transaction, reminder: Reminder, schedule: Schedule, *, named: bool | None = None
    ) -> Reminder:
        """Give a reminder another time; an ended one lives again. `named`: the person said the time (None: as before).

        Raises:
            TooManyRemindersError: it had ended, and the person has too many others.
        """
        if reminder.state is State.ENDED:
            self._check_room(tx, reminder.person_id)
        named = reminder.named if named is None else named
        sql.schedule(
            tx, reminder_id=reminder.id, person_id=reminder.person_id, named=int(named), **schedule_columns(schedule)
        )
        state = State.WAITING if reminder.state is State.WAITING else State.ACTIVE
        return replace(reminder, schedule=schedule, occurrence=reminder.occurrence + 1, state=state, named=named)

    def end(self, tx: Transaction, reminder: Reminder, now: dt.datetime) -> None:
        """Send a reminder no more; it is kept for a while, so that this can be undone."""
        sql.end(tx, reminder_id=reminder.id, person_id=reminder.person_id, ended_at=instant_to_text(now))

    def put_off(
        self, tx: Transaction, reminder: Reminder, occurrence: int, schedule: Schedule, now: dt.datetime
    ) -> None:
        """Send an occurrence once more, at another time; doing so again moves that time."""
        sql.put_off(
            tx,
            **{**columns(reminder), "reminder_id": new_id()},
            **{name: value for name, value in schedule_columns(schedule).items() if name != "rule"},
            origin_id=reminder.id,
            origin_occurrence=occurrence,
            created_at=instant_to_text(now),
        )

    def end_put_off(self, tx: Transaction, reminder: Reminder, occurrence: int, now: dt.datetime) -> None:
        """Take back what :meth:`put_off` did for this occurrence, if anything."""
        sql.end_put_off(
            tx,
            person_id=reminder.person_id,
            origin_id=reminder.id,
            origin_occurrence=occurrence,
            ended_at=instant_to_text(now),
        )

    def series(self, tx: Transaction, reminder: Reminder) -> Reminder:
        """Return the repeating reminder that this one says once more, or the reminder itself."""
        row = sql.series(tx, reminder_id=reminder.id, person_id=reminder.person_id)
        return reminder_from_row(row) if row else reminder

    def move_to_zone(self, tx: Transaction, person_id: int, new: ZoneInfo) -> None:
        """Let the person's reminders follow them to another zone: wall times are kept, elapsed time goes on."""
        for reminder in self.open_of(tx, person_id):
            stored = schedule_columns(reminder.schedule.moved_to(new))
            columns = {name: stored[name] for name in ("zone", "anchor", "next_due")}
            sql.move(tx, reminder_id=reminder.id, person_id=person_id, **columns)

    def next_due(self, tx: Transaction) -> dt.datetime | None:
        """Return when the next reminder is to be sent."""
        stored = sql.next_due(tx)
        return instant_from_text(stored) if stored else None

    def count_due(self, tx: Transaction, now: dt.datetime, most: int) -> int:
        """Return how many are to be sent at `now`, `most` at most."""
        return int(sql.count_due(tx, now=instant_to_text(now), most=most))

    def first_due(self, tx: Transaction, now: dt.datetime) -> Reminder | None:
        """Return the reminder that is to be sent first, None where none is due."""
        row = sql.first_due(tx, now=instant_to_text(now))
        return reminder_from_row(row) if row else None

    def hold(self, tx: Transaction, reminder: Reminder, until: dt.datetime) -> None:
        """Send a reminder that is due at `until` instead."""
        sql.hold(tx, reminder_id=reminder.id, until=instant_to_text(until))

    def claim(self, tx: Transaction, by: str, now: dt.datetime, *, named_only: bool = False) -> list[Claim]:
        """Take what is due for longest, for the round `by` alone, with all else of that person due within a minute.

        `named_only` leaves out what the person did not time. Empty where none is due.
        """
        first = self.first_due(tx, now)
        if first is None:
            return []
        until = max(now, min(now, first.schedule.next_due) + _ONE_MESSAGE)
        found = sql.due_with(
            tx,
            person_id=first.person_id,
            chat_id=first.chat_id,
            until=instant_to_text(until),
            named=int(named_only),
            most=MOST_TOGETHER,
        )
        ids = [key for (key,) in found]  # the first due, then the first made; a long queue may have pushed one out
        claims = []
        for key in ids if first.id in ids else [first.id, *ids[1:]]:
            row = sql.claim(tx, reminder_id=key, claimed_by=by, now=instant_to_text(now))
            if row:
                claims.append(Claim(reminder_from_row(row[:-2]), by, row[-2], bool(row[-1])))
        return claims

    def give_back(self, tx: Transaction, claim: Claim, until: dt.datetime, *, left_us: bool) -> None:
        """Try an occurrence again from `until` on; it may be a repeat only where it `left_us`."""
        sql.give_back(
            tx,
            reminder_id=claim.reminder.id,
            occurrence=claim.reminder.occurrence,
            claimed_by=claim.by,
            left_us=int(left_us),
            until=instant_to_text(until),
        )

    def delay(self, tx: Transaction, reminder: Reminder, until: dt.datetime) -> None:
        """Let everything for this chat wait that would leave before `until`."""
        sql.delay(tx, person_id=reminder.person_id, chat_id=reminder.chat_id, until=instant_to_text(until))

    def follow(self, tx: Transaction, reminder: Reminder, chat_id: int) -> None:
        """Send a person's reminders to the chat that theirs became."""
        sql.follow(tx, person_id=reminder.person_id, old=reminder.chat_id, new=chat_id)

    def set_wake(self, tx: Transaction) -> None:
        """Mend rows that somebody added without saying when to send them."""
        sql.set_wake(tx)

    def new_rules(self, tx: Transaction, after_id: int, now: dt.datetime, most: int) -> int | None:
        """Reckon the instants of the next `most` reminders anew from their wall times.

        For a tzdata with other rules. Returns the number to go on behind; None where all are done.
        """
        rows = sql.for_new_rules(tx, after_id=after_id, now=instant_to_text(now), most=most)
        last = None
        for row in rows:
            reminder = reminder_from_row(row)
            last = reminder.id
            schedule = reminder.schedule.under_new_rules()
            if schedule.next_due != reminder.schedule.next_due:
                columns = {name: schedule_columns(schedule)[name] for name in ("zone", "anchor", "next_due")}
                sql.move(tx, reminder_id=reminder.id, person_id=reminder.person_id, **columns)
        return last

    def fact(self, tx: Transaction, name: str) -> str | None:
        """Return what the program noted about itself."""
        value: str | None = sql.fact(tx, name=name)
        return value

    def state(self, tx: Transaction, name: str, value: str) -> None:
        """Note something about the program itself."""
        sql.state_fact(tx, name=name, value=value)

    def add_batch(
        self, tx: Transaction, batch_id: int, person_id: int, items: Sequence[Item], now: dt.datetime
    ) -> None:
        """Keep what the buttons under one message for several reminders stand for."""
        sql.add_batch(tx, batch_id=batch_id, person_id=person_id, items=json.dumps(items), sent_at=instant_to_text(now))

    def batch(self, tx: Transaction, batch_id: int, person_id: int) -> list[Item]:
        """Return the items of a message for several reminders, empty where it is gone."""
        stored = sql.batch(tx, batch_id=batch_id, person_id=person_id)
        return [(int(key), int(occurrence), int(due)) for key, occurrence, due in json.loads(stored or "[]")]

    def release_abandoned(self, tx: Transaction, by: str, before: dt.datetime) -> None:
        """Give up the claims of other rounds than `by` that are not younger than `before`: they were cut short."""
        sql.release_abandoned(tx, claimed_by=by, before=instant_to_text(before))

    def mark_sent(self, tx: Transaction, claim: Claim, delivery: Delivery, now: dt.datetime) -> None:
        """Note that an occurrence was sent; without effect if the reminder was changed or deleted meanwhile."""
        sent = claim.reminder
        stored = self.find(tx, sent.id, sent.person_id)
        following = delivery.following
        if following and stored and stored.schedule.zone != sent.schedule.zone:  # they moved while it was sent
            following = following.moved_to(stored.schedule.zone)
        sql.mark_sent(
            tx,
            reminder_id=sent.id,
            occurrence=sent.occurrence,
            claimed_by=claim.by,
            passed=1 + delivery.skipped,
            state=(State.ACTIVE if following else State.ENDED).value,
            next_due=instant_to_text(following.next_due if following else delivery.due),
            ended_at=None if following else instant_to_text(now),
        )

    def mark_unreachable(self, tx: Transaction, claim: Claim) -> None:
        """Let all reminders of a person wait who cannot be written to."""
        reminder = claim.reminder
        sql.mark_waiting(tx, reminder_id=reminder.id, occurrence=reminder.occurrence, claimed_by=claim.by)
        sql.wait(tx, person_id=reminder.person_id)

    def resume(self, tx: Transaction, person_id: int) -> bool:
        """Let the reminders of a person go on who can be written to again; return whether any waited."""
        return bool(sql.resume(tx, person_id=person_id))

    def add_draft(self, tx: Transaction, draft: Draft) -> None:
        """Keep a request until its question is answered."""
        sql.add_draft(
            tx,
            draft_id=draft.id,
            person_id=draft.person_id,
            text=draft.text,
            words=draft.words,
            zone=draft.zone.key,
            asked_at=instant_to_text(draft.asked_at),
            reminder_id=draft.reminder_id,
        )

    def find_draft(self, tx: Transaction, draft_id: int, person_id: int) -> Draft | None:
        """Return a request that waits for an answer of this person."""
        row = sql.find_draft(tx, draft_id=draft_id, person_id=person_id)
        if row is None:
            return None
        key, owner, text, words, zone_name, asked_at, reminder_id = row
        return Draft(key, owner, text, words, stored_zone(zone_name), instant_from_text(asked_at), reminder_id)

    def drop_draft(self, tx: Transaction, draft: Draft) -> None:
        """Forget a request whose question is answered."""
        sql.drop_draft(tx, draft_id=draft.id, person_id=draft.person_id)

    def clean(self, tx: Transaction, now: dt.datetime) -> None:
        """Forget what ended, or was asked, too long ago."""
        sql.clean(tx, before=instant_to_text(now - ENDED_KEPT))
        sql.clean_drafts(tx, before=instant_to_text(now - DRAFTS_KEPT))
        sql.clean_batches(tx, before=instant_to_text(now - ENDED_KEPT))

    def export(self, tx: Transaction, person_id: int) -> dict[str, list[dict[str, object]]]:
        """Return everything that is kept about a person's reminders."""
        names = ("text", "kind", "language", "zone", "rule", "anchor", "next_due", "state", "created_at", "ended_at")
        draft_names = ("text", "words", "zone", "asked_at")
        return {
            "reminders": [dict(zip(names, row, strict=True)) for row in sql.export(tx, person_id=person_id)],
            "unanswered": [
                dict(zip(draft_names, row, strict=True)) for row in sql.export_drafts(tx, person_id=person_id)
            ],
        }

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete everything that is kept about a person's reminders."""
        sql.erase(tx, person_id=person_id)
        sql.erase_drafts(tx, person_id=person_id)
        sql.erase_batches(tx, person_id=person_id)

    def _check_room(self, tx: Transaction, person_id: int) -> None:
        if sql.count_open(tx, person_id=person_id) >= MOST:
            raise TooManyRemindersError
