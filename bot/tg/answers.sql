-- name: note(person_id, chat_id, message_id, answer_message_id, pieces, length, said_at, sent_at)!
INSERT INTO answers (person_id, chat_id, message_id, answer_message_id, pieces, length, said_at, sent_at)
VALUES (:person_id, :chat_id, :message_id, :answer_message_id, :pieces, :length, :said_at, :sent_at)
ON CONFLICT (person_id, chat_id, message_id) DO UPDATE SET
    answer_message_id = excluded.answer_message_id, pieces = excluded.pieces, length = excluded.length,
    said_at = excluded.said_at, sent_at = excluded.sent_at;

-- name: grow(person_id, chat_id, answer_message_id, pieces)!
UPDATE answers SET pieces = :pieces
WHERE person_id = :person_id AND chat_id = :chat_id AND answer_message_id = :answer_message_id;

-- name: answer_to(person_id, chat_id, message_id)^
SELECT answer_message_id, pieces FROM answers
WHERE person_id = :person_id AND chat_id = :chat_id AND message_id = :message_id;

-- name: asked_by(chat_id, answer_message_id)^
SELECT person_id FROM answers WHERE chat_id = :chat_id AND answer_message_id = :answer_message_id;

-- name: newest(person_id, chat_id)^
SELECT answer_message_id, pieces, length, said_at, sent_at FROM answers
WHERE person_id = :person_id AND chat_id = :chat_id
ORDER BY message_id DESC LIMIT 1;

-- name: answers_of(person_id)
SELECT chat_id, message_id, answer_message_id, pieces, length, said_at, sent_at FROM answers
WHERE person_id = :person_id ORDER BY chat_id, message_id;

-- name: forget_sent_before(before)!
DELETE FROM answers WHERE sent_at < :before;

-- name: erase(person_id)!
DELETE FROM answers WHERE person_id = :person_id;
