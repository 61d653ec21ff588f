-- What a dollar costs, as the operator says: by the settings or in chat. Rows are only added; the last one counts.
CREATE TABLE operator_rates (
    number BIGINT PRIMARY KEY, -- 1, 2, 3 …
    cny_per_usd TEXT NOT NULL, -- exact decimal
    as_of TEXT NOT NULL,       -- the day it is of
    source TEXT NOT NULL,      -- settings or admin
    set_by BIGINT,             -- the admin; NULL for the settings, and once they had their data deleted
    set_at TEXT NOT NULL       -- instant, UTC
);
CREATE INDEX operator_rates_source ON operator_rates (source, number);
CREATE INDEX operator_rates_set_by ON operator_rates (set_by, number);

-- What somebody's own card or service charges; it counts for them alone.
CREATE TABLE own_rates (
    person_id BIGINT PRIMARY KEY,
    cny_per_usd TEXT NOT NULL, -- exact decimals
    percent TEXT NOT NULL,
    fixed_cny TEXT NOT NULL,   -- RMB for each payment
    since TEXT NOT NULL        -- the day they said so, on their calendar
);

-- Who was told that a bare yuan sign is read as RMB; it is said once.
CREATE TABLE told_of_yuan_sign (
    person_id BIGINT PRIMARY KEY
);
