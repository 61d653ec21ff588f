-- name: budget(person_id, slot)^
SELECT amount, currency, cycle_day, slot, label, period, bought_on, carries_over, created_at
FROM budgets WHERE person_id = :person_id AND slot = :slot;

-- name: budget_of_label(person_id, label)^
SELECT amount, currency, cycle_day, slot, label, period, bought_on, carries_over, created_at
FROM budgets WHERE person_id = :person_id AND label = :label;

-- name: budgets(person_id)
SELECT amount, currency, cycle_day, slot, label, period, bought_on, carries_over, created_at
FROM budgets WHERE person_id = :person_id ORDER BY slot;

-- name: set_budget(person_id, slot, label, amount, currency, cycle_day, period, bought_on, carries_over, summary_due, now)!
INSERT INTO budgets (
    person_id, slot, label, amount, currency, cycle_day, period, bought_on, carries_over, summary_due, created_at,
    changed_at
)
VALUES (
    :person_id, :slot, :label, :amount, :currency, :cycle_day, :period, :bought_on, :carries_over, :summary_due, :now,
    :now
)
ON CONFLICT (person_id, slot) DO UPDATE SET
    amount = excluded.amount,
    currency = excluded.currency,
    cycle_day = excluded.cycle_day,
    period = excluded.period,
    bought_on = excluded.bought_on,
    carries_over = excluded.carries_over,
    summary_due = excluded.summary_due,
    changed_at = excluded.changed_at;

-- name: budgets_for_export(person_id)
SELECT slot, label, amount, currency, period, cycle_day, bought_on, carries_over, created_at, changed_at
FROM budgets WHERE person_id = :person_id ORDER BY slot;

-- name: erase_budget(person_id, slot)!
DELETE FROM budgets WHERE person_id = :person_id AND slot = :slot;

-- name: erase_budgets(person_id)!
DELETE FROM budgets WHERE person_id = :person_id;

-- name: highest_number(person_id)$
SELECT MAX(number) FROM entries WHERE person_id = :person_id;

-- name: book(person_id, number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id, kind, label, booked_at, origin, import_key, batch, undone_at)!
INSERT INTO entries (
    person_id, number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id,
    kind, label, booked_at, origin, import_key, batch, undone_at
)
VALUES (
    :person_id, :number, :amount, :currency, :cny_per_usd, :rate_source, :rate_date, :spent_at, :local_date, :note,
    :update_id, :kind, :label, :booked_at, :origin, :import_key, :batch, :undone_at
);

-- name: amend(person_id, number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, label)!
UPDATE entries SET
    amount = :amount,
    currency = :currency,
    cny_per_usd = :cny_per_usd,
    rate_source = :rate_source,
    rate_date = :rate_date,
    spent_at = :spent_at,
    local_date = :local_date,
    note = :note,
    label = :label
WHERE person_id = :person_id AND number = :number;

-- name: release_update(person_id, update_id, before)!
UPDATE entries SET update_id = NULL
WHERE person_id = :person_id AND update_id = :update_id AND COALESCE(booked_at, spent_at) < :before;

-- name: entry_of_update(person_id, update_id)^
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND update_id = :update_id;

-- name: entry_of_origin(person_id, origin)^
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND origin = :origin AND undone_at IS NULL
ORDER BY number DESC LIMIT 1;

-- name: entry_of_import(person_id, import_key)^
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND import_key = :import_key;

-- name: entry(person_id, number)^
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND number = :number;

-- name: entries_of_batch(person_id, batch)
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND batch = :batch;

-- name: taken_back_together(person_id, number)
-- An entry with those of its file that went with it; what was taken back at another time stays so.
SELECT
    e.number, e.amount, e.currency, e.cny_per_usd, e.rate_source, e.rate_date, e.spent_at, e.local_date, e.note,
    e.undone_at, e.kind, e.label, e.booked_at, e.batch
FROM entries AS e JOIN entries AS one ON one.person_id = e.person_id AND one.undone_at = e.undone_at
WHERE e.person_id = :person_id AND one.number = :number AND (e.number = one.number OR e.batch = one.batch);

-- name: newest(person_id, count)
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries WHERE person_id = :person_id AND undone_at IS NULL
ORDER BY number DESC LIMIT :count;

-- name: of_kind_between(person_id, kind, first, last)
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, undone_at, kind, label,
    booked_at, batch
FROM entries
WHERE person_id = :person_id AND kind = :kind AND local_date BETWEEN :first AND :last AND undone_at IS NULL
    AND kind <> 'spent'
ORDER BY local_date, number;

-- name: amounts_of_day(person_id, local_date, label, currency, cny_per_usd)
SELECT amount FROM entries
WHERE person_id = :person_id AND local_date = :local_date AND undone_at IS NULL
    AND label = :label AND currency = :currency AND cny_per_usd = :cny_per_usd AND kind <> 'top-up';

-- name: sums_between(person_id, first, last)
SELECT local_date, label, currency, cny_per_usd, amount FROM day_sums
WHERE person_id = :person_id AND local_date BETWEEN :first AND :last
ORDER BY local_date;

-- name: sum_of_day(person_id, local_date, label, currency, cny_per_usd)^
SELECT amount FROM day_sums
WHERE person_id = :person_id AND local_date = :local_date AND label = :label AND currency = :currency
    AND cny_per_usd = :cny_per_usd;

