-- name: add(estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens, output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens, is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day, input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at)!
INSERT INTO estimates (
    estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens,
    output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens,
    is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day,
    input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at
)
VALUES (
    :estimate_id, :person_id, :origin, :source, :o200k_tokens, :cl100k_tokens, :characters, :parts, :cached_tokens,
    :output_tokens, :reasoning_tokens, :output_limit, :requests, :long_requests, :long_o200k_tokens,
    :long_cl100k_tokens, :is_total, :details, :model, :tier, :answer, :cached_percent, :calls, :period, :span_count,
    :span_unit, :price_day, :input_usd_per_mtok, :cached_usd_per_mtok, :output_usd_per_mtok, :cny_per_usd, :made_at
);

-- name: change(estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens, output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens, is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day, input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at)!
UPDATE estimates SET
    origin = :origin,
    source = :source,
    o200k_tokens = :o200k_tokens,
    cl100k_tokens = :cl100k_tokens,
    characters = :characters,
    parts = :parts,
    cached_tokens = :cached_tokens,
    output_tokens = :output_tokens,
    reasoning_tokens = :reasoning_tokens,
    output_limit = :output_limit,
    requests = :requests,
    long_requests = :long_requests,
    long_o200k_tokens = :long_o200k_tokens,
    long_cl100k_tokens = :long_cl100k_tokens,
    is_total = :is_total,
    details = :details,
    model = :model,
    tier = :tier,
    answer = :answer,
    cached_percent = :cached_percent,
    calls = :calls,
    period = :period,
    span_count = :span_count,
    span_unit = :span_unit,
    price_day = :price_day,
    input_usd_per_mtok = :input_usd_per_mtok,
    cached_usd_per_mtok = :cached_usd_per_mtok,
    output_usd_per_mtok = :output_usd_per_mtok,
    cny_per_usd = :cny_per_usd,
    made_at = :made_at
WHERE estimate_id = :estimate_id AND person_id = :person_id;

-- name: find(estimate_id)^
SELECT
    estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens,
    output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens,
    is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day,
    input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at
FROM estimates WHERE estimate_id = :estimate_id;

-- name: of_origin(person_id, origin)^
SELECT
    estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens,
    output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens,
    is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day,
    input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at
FROM estimates WHERE person_id = :person_id AND origin = :origin;

-- name: newest(person_id, count)
SELECT
    estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens,
    output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens,
    is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day,
    input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at
FROM estimates WHERE person_id = :person_id
ORDER BY made_at DESC, estimate_id LIMIT :count;

-- name: for_export(person_id)
SELECT
    estimate_id, person_id, origin, source, o200k_tokens, cl100k_tokens, characters, parts, cached_tokens,
    output_tokens, reasoning_tokens, output_limit, requests, long_requests, long_o200k_tokens, long_cl100k_tokens,
    is_total, details, model, tier, answer, cached_percent, calls, period, span_count, span_unit, price_day,
    input_usd_per_mtok, cached_usd_per_mtok, output_usd_per_mtok, cny_per_usd, made_at
FROM estimates WHERE person_id = :person_id
ORDER BY made_at;

-- name: newest_models(person_id, count)
SELECT model FROM estimates WHERE person_id = :person_id ORDER BY made_at DESC LIMIT :count;

-- name: release_origin(person_id, origin)!
UPDATE estimates SET origin = NULL WHERE person_id = :person_id AND origin = :origin;

-- name: beyond(person_id, most, count)
SELECT estimate_id FROM estimates
WHERE person_id = :person_id
ORDER BY made_at DESC, estimate_id LIMIT :count OFFSET :most;

-- name: drop(estimate_id)!
DELETE FROM estimates WHERE estimate_id = :estimate_id;

-- name: drop_before(before)!
DELETE FROM estimates WHERE made_at < :before;

-- name: erase(person_id)!
DELETE FROM estimates WHERE person_id = :person_id;
