-- Corrected readings: what was done and why, with every reading as it was before.
CREATE TABLE sensor_correction (
    correction_no BIGINT NOT NULL PRIMARY KEY,
    correction_number VARCHAR(40) NOT NULL,
    series_no INTEGER NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    act VARCHAR(20) NOT NULL,
    set_value DOUBLE PRECISION,
    factor DOUBLE PRECISION,
    shift DOUBLE PRECISION,
    reason VARCHAR(500) NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    readings INTEGER NOT NULL,
    CONSTRAINT sensor_correction_numbered UNIQUE (correction_number)
);
CREATE INDEX sensor_correction_series ON sensor_correction (series_no, correction_no);
-- Readings as they were before and after, up to 600 a row, as ChunkCodec writes them.
CREATE TABLE sensor_corrected (
    correction_no BIGINT NOT NULL,
    part INTEGER NOT NULL,
    first_at BIGINT NOT NULL,
    readings INTEGER NOT NULL,
    before_body ${blob} NOT NULL,
    after_body ${blob} NOT NULL,
    PRIMARY KEY (correction_no, part)
);
INSERT INTO sensor_number (what, last_no) VALUES ('correction', 0);
-- Times whose readings came late or were corrected, and that are still to be judged afterwards. A row that was touched meanwhile is judged again.
CREATE TABLE sensor_retrospect (
    series_no INTEGER NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    correction VARCHAR(40) NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (series_no, from_at, to_at, correction)
);
