-- The county's smaller ledgers (专项台账): one row an entry, its fields and lines beside it. only_one holds what there may be only one of.
CREATE TABLE hazard_register (
    entry_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    register_name VARCHAR(30) NOT NULL,
    stage VARCHAR(20) NOT NULL,
    title VARCHAR(200) NOT NULL,
    enterprise CHAR(18),
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    entered_by VARCHAR(200) NOT NULL,
    entered_at BIGINT NOT NULL,
    last_by VARCHAR(200) NOT NULL,
    due_day CHAR(10),
    only_one VARCHAR(100),
    CONSTRAINT hazard_register_only UNIQUE (only_one)
);
CREATE INDEX hazard_register_newest ON hazard_register (register_name, entered_at DESC, entry_number DESC);
CREATE INDEX hazard_register_due ON hazard_register (due_day);
CREATE INDEX hazard_register_firm ON hazard_register (enterprise, register_name);

CREATE TABLE hazard_register_value (
    entry_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    field_name VARCHAR(40) NOT NULL,
    field_text VARCHAR(2000) NOT NULL,
    CONSTRAINT hazard_register_value_key PRIMARY KEY (entry_number, row_no, field_name)
);

-- Line 0 is the entry itself; the others were added over time and are never changed.
CREATE TABLE hazard_register_line (
    entry_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    act VARCHAR(20) NOT NULL,
    added_by VARCHAR(200) NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT hazard_register_line_key PRIMARY KEY (entry_number, row_no)
);
