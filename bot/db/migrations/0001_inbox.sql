-- Updates from Telegram: stored before they are acknowledged, emptied once they are handled.
CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    chat_id INTEGER,            -- whose order it belongs to; NULL once handled
    body TEXT,                  -- the update as JSON; NULL once its effect is committed
    answer TEXT,                -- what is still to be sent as JSON; NULL before the effect and once sent
    received_at TEXT NOT NULL,
    handled_at TEXT             -- when the effect was committed, or the update was found to need none
);
CREATE INDEX inbox_open ON inbox (update_id) WHERE body IS NOT NULL OR answer IS NOT NULL;
CREATE INDEX inbox_handled ON inbox (handled_at);

-- Updates that failed three times: their shape without any words, for the operator.
CREATE TABLE set_aside (
    update_id INTEGER PRIMARY KEY,
    person_id INTEGER,
    code TEXT NOT NULL,         -- what the person was told and the log has
    shape TEXT NOT NULL,
    failed_at TEXT NOT NULL
);
CREATE INDEX set_aside_person ON set_aside (person_id);

-- The question the bot asked last in a chat, until it is answered, replaced or expired.
CREATE TABLE questions (
    chat_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    question TEXT NOT NULL,     -- feature:verb:argument, as on a button
    expires_at TEXT NOT NULL,
    PRIMARY KEY (chat_id, person_id)
);
CREATE INDEX questions_person ON questions (person_id);

-- Single facts of the program itself: beats for the health check, what is still to be purged.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
