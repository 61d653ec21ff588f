-- Estimates, so that the buttons under them go on working. Numbers only: what was sent for counting is kept nowhere.
CREATE TABLE estimates (
    estimate_id BIGINT PRIMARY KEY, -- drawn by the program and never used again, so that an old button finds no stranger
    person_id BIGINT NOT NULL,
    origin TEXT,                    -- chat:message that it answers, so that an edit of that message finds it
    source TEXT NOT NULL,           -- message, text, file, body, numbers, usage or batch
    o200k_tokens BIGINT NOT NULL,   -- of the input, all requests together, in each encoding
    cl100k_tokens BIGINT NOT NULL,
    characters BIGINT NOT NULL,     -- 0: there was no text
    parts INTEGER NOT NULL,
    cached_tokens BIGINT NOT NULL,  -- as they were named
    output_tokens BIGINT,           -- as they were named; NULL: the answer is a guess
    reasoning_tokens BIGINT NOT NULL,
    output_limit BIGINT,            -- the request's own
    requests INTEGER NOT NULL,      -- above 1 in a file for Batch only
    long_requests INTEGER NOT NULL, -- those above 272,000 tokens, and what they hold
    long_o200k_tokens BIGINT NOT NULL,
    long_cl100k_tokens BIGINT NOT NULL,
    is_total INTEGER NOT NULL,      -- 1: many calls in one number
    details TEXT NOT NULL,          -- JSON: how many messages, tools, pictures and the like were understood
    model TEXT NOT NULL,            -- what the person chose, from here on
    tier TEXT NOT NULL,
    answer TEXT,                    -- how long it is expected to be; NULL: none is counted
    cached_percent TEXT,            -- exact decimal; NULL: as they were named
    calls BIGINT,                   -- NULL: one
    period TEXT,                    -- so many in each; NULL: so many in all
    span_count INTEGER,             -- how long the costs are asked for; NULL: a month
    span_unit TEXT,
    price_day TEXT,                 -- the prices and the rate of the day the model was chosen; NULL: it had none
    input_usd_per_mtok TEXT,        -- exact decimals
    cached_usd_per_mtok TEXT,
    output_usd_per_mtok TEXT,
    cny_per_usd TEXT,
    made_at TEXT NOT NULL           -- instant, UTC
);
CREATE INDEX estimates_person ON estimates (person_id, made_at DESC, estimate_id);
CREATE UNIQUE INDEX estimates_origin ON estimates (person_id, origin);
CREATE INDEX estimates_made ON estimates (made_at);
