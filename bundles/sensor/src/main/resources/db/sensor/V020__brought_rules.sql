-- Rules of a kind that a plugin brings: its name and its settings. Empty texts are kept as such, an empty map is an empty text.
ALTER TABLE sensor_rule_version ADD COLUMN brought_kind VARCHAR(40);
ALTER TABLE sensor_rule_version ADD COLUMN settings VARCHAR(20000);
