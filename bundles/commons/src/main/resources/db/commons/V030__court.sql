-- The journal in court. Roots of complete blocks of 2^node_level seals, from level 8 up, so that a proof needs no reading of the journal.
-- A verifier trusts none of them: it reckons from the seals.
CREATE TABLE journal_node (
    algorithm VARCHAR(16) NOT NULL,
    node_level INTEGER NOT NULL,
    node_no BIGINT NOT NULL,
    hash CHAR(64) NOT NULL,
    PRIMARY KEY (algorithm, node_level, node_no)
);

-- No entry with an id up to this one will ever be sealed again: each has its seal or will never be committed.
CREATE TABLE journal_settled (
    singleton SMALLINT NOT NULL PRIMARY KEY,
    settled_id BIGINT NOT NULL
);
INSERT INTO journal_settled (singleton, settled_id) VALUES (1, 0);

-- Where several nodes write: committed and waiting for a seal. Written with the entry, removed with its seal. Empty on Derby.
CREATE TABLE journal_unsealed (
    entry_id BIGINT NOT NULL PRIMARY KEY
);

-- A copy to list and to send; what counts lies outside the database.
CREATE TABLE journal_checkpoint (
    sequence_no BIGINT NOT NULL PRIMARY KEY,
    entries BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    body ${clob} NOT NULL
);

CREATE TABLE journal_outlet (
    outlet VARCHAR(200) NOT NULL PRIMARY KEY,
    last_sent BIGINT NOT NULL
);
