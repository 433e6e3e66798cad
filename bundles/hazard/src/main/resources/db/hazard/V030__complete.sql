-- Hazards complete (隐患闭环): what sort, which rule, which risk unit; the six parts of a plan; what stays whatever happens.
ALTER TABLE hazard ADD COLUMN category VARCHAR(30);
ALTER TABLE hazard ADD COLUMN basis VARCHAR(200);
ALTER TABLE hazard ADD COLUMN risk_unit VARCHAR(40);
ALTER TABLE hazard ADD COLUMN reference VARCHAR(60);
ALTER TABLE hazard ADD COLUMN grading_basis VARCHAR(200);
ALTER TABLE hazard ADD COLUMN plan_goals VARCHAR(2000);
ALTER TABLE hazard ADD COLUMN plan_requirements VARCHAR(2000);
ALTER TABLE hazard ADD COLUMN plan_safety VARCHAR(2000);
ALTER TABLE hazard ADD COLUMN late_since CHAR(10);
ALTER TABLE hazard ADD COLUMN recur_times INT;
ALTER TABLE hazard ADD COLUMN recur_earlier VARCHAR(40);
ALTER TABLE hazard ADD COLUMN regrade_reason VARCHAR(1000);
ALTER TABLE hazard ADD COLUMN regrade_basis VARCHAR(200);
ALTER TABLE hazard ADD COLUMN regrade_by VARCHAR(200);
ALTER TABLE hazard ADD COLUMN regrade_at BIGINT;
ALTER TABLE hazard ADD COLUMN look_back_due CHAR(10);
ALTER TABLE hazard ADD COLUMN look_back_result VARCHAR(20);
ALTER TABLE hazard ADD COLUMN look_back_by VARCHAR(200);
ALTER TABLE hazard ADD COLUMN look_back_at BIGINT;
ALTER TABLE hazard ADD COLUMN look_back_note VARCHAR(1000);
ALTER TABLE hazard ADD COLUMN look_back_rebound VARCHAR(40);
ALTER TABLE hazard ADD COLUMN returned INT DEFAULT 0 NOT NULL;

-- For searching only: O open, E ended; the rule by which a recurrence is known; pairs of signs for words (PostgreSQL).
ALTER TABLE hazard ADD COLUMN standing CHAR(1) DEFAULT 'O' NOT NULL;
ALTER TABLE hazard ADD COLUMN rule_key VARCHAR(320);
ALTER TABLE hazard ADD COLUMN recurring BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE hazard ADD COLUMN late BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE hazard ADD COLUMN look_back_state VARCHAR(10);
ALTER TABLE hazard ADD COLUMN grams ${clob};
UPDATE hazard SET standing = 'E' WHERE state IN ('CLOSED', 'DISMISSED', 'MERGED');
UPDATE hazard SET late = TRUE, late_since = plan_deadline WHERE overdue = TRUE;
UPDATE hazard SET rule_key = criterion_standard || ' ' || criterion_clause WHERE criterion_standard IS NOT NULL;
