-- Counts the nodes that owned the readings. Who writes under an older count than this is no longer the owner.
INSERT INTO sensor_number (what, last_no) VALUES ('owner', 0);
