-- name: find(person_id)^
SELECT language, client_language, zone, model, unreachable, first_seen_at FROM people WHERE person_id = :person_id;

-- name: remember(person_id, client_language, first_seen_at)!
INSERT INTO people (person_id, client_language, first_seen_at)
VALUES (:person_id, :client_language, :first_seen_at)
ON CONFLICT (person_id) DO UPDATE SET client_language = excluded.client_language, unreachable = 0;

-- name: set_unreachable(person_id)!
UPDATE people SET unreachable = 1 WHERE person_id = :person_id;

-- name: set_language(person_id, language)!
UPDATE people SET language = :language WHERE person_id = :person_id;

-- name: set_zone(person_id, zone)!
UPDATE people SET zone = :zone WHERE person_id = :person_id;

-- name: set_model(person_id, model)!
UPDATE people SET model = :model WHERE person_id = :person_id;

-- name: erase(person_id)!
DELETE FROM people WHERE person_id = :person_id;
