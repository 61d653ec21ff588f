-- name: add(reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, created_at)!
INSERT INTO reminders (reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant,
                       next_due, occurrence, state, created_at)
VALUES (:reminder_id, :person_id, :chat_id, :kind, :text, :language, :zone, :rule, :anchor, :is_instant,
        :next_due, 1, 'active', :created_at);

-- name: put_off(reminder_id, person_id, chat_id, kind, text, language, zone, anchor, is_instant, next_due, origin_id, origin_occurrence, created_at)!
-- A second tap, or the other button, moves what the first one made.
INSERT INTO reminders (reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant,
                       next_due, occurrence, state, origin_id, origin_occurrence, created_at)
VALUES (:reminder_id, :person_id, :chat_id, :kind, :text, :language, :zone, NULL, :anchor, :is_instant,
        :next_due, 1, 'active', :origin_id, :origin_occurrence, :created_at)
ON CONFLICT (origin_id, origin_occurrence) DO UPDATE
SET zone = excluded.zone, anchor = excluded.anchor, is_instant = excluded.is_instant, next_due = excluded.next_due,
    occurrence = reminders.occurrence + 1, state = 'active', tries = 0, claimed_by = NULL, claimed_at = NULL,
    ended_at = NULL;

-- name: end_put_off(person_id, origin_id, origin_occurrence, ended_at)!
UPDATE reminders SET state = 'ended', ended_at = :ended_at
WHERE person_id = :person_id AND origin_id = :origin_id AND origin_occurrence = :origin_occurrence
  AND state <> 'ended';

-- name: find(reminder_id, person_id)^
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state
FROM reminders WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: open_of(person_id)
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state
FROM reminders WHERE person_id = :person_id AND state <> 'ended'
ORDER BY next_due, created_at, reminder_id;

-- name: count_open(person_id)$
SELECT COUNT(*) FROM reminders WHERE person_id = :person_id AND state <> 'ended';

-- name: schedule(reminder_id, person_id, zone, rule, anchor, is_instant, next_due)!
-- A new occurrence number: whatever is being sent under the old one changes nothing here any more.
UPDATE reminders
SET zone = :zone, rule = :rule, anchor = :anchor, is_instant = :is_instant, next_due = :next_due,
    occurrence = occurrence + 1, tries = 0, claimed_by = NULL, claimed_at = NULL, ended_at = NULL,
    state = CASE WHEN state = 'waiting' THEN 'waiting' ELSE 'active' END
WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: move(reminder_id, person_id, zone, anchor, next_due)!
UPDATE reminders SET zone = :zone, anchor = :anchor, next_due = :next_due
WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: end(reminder_id, person_id, ended_at)!
UPDATE reminders SET state = 'ended', ended_at = :ended_at, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND person_id = :person_id AND state <> 'ended';

-- name: next_due()$
SELECT MIN(next_due) FROM reminders WHERE state = 'active';

-- name: claim(claimed_by, now)^
UPDATE reminders SET state = 'claimed', claimed_by = :claimed_by, claimed_at = :now, tries = tries + 1
WHERE state = 'active' AND reminder_id = (
    SELECT reminder_id FROM reminders WHERE state = 'active' AND next_due <= :now ORDER BY next_due LIMIT 1
)
RETURNING reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence,
          state, tries;

-- name: release_abandoned(claimed_by, before)!
UPDATE reminders SET state = 'active', claimed_by = NULL, claimed_at = NULL
WHERE state = 'claimed' AND claimed_by <> :claimed_by AND claimed_at <= :before;

-- name: mark_sent(reminder_id, occurrence, claimed_by, passed, state, next_due, ended_at)!
UPDATE reminders
SET state = :state, next_due = :next_due, occurrence = occurrence + :passed, tries = 0, claimed_by = NULL,
    claimed_at = NULL, ended_at = :ended_at
WHERE reminder_id = :reminder_id AND occurrence = :occurrence AND state = 'claimed' AND claimed_by = :claimed_by;

-- name: mark_waiting(reminder_id, occurrence, claimed_by)!
-- Known not to have arrived, so the next try is no repeat.
UPDATE reminders SET state = 'waiting', tries = 0, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND occurrence = :occurrence AND state = 'claimed' AND claimed_by = :claimed_by;

-- name: wait(person_id)!
UPDATE reminders SET state = 'waiting' WHERE person_id = :person_id AND state = 'active';

-- name: resume(person_id)!
UPDATE reminders SET state = 'active' WHERE person_id = :person_id AND state = 'waiting';

-- name: clean(before)!
DELETE FROM reminders WHERE state = 'ended' AND ended_at < :before;

-- name: erase(person_id)!
DELETE FROM reminders WHERE person_id = :person_id;

-- name: export(person_id)
SELECT text, kind, language, zone, rule, anchor, next_due, state, created_at, ended_at
FROM reminders WHERE person_id = :person_id ORDER BY created_at, reminder_id;

-- name: add_draft(draft_id, person_id, text, words, zone, asked_at, reminder_id)!
INSERT INTO reminder_drafts (draft_id, person_id, text, words, zone, asked_at, reminder_id)
VALUES (:draft_id, :person_id, :text, :words, :zone, :asked_at, :reminder_id);

-- name: find_draft(draft_id, person_id)^
SELECT draft_id, person_id, text, words, zone, asked_at, reminder_id
FROM reminder_drafts WHERE draft_id = :draft_id AND person_id = :person_id;

-- name: drop_draft(draft_id, person_id)!
DELETE FROM reminder_drafts WHERE draft_id = :draft_id AND person_id = :person_id;

-- name: clean_drafts(before)!
DELETE FROM reminder_drafts WHERE asked_at < :before;

-- name: erase_drafts(person_id)!
DELETE FROM reminder_drafts WHERE person_id = :person_id;

-- name: export_drafts(person_id)
SELECT text, words, zone, asked_at FROM reminder_drafts WHERE person_id = :person_id ORDER BY asked_at, draft_id;
