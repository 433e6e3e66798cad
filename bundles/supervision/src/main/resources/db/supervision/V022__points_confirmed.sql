-- Points are proposed by one person and confirmed by another (提出、确认). What was recorded before counts on as it did.
ALTER TABLE supervision_point ADD COLUMN point_state VARCHAR(12) DEFAULT 'EFFECTIVE' NOT NULL;
ALTER TABLE supervision_point ADD COLUMN decided_by VARCHAR(200);
ALTER TABLE supervision_point ADD COLUMN decided_at BIGINT;
ALTER TABLE supervision_point ADD COLUMN decided_note VARCHAR(500);
UPDATE supervision_point SET point_state = 'REVOKED' WHERE revoked_at IS NOT NULL;
CREATE INDEX supervision_point_waiting ON supervision_point (point_state, recorded_at);