-- name: set_sum(person_id, local_date, label, currency, cny_per_usd, amount)!
INSERT INTO day_sums (person_id, local_date, label, currency, cny_per_usd, amount)
VALUES (:person_id, :local_date, :label, :currency, :cny_per_usd, :amount)
ON CONFLICT (person_id, local_date, label, currency, cny_per_usd) DO UPDATE SET amount = excluded.amount;

-- name: take_back(person_id, number, now)!
UPDATE entries SET undone_at = :now WHERE person_id = :person_id AND number = :number AND undone_at IS NULL;

-- name: book_again(person_id, number)!
UPDATE entries SET undone_at = NULL WHERE person_id = :person_id AND number = :number AND undone_at IS NOT NULL;

-- name: entries_for_export(person_id)
SELECT
    number, amount, currency, cny_per_usd, rate_source, rate_date, spent_at, local_date, note, update_id, undone_at,
    kind, label, booked_at, import_key
FROM entries WHERE person_id = :person_id
ORDER BY number;

-- name: erase_entries(person_id)!
DELETE FROM entries WHERE person_id = :person_id;

-- name: erase_sums(person_id)!
DELETE FROM day_sums WHERE person_id = :person_id;

-- name: warnings_between(person_id, slot, first, last)
SELECT kind, local_date, number FROM limit_warnings
WHERE person_id = :person_id AND slot = :slot AND local_date BETWEEN :first AND :last;

-- name: set_warning(person_id, slot, kind, local_date, number)!
INSERT INTO limit_warnings (person_id, slot, kind, local_date, number)
VALUES (:person_id, :slot, :kind, :local_date, :number)
ON CONFLICT (person_id, slot, kind, local_date) DO UPDATE SET number = excluded.number;

-- name: erase_warning(person_id, slot, kind, local_date)!
DELETE FROM limit_warnings
WHERE person_id = :person_id AND slot = :slot AND kind = :kind AND local_date = :local_date;

-- name: erase_warnings_of(person_id, slot)!
DELETE FROM limit_warnings WHERE person_id = :person_id AND slot = :slot;

-- name: erase_warnings(person_id)!
DELETE FROM limit_warnings WHERE person_id = :person_id;

-- name: settings(person_id)^
SELECT thresholds, warns_pace, sums_up, nudge_due FROM budget_settings WHERE person_id = :person_id;

-- name: set_settings(person_id, thresholds, warns_pace, sums_up, nudge_due)!
INSERT INTO budget_settings (person_id, thresholds, warns_pace, sums_up, nudge_due)
VALUES (:person_id, :thresholds, :warns_pace, :sums_up, :nudge_due)
ON CONFLICT (person_id) DO UPDATE SET
    thresholds = excluded.thresholds,
    warns_pace = excluded.warns_pace,
    sums_up = excluded.sums_up,
    nudge_due = excluded.nudge_due;

-- name: erase_settings(person_id)!
DELETE FROM budget_settings WHERE person_id = :person_id;

-- name: next_summary()$
SELECT summary_due FROM budgets WHERE summary_due IS NOT NULL ORDER BY summary_due LIMIT 1;

-- name: due_summaries(now, count)
SELECT person_id, slot, summary_due, summed_up_to FROM budgets
WHERE summary_due IS NOT NULL AND summary_due <= :now ORDER BY summary_due LIMIT :count;

-- name: plan_summary(person_id, slot, summary_due)!
UPDATE budgets SET summary_due = :summary_due WHERE person_id = :person_id AND slot = :slot;

-- name: summed_up(person_id, slot, summed_up_to)!
UPDATE budgets SET summed_up_to = :summed_up_to WHERE person_id = :person_id AND slot = :slot;

-- name: summed_up_to(person_id, slot)$
SELECT summed_up_to FROM budgets WHERE person_id = :person_id AND slot = :slot;

-- name: next_nudge()$
SELECT nudge_due FROM budget_settings WHERE nudge_due IS NOT NULL ORDER BY nudge_due LIMIT 1;

-- name: due_nudges(now, count)
SELECT person_id, nudge_due FROM budget_settings
WHERE nudge_due IS NOT NULL AND nudge_due <= :now ORDER BY nudge_due LIMIT :count;

-- name: plan_nudge(person_id, nudge_due)!
UPDATE budget_settings SET nudge_due = :nudge_due WHERE person_id = :person_id;

-- name: keep_import(person_id, batch, content, received_at)!
INSERT INTO budget_imports (person_id, batch, content, received_at)
VALUES (:person_id, :batch, :content, :received_at);

-- name: kept_import(person_id, batch)$
SELECT content FROM budget_imports WHERE person_id = :person_id AND batch = :batch;

-- name: drop_import(person_id, batch)!
DELETE FROM budget_imports WHERE person_id = :person_id AND batch = :batch;

-- name: drop_old_imports(before)!
DELETE FROM budget_imports WHERE received_at < :before;

-- name: erase_imports(person_id)!
DELETE FROM budget_imports WHERE person_id = :person_id;

-- name: missing_sums(count)
SELECT person_id, local_date, label, currency, cny_per_usd FROM day_sums
WHERE amount IS NULL LIMIT :count;
