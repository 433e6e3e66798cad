-- Disputes about who supervises (监管职责争议): raised → statements → ruled or withdrawn.
CREATE TABLE responsibility_dispute (
    dispute_number VARCHAR(40) NOT NULL,
    version BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    matter VARCHAR(2000) NOT NULL,
    sector VARCHAR(60),
    enterprise_code CHAR(18),
    claimants VARCHAR(2000) NOT NULL,
    state VARCHAR(20) NOT NULL,
    raised_by VARCHAR(200) NOT NULL,
    raised_at BIGINT NOT NULL,
    lead_unit VARCHAR(100),
    basis VARCHAR(500),
    reason VARCHAR(2000),
    decided_by VARCHAR(200),
    decided_at BIGINT,
    CONSTRAINT responsibility_dispute_key PRIMARY KEY (dispute_number)
);

CREATE TABLE responsibility_statement (
    id BIGINT NOT NULL,
    dispute_number VARCHAR(40) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    statement_text VARCHAR(2000) NOT NULL,
    account VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT responsibility_statement_key PRIMARY KEY (id)
);
CREATE INDEX responsibility_statement_dispute ON responsibility_statement (dispute_number);
