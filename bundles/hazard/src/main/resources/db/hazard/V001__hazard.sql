-- Hazards (隐患). Instants are epoch milliseconds; days are legal days of China, written yyyy-MM-dd so that they sort as text.
CREATE TABLE hazard (
    hazard_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    description VARCHAR(4000),
    enterprise CHAR(18),
    area CHAR(12),
    place VARCHAR(200),
    source VARCHAR(30) NOT NULL,
    registered_by VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    cause VARCHAR(200),
    -- One hazard for one alarm, whatever the journal hands out twice.
    cause_entry BIGINT,
    device VARCHAR(120),
    series VARCHAR(120),
    rule_id VARCHAR(120),
    state VARCHAR(20) NOT NULL,
    state_since BIGINT NOT NULL,
    chased_on CHAR(10) NOT NULL,
    grade VARCHAR(20),
    criterion_standard VARCHAR(200),
    criterion_clause VARCHAR(100),
    criterion_text VARCHAR(1000),
    rectification_mode VARCHAR(20),
    rectifier VARCHAR(100),
    plan_measures VARCHAR(2000),
    plan_responsible VARCHAR(100),
    plan_funds VARCHAR(200),
    plan_funds_source VARCHAR(200),
    plan_deadline CHAR(10),
    plan_contingency VARCHAR(2000),
    deadline CHAR(10),
    overdue BOOLEAN NOT NULL,
    escalated_to VARCHAR(200),
    merged_into VARCHAR(40),
    merged_from_state VARCHAR(20),
    CONSTRAINT hazard_cause_once UNIQUE (cause_entry)
);

CREATE INDEX hazard_newest ON hazard (registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_state ON hazard (state, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_enterprise ON hazard (enterprise, registered_at DESC);
CREATE INDEX hazard_series ON hazard (series, rule_id);
CREATE INDEX hazard_chase ON hazard (state, chased_on);

CREATE TABLE hazard_extension (
    hazard_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    deadline CHAR(10) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    requested_by VARCHAR(200) NOT NULL,
    requested_at BIGINT NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    decided_by VARCHAR(200),
    decided_at BIGINT,
    note VARCHAR(1000),
    CONSTRAINT hazard_extension_key PRIMARY KEY (hazard_number, row_no)
);

CREATE TABLE hazard_photo (
    hazard_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    attachment VARCHAR(64) NOT NULL,
    purpose VARCHAR(20) NOT NULL,
    added_by VARCHAR(200) NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT hazard_photo_key PRIMARY KEY (hazard_number, row_no)
);
