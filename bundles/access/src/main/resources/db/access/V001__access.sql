-- Accounts: a person has a password, a machine a token; both lie here only as what cannot be turned back.
CREATE TABLE access_account (
    name VARCHAR(40) NOT NULL PRIMARY KEY,
    display_name VARCHAR(60) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    password_hash VARCHAR(128),
    salt VARCHAR(64),
    iterations INTEGER NOT NULL,
    token_hash VARCHAR(64),
    enabled BOOLEAN NOT NULL,
    failed INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX access_account_token ON access_account (token_hash);

CREATE TABLE access_role (
    account VARCHAR(40) NOT NULL,
    role_name VARCHAR(40) NOT NULL,
    PRIMARY KEY (account, role_name)
);

CREATE TABLE access_session (
    token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
    account VARCHAR(40) NOT NULL,
    csrf VARCHAR(64) NOT NULL,
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX access_session_account ON access_session (account);
CREATE INDEX access_session_expires ON access_session (expires);
