-- What one commit could not use, in one row (暂存篮), so that a malformed message costs the valid ones hardly anything. Made into parked items by the packer, or by whoever looks.
CREATE TABLE sensor_parked_tray (
    id BIGINT NOT NULL PRIMARY KEY,
    body ${blob} NOT NULL
);
