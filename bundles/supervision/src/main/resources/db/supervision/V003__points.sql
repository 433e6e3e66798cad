-- Points of enterprise heads (企业负责人记分): bound to the person and to the enterprise. Rules and thresholds are data; fines never count (行政处罚法第七十四条).
CREATE TABLE supervision_head (
    person VARCHAR(60) NOT NULL,
    enterprise CHAR(18) NOT NULL,
    from_day CHAR(10) NOT NULL,
    to_day CHAR(10),
    title VARCHAR(60) NOT NULL,
    CONSTRAINT supervision_head_key PRIMARY KEY (person, enterprise, from_day)
);
CREATE INDEX supervision_head_enterprise ON supervision_head (enterprise, from_day);

CREATE TABLE supervision_point_rule (
    code VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    label VARCHAR(200) NOT NULL,
    points INT NOT NULL,
    source VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10),
    CONSTRAINT supervision_point_rule_key PRIMARY KEY (code, effective_from)
);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('duty-undone', 1, '未按规定履行主要负责人安全生产职责', 2, '安全生产法第二十一条；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('hazard-late', 2, '隐患逾期未整改', 2, '安全生产法第四十一条；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('major-late', 3, '重大事故隐患逾期未消除', 6, '安全生产法第四十一条；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('major-hidden', 4, '重大事故隐患不报告', 4, '安全生产法第四十一条第二款；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('interview-absent', 5, '约谈无故不到或不落实承诺', 3, '县安全生产综合监管实施办法（约谈提醒）；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('alarm-off', 6, '关闭、破坏直接关系生产安全的监控、报警设备', 6, '安全生产法第三十六条第三款；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('restart-unapproved', 7, '未经同意擅自复工', 6, '安全生产法第六十五条；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('general-accident', 8, '发生一般生产安全事故并负有责任', 6, '生产安全事故报告和调查处理条例；分值为示例，由县安委会确认', '2021-09-01', NULL);
INSERT INTO supervision_point_rule (code, row_no, label, points, source, effective_from, effective_to) VALUES ('training', 9, '参加记分减免培训并考核合格', -2, '减分为示例，由县安委会确认', '2021-09-01', NULL);

CREATE TABLE supervision_point_threshold (
    points INT NOT NULL,
    label VARCHAR(60) NOT NULL,
    consequence VARCHAR(300) NOT NULL,
    kind VARCHAR(40),
    source VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10),
    CONSTRAINT supervision_point_threshold_key PRIMARY KEY (points, effective_from)
);
INSERT INTO supervision_point_threshold (points, label, consequence, kind, source, effective_from, effective_to) VALUES (4, '提醒', '发提醒敦促函，列为本年度重点检查企业', 'reminder', '县企业主要负责人安全生产记分办法（示例，由县安委会确认）', '2021-09-01', NULL);
INSERT INTO supervision_point_threshold (points, label, consequence, kind, source, effective_from, effective_to) VALUES (8, '约谈', '约谈主要负责人，增加检查频次', 'interview', '县企业主要负责人安全生产记分办法（示例，由县安委会确认）', '2021-09-01', NULL);
INSERT INTO supervision_point_threshold (points, label, consequence, kind, source, effective_from, effective_to) VALUES (12, '记满', '通报，主要负责人重新参加安全生产知识和管理能力考核，取消本年度评先资格', 'circular', '县企业主要负责人安全生产记分办法（示例，由县安委会确认）', '2021-09-01', NULL);

CREATE TABLE supervision_point (
    point_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    person VARCHAR(60) NOT NULL,
    enterprise CHAR(18) NOT NULL,
    rule VARCHAR(40) NOT NULL,
    rule_label VARCHAR(200) NOT NULL,
    points INT NOT NULL,
    source VARCHAR(300) NOT NULL,
    happened_on CHAR(10) NOT NULL,
    cycle_year INT NOT NULL,
    about_kind VARCHAR(40),
    about_number VARCHAR(120),
    note VARCHAR(500),
    recorded_by VARCHAR(200) NOT NULL,
    recorded_at BIGINT NOT NULL,
    revoked_by VARCHAR(200),
    revoked_at BIGINT,
    revoked_why VARCHAR(500),
    scope_area CHAR(12),
    lead_unit VARCHAR(60)
);
CREATE INDEX supervision_point_person ON supervision_point (person, cycle_year);
CREATE INDEX supervision_point_enterprise ON supervision_point (enterprise, cycle_year);
CREATE INDEX supervision_point_cycle ON supervision_point (cycle_year, recorded_at DESC);
