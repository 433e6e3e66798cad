-- Requests sent with a key of their own, kept for a day. Key and answer stand here so that nobody can read them.
CREATE TABLE access_repeat (
    key_hash CHAR(64) NOT NULL PRIMARY KEY,
    fingerprint CHAR(64) NOT NULL,
    begun BIGINT NOT NULL,
    status INTEGER,
    sealed ${blob}
);
CREATE INDEX access_repeat_begun ON access_repeat (begun);
