-- Oversight of enterprises (监管事项): stops and restarts of work, projects with their three simultaneities and vetoes, certificates that run out.
CREATE TABLE hazard_work_stop (
    stop_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    enterprise CHAR(18) NOT NULL,
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    forced BOOLEAN NOT NULL,
    reason VARCHAR(500) NOT NULL,
    stop_day CHAR(10) NOT NULL,
    restart_day CHAR(10),
    state VARCHAR(20) NOT NULL,
    registered_by VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    applied_by VARCHAR(200),
    inspection_id VARCHAR(40),
    decided_by VARCHAR(200),
    note VARCHAR(500)
);
CREATE INDEX hazard_work_stop_state ON hazard_work_stop (state, registered_at DESC);

CREATE TABLE hazard_project (
    project_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    enterprise CHAR(18) NOT NULL,
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    title VARCHAR(200) NOT NULL,
    high_risk BOOLEAN NOT NULL,
    state VARCHAR(20) NOT NULL,
    registered_by VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    health_done BOOLEAN NOT NULL,
    veto_reason VARCHAR(500),
    vetoed_by VARCHAR(200),
    used_early BOOLEAN NOT NULL,
    note VARCHAR(500)
);
CREATE INDEX hazard_project_state ON hazard_project (state, registered_at DESC);

CREATE TABLE hazard_certificate (
    certificate_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    enterprise CHAR(18) NOT NULL,
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    kind VARCHAR(20) NOT NULL,
    own_number VARCHAR(60) NOT NULL,
    what VARCHAR(200) NOT NULL,
    grade INT,
    valid_until CHAR(10) NOT NULL,
    state VARCHAR(20) NOT NULL,
    registered_by VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    note VARCHAR(500),
    CONSTRAINT hazard_certificate_once UNIQUE (kind, own_number)
);
CREATE INDEX hazard_certificate_end ON hazard_certificate (state, valid_until);
