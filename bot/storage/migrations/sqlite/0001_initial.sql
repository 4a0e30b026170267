-- Times are Unix seconds. Nothing here but chats, outbox, reminders and documents knows a chat,
-- and everything in these four is deleted by /forget.

CREATE TABLE chats (
    id      INTEGER PRIMARY KEY,
    session TEXT,
    blocked INTEGER NOT NULL DEFAULT 0,
    slowed  INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL
);
CREATE INDEX chats_seen_at ON chats (seen_at);
CREATE INDEX chats_blocked ON chats (id) WHERE blocked;

-- The updates already taken: a set, since webhook deliveries come out of order.
CREATE TABLE updates (
    bot      INTEGER NOT NULL,
    id       INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (bot, id)
) WITHOUT ROWID;

-- AUTOINCREMENT: an id is never used again, so that a late "sent" cannot delete another message.
CREATE TABLE outbox (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    chat      INTEGER NOT NULL,
    method    TEXT NOT NULL,
    payload   TEXT NOT NULL,
    queued_at INTEGER NOT NULL
);
CREATE INDEX outbox_chat ON outbox (chat, id);

CREATE TABLE reminders (
    chat   INTEGER NOT NULL,
    topic  TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (chat, topic)
) WITHOUT ROWID;
CREATE INDEX reminders_due_at ON reminders (due_at);

CREATE TABLE documents (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    chat      INTEGER NOT NULL,
    document  TEXT NOT NULL,
    queued_at INTEGER NOT NULL
);
CREATE INDEX documents_chat ON documents (chat);

CREATE TABLE unanswered (
    question TEXT PRIMARY KEY,
    times    INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
);

CREATE TABLE helpful (
    article TEXT PRIMARY KEY,
    yes     INTEGER NOT NULL DEFAULT 0,
    no      INTEGER NOT NULL DEFAULT 0
);
