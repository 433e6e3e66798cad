-- What a head says against points (申诉) and what was answered; it was upheld where the entry was revoked by that answer.
ALTER TABLE supervision_point ADD COLUMN objected_by VARCHAR(200);
ALTER TABLE supervision_point ADD COLUMN objected_at BIGINT;
ALTER TABLE supervision_point ADD COLUMN objection VARCHAR(1000);
ALTER TABLE supervision_point ADD COLUMN objected_for BOOLEAN;
ALTER TABLE supervision_point ADD COLUMN answered_by VARCHAR(200);
ALTER TABLE supervision_point ADD COLUMN answered_at BIGINT;
ALTER TABLE supervision_point ADD COLUMN answer VARCHAR(1000);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('points.objection', '对记分提出申诉', 10, TRUE, '县企业主要负责人安全生产记分办法（示例，由县安委会确认）', NULL, '2020-01-01', NULL);
