-- Messages of reminders are counted before each attempt to send them: one with a count above 0 may have arrived.
-- All others have no count.
ALTER TABLE outbox ADD COLUMN tries INTEGER;
CREATE INDEX outbox_reminders ON outbox (queued_at) WHERE tries IS NOT NULL;

-- When the next message of a kind may go, of whatever process: the pace outlives a restart and is one for all.
CREATE TABLE paces (
    name    TEXT PRIMARY KEY,
    next_at DOUBLE PRECISION NOT NULL
);
