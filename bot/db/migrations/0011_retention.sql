-- Since when a person cannot be reached: after twelve months everything about them is deleted. Of those who could not be
-- reached before this column was there, the time counts from when the program first looks.
ALTER TABLE people ADD COLUMN unreachable_since TEXT; -- instant, UTC; NULL while they can be reached
CREATE INDEX people_unreachable ON people (unreachable_since) WHERE unreachable = 1;

-- Questions that nobody answered in time are forgotten.
CREATE INDEX questions_expiry ON questions (expires_at);
