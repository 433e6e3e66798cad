-- Where a hazard lies, for the scope of those who ask: the division and lead department of its enterprise where it names none itself.
ALTER TABLE hazard ADD COLUMN scope_area CHAR(12);
ALTER TABLE hazard ADD COLUMN lead_unit VARCHAR(60);
UPDATE hazard SET scope_area = area;
CREATE INDEX hazard_scope_area ON hazard (scope_area, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_lead_unit ON hazard (lead_unit, registered_at DESC, hazard_number DESC);
