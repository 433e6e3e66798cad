-- Lists of a million alarms open at once. Derby does not walk an index backwards: newest first is asked from behind.
CREATE INDEX sensor_alarm_newest ON sensor_alarm (alarm_no DESC);
CREATE INDEX sensor_alarm_state_back ON sensor_alarm (alarm_state, alarm_no DESC);
CREATE INDEX sensor_alarm_series_back ON sensor_alarm (series_no, alarm_no DESC);
CREATE INDEX sensor_alarm_raised_back ON sensor_alarm (raised_at DESC);
CREATE INDEX sensor_alarm_tally ON sensor_alarm (alarm_state, priority);
CREATE INDEX sensor_alarm_of_rule ON sensor_alarm (rule_id, alarm_no DESC);

CREATE INDEX sensor_parked_reason ON sensor_parked (reason, id);

-- What people did with parked messages, and what each was before: mended or discarded, by whom and why. Kept when the message itself is gone.
CREATE TABLE sensor_parked_act (
    act_no BIGINT NOT NULL PRIMARY KEY,
    act VARCHAR(20) NOT NULL,
    parked_id BIGINT NOT NULL,
    device VARCHAR(100) NOT NULL,
    point VARCHAR(60),
    inlet VARCHAR(60) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    told VARCHAR(500) NOT NULL,
    payload ${blob} NOT NULL,
    received BIGINT NOT NULL,
    note VARCHAR(500) NOT NULL,
    acted_at BIGINT NOT NULL,
    acted_by VARCHAR(200) NOT NULL
);
CREATE INDEX sensor_parked_act_item ON sensor_parked_act (parked_id, act_no);
INSERT INTO sensor_number (what, last_no) VALUES ('parked-act', 0);
-- How many numbers of alarms nobody bears. Since V004 a number is given and taken with its row, so this never changes.
INSERT INTO sensor_number (what, last_no) SELECT 'alarm-gaps', COALESCE((SELECT last_no FROM sensor_number WHERE what = 'alarm'), 0) - COUNT(*) FROM sensor_alarm;
