-- name: find(person_id)^
SELECT morning, afternoon, evening, night, quiet_from, quiet_to, asked FROM day_hours WHERE person_id = :person_id;

-- name: keep(person_id, morning, afternoon, evening, night, quiet_from, quiet_to, asked)!
INSERT INTO day_hours (person_id, morning, afternoon, evening, night, quiet_from, quiet_to, asked)
VALUES (:person_id, :morning, :afternoon, :evening, :night, :quiet_from, :quiet_to, :asked)
ON CONFLICT (person_id) DO UPDATE
SET morning = excluded.morning, afternoon = excluded.afternoon, evening = excluded.evening, night = excluded.night,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, asked = excluded.asked;

-- name: erase(person_id)!
DELETE FROM day_hours WHERE person_id = :person_id;
