-- Duty lists (责任清单). Instants are epoch milliseconds; days are legal days of China, written yyyy-MM-dd so that they sort as text.
CREATE TABLE responsibility_list (
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    version BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    post_title VARCHAR(100),
    term_from CHAR(10) NOT NULL,
    term_to CHAR(10) NOT NULL,
    term_label VARCHAR(40) NOT NULL,
    state VARCHAR(20) NOT NULL,
    state_since BIGINT NOT NULL,
    submitted_by VARCHAR(200),
    note VARCHAR(1000),
    CONSTRAINT responsibility_list_key PRIMARY KEY (list_number, edition)
);
CREATE INDEX responsibility_list_bearer ON responsibility_list (unit_id, term_from);

CREATE TABLE responsibility_duty (
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    row_no INT NOT NULL,
    code VARCHAR(20) NOT NULL,
    duty_class VARCHAR(20) NOT NULL,
    duty_text VARCHAR(1000) NOT NULL,
    basis_source VARCHAR(300) NOT NULL,
    basis_article VARCHAR(100),
    basis_from CHAR(10),
    rhythm VARCHAR(20) NOT NULL,
    cycle VARCHAR(20),
    times INT NOT NULL,
    by_day INT,
    by_nth INT,
    within_days INT,
    shares BOOLEAN NOT NULL,
    valid_days INT,
    kinds VARCHAR(4000) NOT NULL,
    CONSTRAINT responsibility_duty_key PRIMARY KEY (list_number, edition, row_no)
);

-- Acts (履职), as the records of other rooms prove them; an entry read again changes nothing.
CREATE TABLE responsibility_act (
    entry_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    kind VARCHAR(120) NOT NULL,
    subject_kind VARCHAR(60) NOT NULL,
    subject_number VARCHAR(120) NOT NULL,
    account VARCHAR(200),
    unit_id VARCHAR(100),
    happened_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    withdrawn_entry BIGINT,
    withdrawn_at BIGINT,
    CONSTRAINT responsibility_act_key PRIMARY KEY (entry_id, row_no)
);
CREATE INDEX responsibility_act_account ON responsibility_act (account, happened_at);
CREATE INDEX responsibility_act_unit ON responsibility_act (unit_id, happened_at);
CREATE INDEX responsibility_act_subject ON responsibility_act (subject_kind, subject_number, kind);
