-- name: add(reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, named, origin_id, origin_occurrence, created_at)!
INSERT INTO reminders (reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant,
                       next_due, wake_at, occurrence, state, named, origin_id, origin_occurrence, created_at)
VALUES (:reminder_id, :person_id, :chat_id, :kind, :text, :language, :zone, :rule, :anchor, :is_instant,
        :next_due, :next_due, 1, 'active', :named, :origin_id, :origin_occurrence, :created_at);

-- name: of_set(person_id, origin_id)
-- Those that were made together: the days before something expires.
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM reminders WHERE person_id = :person_id AND origin_id = :origin_id ORDER BY next_due;

-- name: put_off(reminder_id, person_id, chat_id, kind, text, language, zone, anchor, is_instant, next_due, origin_id, origin_occurrence, created_at)!
-- A second tap, or the other button, moves what the first one made.
INSERT INTO reminders (reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant,
                       next_due, wake_at, occurrence, state, origin_id, origin_occurrence, created_at)
VALUES (:reminder_id, :person_id, :chat_id, :kind, :text, :language, :zone, NULL, :anchor, :is_instant,
        :next_due, :next_due, 1, 'active', :origin_id, :origin_occurrence, :created_at)
ON CONFLICT (origin_id, origin_occurrence) DO UPDATE
SET zone = excluded.zone, anchor = excluded.anchor, is_instant = excluded.is_instant, next_due = excluded.next_due,
    wake_at = excluded.next_due, occurrence = reminders.occurrence + 1, state = 'active', tries = 0, claimed_by = NULL, claimed_at = NULL,
    ended_at = NULL;

-- name: end_put_off(person_id, origin_id, origin_occurrence, ended_at)!
UPDATE reminders SET state = 'ended', ended_at = :ended_at
WHERE person_id = :person_id AND origin_id = :origin_id AND origin_occurrence = :origin_occurrence
  AND state <> 'ended';

-- name: series(reminder_id, person_id)^
-- The repeating one that was put off, and put off again, to become this one.
WITH RECURSIVE line(number, origin) AS (
    SELECT reminder_id, origin_id FROM reminders WHERE reminder_id = :reminder_id AND person_id = :person_id
    UNION
    SELECT reminder_id, origin_id FROM reminders JOIN line ON reminder_id = origin WHERE person_id = :person_id
)
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM line JOIN reminders ON reminder_id = number WHERE rule IS NOT NULL LIMIT 1;

-- name: find(reminder_id, person_id)^
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM reminders WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: open_of(person_id)
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM reminders WHERE person_id = :person_id AND state <> 'ended'
ORDER BY next_due, created_at, reminder_id;

-- name: count_open(person_id)$
SELECT COUNT(*) FROM reminders WHERE person_id = :person_id AND state <> 'ended';

-- name: schedule(reminder_id, person_id, zone, rule, anchor, is_instant, next_due, named)!
-- A new occurrence number: whatever is being sent under the old one changes nothing here any more.
UPDATE reminders
SET zone = :zone, rule = :rule, anchor = :anchor, is_instant = :is_instant, next_due = :next_due, wake_at = :next_due,
    named = :named, occurrence = occurrence + 1, tries = 0, claimed_by = NULL, claimed_at = NULL, ended_at = NULL,
    state = CASE WHEN state = 'waiting' THEN 'waiting' ELSE 'active' END
WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: move(reminder_id, person_id, zone, anchor, next_due)!
UPDATE reminders SET zone = :zone, anchor = :anchor, next_due = :next_due, wake_at = :next_due
WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: end(reminder_id, person_id, ended_at)!
UPDATE reminders SET state = 'ended', ended_at = :ended_at, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND person_id = :person_id AND state <> 'ended';

-- name: rename(reminder_id, person_id, text)!
UPDATE reminders SET text = :text WHERE reminder_id = :reminder_id AND person_id = :person_id;

-- name: pause(reminder_id, person_id)!
UPDATE reminders SET state = 'paused', tries = 0, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND person_id = :person_id AND state <> 'ended';

-- name: next_due()$
SELECT MIN(wake_at) FROM reminders WHERE state = 'active';

-- name: count_due(now, most)$
SELECT COUNT(*) FROM (SELECT 1 FROM reminders WHERE state = 'active' AND wake_at <= :now LIMIT :most) AS due;

