-- name: find(person_id)^
SELECT language, client_language, zone, model, currency, unreachable, unreachable_since, first_seen_at FROM people WHERE person_id = :person_id;

-- name: remember(person_id, client_language, first_seen_at)!
INSERT INTO people (person_id, client_language, first_seen_at)
VALUES (:person_id, :client_language, :first_seen_at)
ON CONFLICT (person_id) DO UPDATE SET client_language = excluded.client_language, unreachable = 0, unreachable_since = NULL;

-- name: set_unreachable(person_id, now)!
UPDATE people SET unreachable = 1, unreachable_since = COALESCE(unreachable_since, :now) WHERE person_id = :person_id;

-- name: date_unreachable(now)!
UPDATE people SET unreachable_since = :now WHERE unreachable = 1 AND unreachable_since IS NULL;

-- name: unreachable_before(before, most)
SELECT person_id FROM people WHERE unreachable = 1 AND unreachable_since < :before
ORDER BY unreachable_since LIMIT :most;

-- name: set_language(person_id, language)!
UPDATE people SET language = :language WHERE person_id = :person_id;

-- name: set_zone(person_id, zone)!
UPDATE people SET zone = :zone WHERE person_id = :person_id;

-- name: set_model(person_id, model)!
UPDATE people SET model = :model WHERE person_id = :person_id;

-- name: set_currency(person_id, currency)!
UPDATE people SET currency = :currency WHERE person_id = :person_id;

-- name: erase(person_id)!
DELETE FROM people WHERE person_id = :person_id;
