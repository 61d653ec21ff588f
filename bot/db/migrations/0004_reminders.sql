-- What people want to be reminded of. The row is the truth: nothing about it is kept in memory.
CREATE TABLE reminders (
    reminder_id INTEGER PRIMARY KEY, -- drawn by the program and never used again, so that an old button finds no stranger
    person_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    kind TEXT NOT NULL,              -- own: their words alone; limit: sent with what is left of their limit
    text TEXT NOT NULL,
    language TEXT NOT NULL,          -- of the message it is sent in
    zone TEXT NOT NULL,              -- IANA name; the anchor is a wall time there
    rule TEXT,                       -- JSON; NULL: once
    anchor TEXT NOT NULL,            -- where the rule begins, or the one time itself: naive
    is_instant INTEGER NOT NULL,     -- 1: once, and an instant ("in 90 minutes"), whatever the zone
    next_due TEXT NOT NULL,          -- UTC; of an ended one: when it was or would have been due
    occurrence INTEGER NOT NULL,     -- the number of the one that next_due is; each is delivered once
    state TEXT NOT NULL,             -- active, claimed, waiting (cannot be reached) or ended (sent or deleted)
    tries INTEGER NOT NULL DEFAULT 0, -- how often this occurrence was claimed; above 1 it may be a repeat
    claimed_by TEXT,                 -- the round of a process that is sending it
    claimed_at TEXT,
    origin_id INTEGER,               -- put off: the reminder and the occurrence it stands for
    origin_occurrence INTEGER,
    created_at TEXT NOT NULL,
    ended_at TEXT,                   -- kept for a while after it, for Undo and for the buttons under the message
    UNIQUE (origin_id, origin_occurrence)
);
CREATE INDEX reminders_due ON reminders (next_due) WHERE state = 'active';
CREATE INDEX reminders_claimed ON reminders (claimed_at) WHERE state = 'claimed';
CREATE INDEX reminders_ended ON reminders (ended_at) WHERE state = 'ended';
CREATE INDEX reminders_person ON reminders (person_id, next_due);

-- Reminders that lack an answer: which of several times is meant, or when at all.
CREATE TABLE reminder_drafts (
    draft_id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    text TEXT NOT NULL,              -- what to be reminded of; empty: nothing was said
    words TEXT NOT NULL,             -- the time as it was typed; empty: none was
    zone TEXT NOT NULL,
    asked_at TEXT NOT NULL,          -- the words are read as of then
    reminder_id INTEGER              -- the reminder that gets the new time; NULL makes one
);
CREATE INDEX reminder_drafts_person ON reminder_drafts (person_id);
CREATE INDEX reminder_drafts_asked ON reminder_drafts (asked_at);
