-- A million alarms (百万级报警): what is urgent first is a walk along one index. Tens: 0 waits for somebody, 1 does not, 2 has ended; ones: the priority.
ALTER TABLE sensor_alarm ADD COLUMN urgency SMALLINT DEFAULT 0 NOT NULL;
UPDATE sensor_alarm SET urgency = CASE WHEN alarm_state = 'NORM' THEN 20 WHEN alarm_state IN ('UNACK', 'RTNUN', 'LATUN') THEN 0 ELSE 10 END
    + CASE WHEN priority = 'CRITICAL' THEN 0 WHEN priority = 'HIGH' THEN 1 WHEN priority = 'MEDIUM' THEN 2 ELSE 3 END;
CREATE INDEX sensor_alarm_urgent ON sensor_alarm (urgency, alarm_no DESC);
CREATE INDEX sensor_alarm_priority ON sensor_alarm (priority, alarm_no DESC);
CREATE INDEX sensor_alarm_enterprise ON sensor_alarm (enterprise, alarm_no DESC);
CREATE INDEX sensor_alarm_found ON sensor_alarm (retrospective, alarm_no DESC);
-- Words in titles: pairs of neighbouring signs, so that any two Chinese characters are found by an index (decisions/0014 has the same for open hazards).
${postgres}CREATE FUNCTION sensor_pairs(words VARCHAR) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS 'SELECT array_agg(DISTINCT substr(lower(words), i, 2)) FROM generate_series(1, length(words) - 1) AS i';
${postgres}CREATE INDEX sensor_alarm_pairs ON sensor_alarm USING gin (sensor_pairs(title));
