-- Whom a message of the bot in a group answers: looked up when one of its buttons is pressed.
CREATE INDEX answers_shown ON answers (chat_id, answer_message_id);

-- The only currency in which a person is shown amounts; NULL: both.
ALTER TABLE people ADD COLUMN currency TEXT CHECK (currency IN ('USD', 'CNY'));
