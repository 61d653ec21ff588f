-- What the bot remembers of a person: no name, no user name.
CREATE TABLE people (
    person_id INTEGER PRIMARY KEY,
    language TEXT,              -- their own choice: en or zh
    client_language TEXT,       -- what their Telegram said last
    zone TEXT,                  -- IANA name, once they said it
    model TEXT,                 -- for estimates, once they chose
    unreachable INTEGER NOT NULL DEFAULT 0,  -- 1: blocked the bot; until their next message
    first_seen_at TEXT NOT NULL
);