-- name: first_due(now)^
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM reminders WHERE state = 'active' AND wake_at <= :now ORDER BY wake_at LIMIT 1;

-- name: due_with(person_id, chat_id, until, named, most)
-- Everything of one person that is due within the minute, to leave as one message.
SELECT reminder_id FROM reminders
WHERE person_id = :person_id AND chat_id = :chat_id AND state = 'active' AND next_due <= :until AND wake_at <= :until
  AND named >= :named
ORDER BY next_due, created_at, reminder_id LIMIT :most;

-- name: claim(reminder_id, claimed_by, now)^
UPDATE reminders SET state = 'claimed', claimed_by = :claimed_by, claimed_at = :now, tries = tries + 1
WHERE reminder_id = :reminder_id AND state = 'active'
RETURNING reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence,
          state, named, tries, waited;

-- name: delay(person_id, chat_id, until)!
UPDATE reminders SET wake_at = :until
WHERE person_id = :person_id AND chat_id = :chat_id AND state = 'active' AND wake_at < :until AND next_due <= :until;

-- name: hold(reminder_id, until)!
UPDATE reminders SET wake_at = :until WHERE reminder_id = :reminder_id AND state = 'active';

-- name: give_back(reminder_id, occurrence, claimed_by, left_us, until)!
-- To be tried again; what never left is no repeat then.
UPDATE reminders
SET state = 'active', tries = tries - 1 + :left_us, wake_at = :until, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND occurrence = :occurrence AND state = 'claimed' AND claimed_by = :claimed_by;

-- name: follow(person_id, old, new)!
UPDATE reminders SET chat_id = :new WHERE person_id = :person_id AND chat_id = :old;

-- name: for_new_rules(after_id, now, most)
-- Those whose instant comes from a wall time, by number.
SELECT reminder_id, person_id, chat_id, kind, text, language, zone, rule, anchor, is_instant, next_due, occurrence, state, named
FROM reminders
WHERE reminder_id > :after_id AND state <> 'ended' AND is_instant = 0 AND next_due > :now
ORDER BY reminder_id LIMIT :most;

-- name: fact(name)$
SELECT value FROM facts WHERE name = :name;

-- name: state_fact(name, value)!
INSERT INTO facts (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: set_wake()!
-- Rows that came without one.
UPDATE reminders SET wake_at = next_due WHERE state = 'active' AND wake_at IS NULL;

-- name: release_abandoned(claimed_by, before)!
UPDATE reminders SET state = 'active', claimed_by = NULL, claimed_at = NULL
WHERE state = 'claimed' AND claimed_by <> :claimed_by AND claimed_at <= :before;

-- name: mark_sent(reminder_id, occurrence, claimed_by, passed, state, next_due, ended_at)!
UPDATE reminders
SET state = :state, next_due = :next_due, wake_at = :next_due, occurrence = occurrence + :passed, tries = 0, waited = 0,
    claimed_by = NULL, claimed_at = NULL, ended_at = :ended_at
WHERE reminder_id = :reminder_id AND occurrence = :occurrence AND state = 'claimed' AND claimed_by = :claimed_by;

-- name: mark_waiting(reminder_id, occurrence, claimed_by)!
-- Known not to have arrived, so the next try is no repeat.
UPDATE reminders SET state = 'waiting', waited = 1, tries = 0, claimed_by = NULL, claimed_at = NULL
WHERE reminder_id = :reminder_id AND occurrence = :occurrence AND state = 'claimed' AND claimed_by = :claimed_by;

-- name: wait(person_id)!
UPDATE reminders SET state = 'waiting', waited = 1 WHERE person_id = :person_id AND state = 'active';

-- name: resume(person_id)!
UPDATE reminders SET state = 'active', wake_at = next_due WHERE person_id = :person_id AND state = 'waiting';

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

-- name: add_batch(batch_id, person_id, items, sent_at)!
INSERT INTO reminder_batches (batch_id, person_id, items, sent_at) VALUES (:batch_id, :person_id, :items, :sent_at);

-- name: batch(batch_id, person_id)$
SELECT items FROM reminder_batches WHERE batch_id = :batch_id AND person_id = :person_id;

-- name: clean_batches(before)!
DELETE FROM reminder_batches WHERE sent_at < :before;

-- name: erase_batches(person_id)!
DELETE FROM reminder_batches WHERE person_id = :person_id;
