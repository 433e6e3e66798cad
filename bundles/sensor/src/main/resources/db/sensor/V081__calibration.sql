-- Until when each sensor is calibrated (检定有效期); the last instant that is inside. A series without a row: nobody has said.
CREATE TABLE sensor_calibration (
    series_no INTEGER NOT NULL PRIMARY KEY,
    valid_until BIGINT NOT NULL,
    certificate VARCHAR(100),
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL
);
