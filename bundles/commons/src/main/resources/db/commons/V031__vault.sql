-- Keys that were destroyed. The keys themselves never lie in the database: a backup of it cannot bring one back.
CREATE TABLE vault_erased (
    key_id VARCHAR(40) NOT NULL PRIMARY KEY,
    subject_kind VARCHAR(40) NOT NULL,
    subject_number VARCHAR(120) NOT NULL,
    erased_at BIGINT NOT NULL
);
