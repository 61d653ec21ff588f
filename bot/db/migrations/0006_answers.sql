-- Which message of the bot answers which of a person, for two days: an edited message has its answer edited, and a
-- piece of a long text that comes late is added to the answer of the pieces before it. Numbers only, no words.
CREATE TABLE answers (
    person_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,         -- the person's message
    answer_message_id INTEGER NOT NULL,  -- the bot's
    pieces INTEGER NOT NULL,             -- of how many messages that answer speaks
    length INTEGER,                      -- UTF-16 units of this message if it is a counted text, else NULL
    said_at TEXT,                        -- when it was sent, as Telegram says; NULL like the length
    sent_at TEXT NOT NULL,               -- when the answer left
    PRIMARY KEY (person_id, chat_id, message_id)
);
CREATE INDEX answers_sent ON answers (sent_at);

CREATE INDEX set_aside_failed ON set_aside (failed_at);

-- The person's message whose answer asked: what was typed wrongly can be edited instead of typed again.
ALTER TABLE questions ADD COLUMN message_id INTEGER;
