-- Reminders that can be held, paused, made ready, and merged into one message.
ALTER TABLE reminders ADD COLUMN wake_at TEXT;                       -- UTC: when to try to send it; later than next_due where it is held
ALTER TABLE reminders ADD COLUMN named INTEGER NOT NULL DEFAULT 1;   -- 1: the person named the time; else quiet hours hold it
ALTER TABLE reminders ADD COLUMN waited INTEGER NOT NULL DEFAULT 0;  -- 1: it could not be sent because the person could not be reached
UPDATE reminders SET wake_at = next_due;
DROP INDEX reminders_due;
CREATE INDEX reminders_due ON reminders (wake_at) WHERE state = 'active';

-- What a person means by the parts of the day, and when they want to hear nothing that they did not ask for.
CREATE TABLE day_hours (
    person_id INTEGER PRIMARY KEY,
    morning TEXT,                    -- 08:30; NULL: the default
    afternoon TEXT,
    evening TEXT,
    night TEXT,
    quiet_from TEXT,
    quiet_to TEXT,                   -- the same as quiet_from: never quiet
    asked INTEGER NOT NULL DEFAULT 0 -- 1: "when is your morning?" was asked
);

-- Several reminders that left as one message: what its buttons stand for.
CREATE TABLE reminder_batches (
    batch_id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    items TEXT NOT NULL,             -- JSON: [[reminder, occurrence, due in Unix time], …]
    sent_at TEXT NOT NULL
);
CREATE INDEX reminder_batches_person ON reminder_batches (person_id);
CREATE INDEX reminder_batches_sent ON reminder_batches (sent_at);
