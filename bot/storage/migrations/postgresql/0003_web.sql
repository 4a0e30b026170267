-- The web page. A visitor is a chat whose number is 2^60 or above, where Telegram has none; one who asked to be
-- remembered is kept, all others are deleted after a day. What the page shows stays until its chat is deleted: it is
-- both the outbox of the page, read again after a lost connection, and what a reload shows.

ALTER TABLE chats ADD COLUMN kept BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE shown (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat     BIGINT NOT NULL,
    payload  TEXT NOT NULL,
    shown_at BIGINT NOT NULL
);
CREATE INDEX shown_chat ON shown (chat, id);

-- Files sent on the page, until they are read.
CREATE TABLE uploads (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat        BIGINT NOT NULL,
    content     BYTEA NOT NULL,
    uploaded_at BIGINT NOT NULL
);
CREATE INDEX uploads_chat ON uploads (chat);

-- What the page signs its cookies with, where no setting says so.
CREATE TABLE secrets (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
