-- The last number given of each kind. The row's lock lets one at a time count, on every database alike, and a rollback gives the number back.
-- The identity columns of before stay as plain columns: what counts in them is not asked any more, because Derby's gives up with 40XL1
-- where several insert at once.
CREATE TABLE sensor_number (
    what VARCHAR(20) NOT NULL PRIMARY KEY,
    last_no BIGINT NOT NULL
);
INSERT INTO sensor_number (what, last_no) SELECT 'series', COALESCE(MAX(series_no), 0) FROM sensor_series;
INSERT INTO sensor_number (what, last_no) SELECT 'alarm', COALESCE(MAX(alarm_no), 0) FROM sensor_alarm;
INSERT INTO sensor_number (what, last_no) SELECT 'parked', COALESCE(MAX(id), 0) FROM sensor_parked;
