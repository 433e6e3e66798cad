-- The way of a patrol (巡查轨迹): one line a point, written once with the record.
CREATE TABLE hazard_inspection_track (
    inspection_id VARCHAR(40) NOT NULL PRIMARY KEY,
    points ${clob} NOT NULL
);
