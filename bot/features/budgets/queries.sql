-- name: budget(person_id)^
SELECT amount, currency, cycle_day FROM budgets WHERE person_id = :person_id;

-- name: set_budget(person_id, amount, currency, cycle_day, now)!
INSERT INTO budgets (person_id, amount, currency, cycle_day, created_at, changed_at)
VALUES (:person_id, :amount, :currency, :cycle_day, :now, :now)
ON CONFLICT (person_id) DO UPDATE SET
    amount = excluded.amount,
    currency = excluded.currency,
    cycle_day = excluded.cycle_day,
    changed_at = excluded.changed_at;

-- name: budget_for_export(person_id)^
SELECT amount, currency, cycle_day, created_at, changed_at FROM budgets WHERE person_id = :person_id;

-- name: erase_budget(person_id)!
DELETE FROM budgets WHERE person_id = :person_id;

-- name: highest_number(person_id)$
SELECT MAX(number) FROM entries WHERE person_id = :person_id;

-- name: book(person_id, number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id)!
INSERT INTO entries (
    person_id, number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id
)
VALUES (
    :person_id, :number, :amount, :currency, :cny_per_usd, :rate_source, :rate_date, :spent_at, :local_date, :note,
    :update_id
);

-- name: release_update(person_id, update_id, before)!
UPDATE entries SET update_id = NULL
WHERE person_id = :person_id AND update_id = :update_id AND spent_at < :before;

-- name: entry_of_update(person_id, update_id)^
SELECT number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at
FROM entries WHERE person_id = :person_id AND update_id = :update_id;

-- name: entry(person_id, number)^
SELECT number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at
FROM entries WHERE person_id = :person_id AND number = :number;

-- name: newest(person_id, count)
SELECT number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at
FROM entries WHERE person_id = :person_id AND undone_at IS NULL
ORDER BY number DESC LIMIT :count;

-- name: spent_between(person_id, first, last)
SELECT amount, currency, cny_per_usd, rate_source, rate_date
FROM entries
WHERE person_id = :person_id AND local_date BETWEEN :first AND :last AND undone_at IS NULL;

-- name: take_back(person_id, number, now)!
UPDATE entries SET undone_at = :now WHERE person_id = :person_id AND number = :number AND undone_at IS NULL;

-- name: book_again(person_id, number)!
UPDATE entries SET undone_at = NULL WHERE person_id = :person_id AND number = :number;

-- name: entries_for_export(person_id)
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id, undone_at
FROM entries WHERE person_id = :person_id
ORDER BY number;

-- name: erase_entries(person_id)!
DELETE FROM entries WHERE person_id = :person_id;
