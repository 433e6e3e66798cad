-- What is done about an alarm, beside its states: who deals with it, what it turned out to be, what was said. A rule's memo is what every alarm of it shows.
CREATE TABLE sensor_disposal (
    alarm_number VARCHAR(40) NOT NULL PRIMARY KEY,
    disposal_state VARCHAR(20) NOT NULL,
    assignee VARCHAR(200),
    assigned_by VARCHAR(200),
    assigned_at BIGINT,
    cause VARCHAR(20),
    conclusion VARCHAR(1000),
    disposed_by VARCHAR(200),
    disposed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE TABLE sensor_comment (
    comment_no BIGINT NOT NULL PRIMARY KEY,
    about_kind VARCHAR(20) NOT NULL,
    about_number VARCHAR(40) NOT NULL,
    told VARCHAR(1000) NOT NULL,
    told_by VARCHAR(200) NOT NULL,
    told_at BIGINT NOT NULL
);
CREATE INDEX sensor_comment_about ON sensor_comment (about_kind, about_number, comment_no);
INSERT INTO sensor_number (what, last_no) VALUES ('comment', 0);
