-- Readings of neighbouring series that are too few for chunks of their own (合捆); bound into chunks once there are enough.
CREATE TABLE sensor_sheaf (
    shelf INTEGER NOT NULL,
    id BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    readings INTEGER NOT NULL,
    body ${blob} NOT NULL,
    PRIMARY KEY (shelf, id)
);
