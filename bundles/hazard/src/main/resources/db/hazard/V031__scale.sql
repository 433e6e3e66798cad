-- A million hazards (百万级台账): every published filter ends in an order by registration, so that a page is a walk along one index.
CREATE INDEX hazard_standing ON hazard (standing, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_standing_grade ON hazard (standing, grade, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_grade ON hazard (grade, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_overdue ON hazard (overdue, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_late ON hazard (late, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_recurring ON hazard (recurring, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_look_back ON hazard (look_back_state, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_source ON hazard (source, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_category ON hazard (category, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_rectifier ON hazard (rectifier, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_risk_unit ON hazard (risk_unit, registered_at DESC, hazard_number DESC);
CREATE INDEX hazard_deadline ON hazard (deadline, hazard_number);
CREATE INDEX hazard_standing_deadline ON hazard (standing, deadline, hazard_number);
CREATE INDEX hazard_rule_key ON hazard (enterprise, rule_key, registered_at DESC);
CREATE INDEX hazard_reference ON hazard (reference, source);
${postgres}CREATE INDEX hazard_grams ON hazard USING gin (string_to_array(grams, ' '));
