-- name: store(update_id, chat_id, body, received_at)!
INSERT INTO inbox (update_id, chat_id, body, received_at)
VALUES (:update_id, :chat_id, :body, :received_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: open_updates()
SELECT update_id, chat_id FROM inbox
WHERE body IS NOT NULL OR answer IS NOT NULL
ORDER BY update_id;

-- name: find(update_id)^
SELECT body, answer FROM inbox WHERE update_id = :update_id;

-- name: take_effect(update_id, answer, handled_at)!
UPDATE inbox SET body = NULL, answer = :answer, handled_at = :handled_at
WHERE update_id = :update_id AND body IS NOT NULL;

-- name: finish(update_id, handled_at)!
UPDATE inbox SET body = NULL, answer = NULL, chat_id = NULL, handled_at = COALESCE(handled_at, :handled_at)
WHERE update_id = :update_id;

-- name: set_aside(update_id, person_id, code, shape, failed_at)!
INSERT INTO set_aside (update_id, person_id, code, shape, failed_at)
VALUES (:update_id, :person_id, :code, :shape, :failed_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: forget_handled(before)!
DELETE FROM inbox WHERE handled_at < :before AND body IS NULL AND answer IS NULL;

-- name: forget_set_aside(before)!
DELETE FROM set_aside WHERE failed_at < :before;

-- name: set_aside_of(person_id)
SELECT update_id, code, shape, failed_at FROM set_aside WHERE person_id = :person_id ORDER BY update_id;

-- name: erase_set_aside_of(person_id)!
DELETE FROM set_aside WHERE person_id = :person_id;

-- name: ask(chat_id, person_id, question, message_id, expires_at)!
INSERT INTO questions (chat_id, person_id, question, message_id, expires_at)
VALUES (:chat_id, :person_id, :question, :message_id, :expires_at)
ON CONFLICT (chat_id, person_id) DO UPDATE SET
    question = excluded.question, message_id = excluded.message_id, expires_at = excluded.expires_at;

-- name: open_question(chat_id, person_id, now)^
SELECT question, message_id, expires_at FROM questions WHERE chat_id = :chat_id AND person_id = :person_id AND expires_at > :now;

-- name: drop_question(chat_id, person_id)!
DELETE FROM questions WHERE chat_id = :chat_id AND person_id = :person_id;

-- name: drop_old_questions(now)!
DELETE FROM questions WHERE expires_at <= :now;

-- name: questions_of(person_id)
SELECT chat_id, question, message_id, expires_at FROM questions WHERE person_id = :person_id ORDER BY chat_id;

-- name: erase_questions_of(person_id)!
DELETE FROM questions WHERE person_id = :person_id;

-- name: state_fact(name, value)!
INSERT INTO facts (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: fact(name)$
SELECT value FROM facts WHERE name = :name;

-- name: drop_fact(name)!
DELETE FROM facts WHERE name = :name;
