-- What a person wants to spend at most in a cycle. One row each; the key is an index of its own, so that a later
-- migration can let a person have several.
CREATE TABLE budgets (
    person_id BIGINT NOT NULL,
    amount TEXT NOT NULL,       -- exact decimal
    currency TEXT NOT NULL,     -- as it was typed: USD or CNY
    cycle_day INTEGER NOT NULL, -- 1 to 31, clamped to the end of shorter months
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE UNIQUE INDEX budgets_person ON budgets (person_id);

-- What a person says they spent. What is taken back stays, so that its update cannot book it again.
CREATE TABLE entries (
    person_id BIGINT NOT NULL,
    number INTEGER NOT NULL,    -- 1, 2, 3 … for each person; names the entry on a button
    amount TEXT NOT NULL,       -- exact decimal
    currency TEXT NOT NULL,     -- as it was typed: USD or CNY
    cny_per_usd TEXT NOT NULL,  -- the rate of the moment; it converts this entry for good
    rate_source TEXT NOT NULL,
    rate_date TEXT,             -- the day of that rate, where somebody named one
    spent_at TEXT NOT NULL,     -- instant, UTC
    local_date TEXT NOT NULL,   -- the day it counts for, on the person's calendar of then
    note TEXT NOT NULL,
    update_id BIGINT,           -- the update that booked it; NULL once Telegram may use that id again
    undone_at TEXT,             -- instant it was taken back
    PRIMARY KEY (person_id, number)
);
CREATE UNIQUE INDEX entries_update ON entries (person_id, update_id);
CREATE INDEX entries_day ON entries (person_id, local_date) WHERE undone_at IS NULL;
