-- name: newest_rate_of(source)^
SELECT number, cny_per_usd, as_of, source, set_by FROM operator_rates
WHERE source = :source ORDER BY number DESC LIMIT 1;

-- name: rates_before(number, count)
SELECT number, cny_per_usd, as_of, source, set_by FROM operator_rates
WHERE number < :number ORDER BY number DESC LIMIT :count;

-- name: add_rate(number, cny_per_usd, as_of, source, set_by, set_at)!
INSERT INTO operator_rates (number, cny_per_usd, as_of, source, set_by, set_at)
VALUES (:number, :cny_per_usd, :as_of, :source, :set_by, :set_at);

-- name: rates_set_by(person_id)
SELECT number, cny_per_usd, as_of, set_at FROM operator_rates WHERE set_by = :person_id ORDER BY number;

-- name: forget_who_set(person_id)!
UPDATE operator_rates SET set_by = NULL WHERE set_by = :person_id;

-- name: own_rate(person_id)^
SELECT cny_per_usd, percent, fixed_cny, since FROM own_rates WHERE person_id = :person_id;

-- name: set_own_rate(person_id, cny_per_usd, percent, fixed_cny, since)!
INSERT INTO own_rates (person_id, cny_per_usd, percent, fixed_cny, since)
VALUES (:person_id, :cny_per_usd, :percent, :fixed_cny, :since)
ON CONFLICT (person_id) DO UPDATE SET
    cny_per_usd = excluded.cny_per_usd,
    percent = excluded.percent,
    fixed_cny = excluded.fixed_cny,
    since = excluded.since;

-- name: erase_own_rate(person_id)!
DELETE FROM own_rates WHERE person_id = :person_id;

-- name: told_of_yuan_sign(person_id)$
SELECT person_id FROM told_of_yuan_sign WHERE person_id = :person_id;

-- name: tell_of_yuan_sign(person_id)!
INSERT INTO told_of_yuan_sign (person_id) VALUES (:person_id) ON CONFLICT (person_id) DO NOTHING;

-- name: erase_told_of_yuan_sign(person_id)!
DELETE FROM told_of_yuan_sign WHERE person_id = :person_id;
