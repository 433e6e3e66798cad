-- How a rule's alarm behaves, and the kinds of condition that remember: both as texts of names and values.
ALTER TABLE sensor_rule_version ADD COLUMN terms VARCHAR(4000);
ALTER TABLE sensor_rule_version ADD COLUMN manner VARCHAR(4000);
