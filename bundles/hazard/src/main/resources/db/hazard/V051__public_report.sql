-- Public reports (举报). Who reported lies only in hazard_report_identity, sealed by the vault; every text here was checked not to name him.
CREATE TABLE hazard_public_report (
    report_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    channel VARCHAR(20) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    anonymous BOOLEAN NOT NULL,
    inside BOOLEAN NOT NULL,
    joint_reporters INT NOT NULL,
    code_hash CHAR(64) NOT NULL,
    matter VARCHAR(2000),
    enterprise CHAR(18),
    area CHAR(12),
    place VARCHAR(200),
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    received_at BIGINT NOT NULL,
    received_by VARCHAR(200) NOT NULL,
    state VARCHAR(20) NOT NULL,
    state_since BIGINT NOT NULL,
    accept_until CHAR(10) NOT NULL,
    handle_until CHAR(10),
    provisional BOOLEAN NOT NULL,
    extended BOOLEAN NOT NULL,
    overdue BOOLEAN NOT NULL,
    transferred_to VARCHAR(200),
    hazard_number VARCHAR(40),
    finding VARCHAR(20),
    finding_text VARCHAR(2000),
    first_report BOOLEAN,
    known_before BOOLEAN,
    by_government BOOLEAN,
    checked_by VARCHAR(200),
    reply VARCHAR(2000),
    replied_at BIGINT,
    fine_final DECIMAL(14, 2),
    fine_effective CHAR(10),
    deaths INT,
    accident_grade VARCHAR(20),
    reward_rule VARCHAR(60),
    reward DECIMAL(14, 2),
    reward_text VARCHAR(1000),
    proposed_by VARCHAR(200),
    approved_by VARCHAR(200),
    collect_until CHAR(10),
    paid_at BIGINT,
    note VARCHAR(500)
);
CREATE INDEX hazard_public_report_newest ON hazard_public_report (received_at DESC, report_number DESC);
CREATE INDEX hazard_public_report_state ON hazard_public_report (state, received_at DESC);
CREATE INDEX hazard_public_report_code ON hazard_public_report (code_hash);

-- The sealed store: nothing else in the product holds any of this. Erasing the key of public-report/<number> erases it everywhere.
CREATE TABLE hazard_report_identity (
    report_number VARCHAR(40) NOT NULL,
    field_name VARCHAR(40) NOT NULL,
    sealed ${clob} NOT NULL,
    CONSTRAINT hazard_report_identity_key PRIMARY KEY (report_number, field_name)
);

CREATE TABLE hazard_report_file (
    report_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    attachment VARCHAR(64) NOT NULL,
    CONSTRAINT hazard_report_file_key PRIMARY KEY (report_number, row_no)
);

-- Law as data: what a report is worth, from when to when, and where it says so. A county adds a row of its own; a row is never edited.
CREATE TABLE hazard_reward_rule (
    rule_code VARCHAR(60) NOT NULL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    basis VARCHAR(20) NOT NULL,
    share DECIMAL(7, 4),
    least DECIMAL(14, 2),
    most DECIMAL(14, 2) NOT NULL,
    general_rate DECIMAL(14, 2),
    larger_rate DECIMAL(14, 2),
    major_rate DECIMAL(14, 2),
    grave_rate DECIMAL(14, 2),
    inside_share DECIMAL(7, 4) NOT NULL,
    accept_days INT NOT NULL,
    handle_days INT NOT NULL,
    extend_days INT NOT NULL,
    collect_days INT NOT NULL,
    source VARCHAR(200) NOT NULL,
    article VARCHAR(200) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10)
);
INSERT INTO hazard_reward_rule VALUES ('hazard-2018', 'MAJOR_HAZARD', 'FINE_SHARE', 0.15, 3000, 300000, NULL, NULL, NULL, NULL, 0.2, 7, 60, 30, 60,
    '安全生产领域举报奖励办法（安监总财〔2018〕19号）', '奖励标准：核查属实的，按行政处罚金额的15%，最低3000元，最高30万元；企业内部人员上浮和办理期限为地方约定，待本县核定', '2018-01-04', NULL);
INSERT INTO hazard_reward_rule VALUES ('violation-2018', 'VIOLATION', 'FINE_SHARE', 0.15, 3000, 300000, NULL, NULL, NULL, NULL, 0.2, 7, 60, 30, 60,
    '安全生产领域举报奖励办法（安监总财〔2018〕19号）', '奖励标准：核查属实的，按行政处罚金额的15%，最低3000元，最高30万元；企业内部人员上浮和办理期限为地方约定，待本县核定', '2018-01-04', NULL);
INSERT INTO hazard_reward_rule VALUES ('accident-2018', 'CONCEALED_ACCIDENT', 'PER_DEATH', NULL, NULL, 300000, 30000, 40000, 50000, 60000, 0, 7, 60, 30, 60,
    '安全生产领域举报奖励办法（安监总财〔2018〕19号）', '奖励标准：瞒报、谎报事故按最终确认的事故等级和死亡人数，每死亡一人奖励3万、4万、5万、6万元，最高30万元', '2018-01-04', NULL);
INSERT INTO hazard_reward_rule VALUES ('small-local', 'SMALL_HAZARD', 'FIXED', NULL, NULL, 300, 300, NULL, NULL, NULL, 0, 7, 60, 30, 60,
    '地方规定示例（待本县核定）', '一般隐患每条不超过300元', '2018-01-04', NULL);
