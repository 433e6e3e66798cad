-- The three kept apart, scopes and tokens. Accounts from before keep seeing everything.
ALTER TABLE access_account ADD COLUMN must_change BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE access_account ADD COLUMN everywhere BOOLEAN DEFAULT TRUE NOT NULL;
-- Roles the administrator asked for and security has not granted; names parted by commas.
ALTER TABLE access_account ADD COLUMN requested VARCHAR(400);

CREATE TABLE access_scope (
    account VARCHAR(40) NOT NULL,
    kind VARCHAR(12) NOT NULL,
    place VARCHAR(60) NOT NULL,
    PRIMARY KEY (account, kind, place)
);

CREATE TABLE access_token (
    token_id VARCHAR(20) NOT NULL PRIMARY KEY,
    account VARCHAR(40) NOT NULL,
    label VARCHAR(60) NOT NULL,
    token_hash VARCHAR(64) NOT NULL,
    operations VARCHAR(2000) NOT NULL,
    issued BIGINT NOT NULL,
    issued_by VARCHAR(200) NOT NULL,
    expires BIGINT NOT NULL,
    last_used BIGINT,
    revoked BIGINT
);
CREATE UNIQUE INDEX access_token_hash ON access_token (token_hash);
CREATE INDEX access_token_account ON access_token (account);
