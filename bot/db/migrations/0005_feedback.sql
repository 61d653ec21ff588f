-- Messages that no answer was found for: how many, never what they said.
CREATE TABLE faq_gaps (
    day TEXT NOT NULL,          -- UTC
    language TEXT NOT NULL,     -- the bot answered in
    kind TEXT NOT NULL,         -- none: nothing was found; none-of-these: nothing offered was meant
    count INTEGER NOT NULL,
    PRIMARY KEY (day, language, kind)
);

-- What a person thinks of an answer. One row for each, so that nobody counts twice.
CREATE TABLE faq_opinions (
    person_id BIGINT NOT NULL,
    entry_id TEXT NOT NULL,
    language TEXT NOT NULL,     -- of the answer they judged last
    vote TEXT,                  -- up or down; NULL: only reported
    reported_at TEXT,           -- instant they said that it is wrong
    changed_at TEXT NOT NULL,
    PRIMARY KEY (person_id, entry_id)
);
CREATE INDEX faq_opinions_entry ON faq_opinions (entry_id, language, vote, reported_at);

-- Questions that people chose to send to the operator.
CREATE TABLE faq_questions (
    person_id BIGINT NOT NULL,  -- for their export and deletion; the operator is not shown it
    text TEXT NOT NULL,         -- without keys, addresses and long numbers; at most 600 characters
    language TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (person_id, text)
);
CREATE INDEX faq_questions_newest ON faq_questions (language, sent_at);
