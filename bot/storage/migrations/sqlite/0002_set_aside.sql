-- Sessions that no program at hand could read, kept as they were; deleted by /forget like all else of a chat.
CREATE TABLE set_aside (
    chat         INTEGER NOT NULL,
    session      TEXT NOT NULL,
    set_aside_at INTEGER NOT NULL
);
CREATE INDEX set_aside_chat ON set_aside (chat);

-- How often the reading of a document has begun: one that ends the program must not do so for ever.
ALTER TABLE documents ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
