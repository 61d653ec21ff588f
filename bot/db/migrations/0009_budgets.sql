-- Several limits for each person: one without a label, and some for what carries their label.
DROP INDEX budgets_person;
ALTER TABLE budgets ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;         -- 0: without a label; names it on a button
ALTER TABLE budgets ADD COLUMN label TEXT NOT NULL DEFAULT '';          -- case-folded, without the #
ALTER TABLE budgets ADD COLUMN period TEXT NOT NULL DEFAULT 'month';    -- month, week, day or credit
ALTER TABLE budgets ADD COLUMN bought_on TEXT;                          -- local date a credit was bought
ALTER TABLE budgets ADD COLUMN carries_over INTEGER NOT NULL DEFAULT 0; -- 1: what is left of a cycle is added to the next
ALTER TABLE budgets ADD COLUMN summary_due TEXT;                        -- instant of the next summary; NULL: none
ALTER TABLE budgets ADD COLUMN summed_up_to TEXT;                       -- local date: the last day a summary told of
CREATE UNIQUE INDEX budgets_slot ON budgets (person_id, slot);
CREATE UNIQUE INDEX budgets_label ON budgets (person_id, label);
CREATE INDEX budgets_due ON budgets (summary_due) WHERE summary_due IS NOT NULL;
-- The limits there are get their first summary time when the program looks at them: at once.
UPDATE budgets SET summary_due = changed_at;

ALTER TABLE entries ADD COLUMN kind TEXT NOT NULL DEFAULT 'spent'; -- spent, correction (may be negative) or top-up
ALTER TABLE entries ADD COLUMN label TEXT NOT NULL DEFAULT '';     -- case-folded, without the #
ALTER TABLE entries ADD COLUMN booked_at TEXT;                     -- instant; NULL: spent_at, as it was once
ALTER TABLE entries ADD COLUMN origin TEXT;                        -- the message: chat:message, the same for its edits
ALTER TABLE entries ADD COLUMN import_key TEXT;                    -- what it was in a file; a file books it once
ALTER TABLE entries ADD COLUMN batch INTEGER;                      -- the import it came with; taken back as a whole
CREATE INDEX entries_origin ON entries (person_id, origin) WHERE origin IS NOT NULL;
CREATE UNIQUE INDEX entries_import ON entries (person_id, import_key) WHERE import_key IS NOT NULL;
CREATE INDEX entries_batch ON entries (person_id, batch) WHERE batch IS NOT NULL;

-- What counts of a day, by label, currency and rate: written with every change of an entry, in its transaction, so
-- that no screen has to add up entries.
CREATE TABLE day_sums (
    person_id BIGINT NOT NULL,
    local_date TEXT NOT NULL,
    label TEXT NOT NULL,
    currency TEXT NOT NULL,
    cny_per_usd TEXT NOT NULL,
    amount TEXT,                -- exact decimal; NULL: booked before there were sums, to be added up from the entries
    PRIMARY KEY (person_id, local_date, label, currency, cny_per_usd)
);
INSERT INTO day_sums (person_id, local_date, label, currency, cny_per_usd)
SELECT DISTINCT person_id, local_date, '', currency, cny_per_usd FROM entries;

-- Warnings that were given: each once in a cycle, until a higher limit or an undo lets it come again.
CREATE TABLE limit_warnings (
    person_id BIGINT NOT NULL,
    slot INTEGER NOT NULL,
    kind TEXT NOT NULL,         -- a percentage, or pace
    local_date TEXT NOT NULL,   -- a day of the cycle it is about
    number INTEGER NOT NULL,    -- the entry it stood under
    PRIMARY KEY (person_id, slot, kind, local_date)
);

-- How somebody wants to be warned; without a row as the program thinks best.
CREATE TABLE budget_settings (
    person_id BIGINT PRIMARY KEY,
    thresholds TEXT NOT NULL,   -- percentages with commas between; empty: none
    warns_pace INTEGER NOT NULL,
    sums_up INTEGER NOT NULL,   -- 1: a summary at the end of each cycle
    nudge_due TEXT              -- instant of the next weekly question; NULL: they did not ask for it
);
CREATE INDEX budget_settings_nudge ON budget_settings (nudge_due) WHERE nudge_due IS NOT NULL;

-- What a file holds, between being shown and being booked.
CREATE TABLE budget_imports (
    person_id BIGINT NOT NULL,
    batch INTEGER NOT NULL,
    content TEXT NOT NULL,      -- JSON, as the program reads it
    received_at TEXT NOT NULL,
    PRIMARY KEY (person_id, batch)
);
CREATE INDEX budget_imports_age ON budget_imports (received_at);

-- Corrections and top-ups are few, and asked for by themselves.
CREATE INDEX entries_kind ON entries (person_id, kind, local_date) WHERE kind <> 'spent' AND undone_at IS NULL;

CREATE INDEX set_aside_age ON set_aside (failed_at);
CREATE INDEX day_sums_missing ON day_sums (person_id) WHERE amount IS NULL;
