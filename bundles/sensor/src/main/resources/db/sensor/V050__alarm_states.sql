-- All states of ISA-18.2: what an alarm carries beside its state. The names of the states that were there stay as they are.
ALTER TABLE sensor_alarm ADD COLUMN alarm_level INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE sensor_alarm ADD COLUMN latching SMALLINT DEFAULT 0 NOT NULL;
ALTER TABLE sensor_alarm ADD COLUMN retrospective SMALLINT DEFAULT 0 NOT NULL;
ALTER TABLE sensor_alarm ADD COLUMN announced SMALLINT DEFAULT 1 NOT NULL;
ALTER TABLE sensor_alarm ADD COLUMN suppression VARCHAR(40);
ALTER TABLE sensor_alarm ADD COLUMN suppressed_until BIGINT;
ALTER TABLE sensor_alarm ADD COLUMN doubtful VARCHAR(40);
CREATE INDEX sensor_alarm_rule ON sensor_alarm (rule_id, alarm_no);
