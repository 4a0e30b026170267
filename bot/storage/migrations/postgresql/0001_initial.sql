-- Times are Unix seconds. Nothing here but chats, outbox, reminders and documents knows a chat,
-- and everything in these four is deleted by /forget.

CREATE TABLE chats (
    id      BIGINT PRIMARY KEY,
    session TEXT,
    blocked BOOLEAN NOT NULL DEFAULT FALSE,
    slowed  BOOLEAN NOT NULL DEFAULT FALSE,
    seen_at BIGINT NOT NULL
);
CREATE INDEX chats_seen_at ON chats (seen_at);

-- The updates already taken: a set, since webhook deliveries come out of order.
CREATE TABLE updates (
    bot      BIGINT NOT NULL,
    id       BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (bot, id)
);

CREATE TABLE outbox (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat      BIGINT NOT NULL,
    method    TEXT NOT NULL,
    payload   TEXT NOT NULL,
    queued_at BIGINT NOT NULL
);
CREATE INDEX outbox_chat ON outbox (chat, id);

CREATE TABLE reminders (
    chat   BIGINT NOT NULL,
    topic  TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (chat, topic)
);
CREATE INDEX reminders_due_at ON reminders (due_at);

CREATE TABLE documents (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat      BIGINT NOT NULL,
    document  TEXT NOT NULL,
    queued_at BIGINT NOT NULL
);
CREATE INDEX documents_chat ON documents (chat);

CREATE TABLE unanswered (
    question TEXT PRIMARY KEY,
    times    BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
);

CREATE TABLE helpful (
    article TEXT PRIMARY KEY,
    yes     BIGINT NOT NULL DEFAULT 0,
    no      BIGINT NOT NULL DEFAULT 0
);
