-- Why alarms are silent: shelved, suppressed by design, out of service.
CREATE TABLE sensor_suppression (
    suppression_no BIGINT NOT NULL PRIMARY KEY,
    suppression_number VARCHAR(40) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    suppression_state VARCHAR(20) NOT NULL,
    rule_id VARCHAR(40),
    cause_rule VARCHAR(40),
    device VARCHAR(40),
    series VARCHAR(100),
    alarm_number VARCHAR(40),
    reason VARCHAR(500) NOT NULL,
    asked_by VARCHAR(200) NOT NULL,
    asked_at BIGINT NOT NULL,
    approved_by VARCHAR(200),
    approved_at BIGINT,
    until_at BIGINT,
    ended_at BIGINT,
    ended_by VARCHAR(200),
    ended_because VARCHAR(500),
    version BIGINT NOT NULL,
    CONSTRAINT sensor_suppression_numbered UNIQUE (suppression_number)
);
CREATE INDEX sensor_suppression_state ON sensor_suppression (suppression_state, suppression_no);
INSERT INTO sensor_number (what, last_no) VALUES ('suppression', 0);
