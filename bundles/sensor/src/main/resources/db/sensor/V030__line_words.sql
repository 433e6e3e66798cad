-- The short password a device says in a line protocol (HJ 212: PW). Good at inlets of such protocols only, never as a bearer token.
CREATE TABLE sensor_line_word (
    device_id VARCHAR(40) NOT NULL PRIMARY KEY,
    salt CHAR(32) NOT NULL,
    word_hash CHAR(64) NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by VARCHAR(200) NOT NULL
);
