-- name: count_gap(day, language, kind)!
INSERT INTO faq_gaps (day, language, kind, count) VALUES (:day, :language, :kind, 1)
ON CONFLICT (day, language, kind) DO UPDATE SET count = faq_gaps.count + 1;

-- name: gaps_since(day)
SELECT day, language, kind, count FROM faq_gaps WHERE day >= :day ORDER BY day, language, kind;

-- name: vote(person_id, entry_id, language, vote, now)!
INSERT INTO faq_opinions (person_id, entry_id, language, vote, changed_at)
VALUES (:person_id, :entry_id, :language, :vote, :now)
ON CONFLICT (person_id, entry_id) DO UPDATE
SET vote = excluded.vote, language = excluded.language, changed_at = excluded.changed_at;

-- name: report(person_id, entry_id, language, now)!
INSERT INTO faq_opinions (person_id, entry_id, language, reported_at, changed_at)
VALUES (:person_id, :entry_id, :language, :now, :now)
ON CONFLICT (person_id, entry_id) DO UPDATE
SET reported_at = excluded.reported_at, language = excluded.language, changed_at = excluded.changed_at;

-- name: opinions()
SELECT entry_id, language, COUNT(CASE WHEN vote = 'up' THEN 1 END), COUNT(CASE WHEN vote = 'down' THEN 1 END),
       COUNT(reported_at)
FROM faq_opinions GROUP BY entry_id, language ORDER BY entry_id, language;

-- name: keep_question(person_id, text, language, now)!
INSERT INTO faq_questions (person_id, text, language, sent_at) VALUES (:person_id, :text, :language, :now)
ON CONFLICT (person_id, text) DO UPDATE SET language = excluded.language, sent_at = excluded.sent_at;

-- name: drop_oldest_questions(person_id, most)!
DELETE FROM faq_questions WHERE person_id = :person_id AND sent_at <= (
    SELECT sent_at FROM faq_questions WHERE person_id = :person_id ORDER BY sent_at DESC LIMIT 1 OFFSET :most
);

-- name: count_questions(language)$
SELECT COUNT(*) FROM faq_questions WHERE language = :language;

-- name: questions(language, most, skipped)
SELECT text, sent_at FROM faq_questions WHERE language = :language
ORDER BY sent_at DESC LIMIT :most OFFSET :skipped;

-- name: opinions_of(person_id)
SELECT entry_id, language, vote, reported_at, changed_at FROM faq_opinions
WHERE person_id = :person_id ORDER BY entry_id;

-- name: questions_of(person_id)
SELECT text, language, sent_at FROM faq_questions WHERE person_id = :person_id ORDER BY sent_at;

-- name: erase_opinions(person_id)!
DELETE FROM faq_opinions WHERE person_id = :person_id;

-- name: erase_questions(person_id)!
DELETE FROM faq_questions WHERE person_id = :person_id;
