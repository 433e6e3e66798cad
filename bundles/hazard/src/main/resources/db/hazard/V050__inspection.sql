-- Inspections (监督检查). Instants are epoch milliseconds; days are legal days of China as text. A plan has no number of the series before the visit.
CREATE TABLE hazard_sheet (
    sheet_code VARCHAR(40) NOT NULL,
    sheet_version INT NOT NULL,
    title VARCHAR(100) NOT NULL,
    category VARCHAR(40),
    effective_from CHAR(10) NOT NULL,
    published_by VARCHAR(200) NOT NULL,
    published_at BIGINT NOT NULL,
    CONSTRAINT hazard_sheet_key PRIMARY KEY (sheet_code, sheet_version)
);

CREATE TABLE hazard_sheet_item (
    sheet_code VARCHAR(40) NOT NULL,
    sheet_version INT NOT NULL,
    item_no INT NOT NULL,
    part_title VARCHAR(60),
    item_text VARCHAR(500) NOT NULL,
    basis VARCHAR(300),
    CONSTRAINT hazard_sheet_item_key PRIMARY KEY (sheet_code, sheet_version, item_no)
);

CREATE TABLE hazard_inspection (
    inspection_id VARCHAR(40) NOT NULL PRIMARY KEY,
    inspection_number VARCHAR(40),
    version BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    unannounced BOOLEAN NOT NULL,
    title VARCHAR(200) NOT NULL,
    enterprise CHAR(18),
    area CHAR(12),
    place VARCHAR(200),
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    plan_day CHAR(10) NOT NULL,
    sheet_code VARCHAR(40) NOT NULL,
    sheet_version INT NOT NULL,
    year_plan VARCHAR(40),
    draw_number VARCHAR(40),
    campaign_code VARCHAR(40),
    cause VARCHAR(200),
    planned_by VARCHAR(200) NOT NULL,
    planned_at BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    begun_at BIGINT,
    visit_begun_at BIGINT,
    visit_ended_at BIGINT,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    accuracy DOUBLE PRECISION,
    fix_said VARCHAR(200),
    card_shown BOOLEAN,
    signed BOOLEAN,
    unsigned_why VARCHAR(500),
    summary VARCHAR(2000),
    failed_items INT,
    recorded_by VARCHAR(200),
    recorded_at BIGINT,
    reason VARCHAR(500),
    conflicts_with VARCHAR(40),
    sent_as VARCHAR(100),
    sort_at BIGINT NOT NULL,
    CONSTRAINT hazard_inspection_number UNIQUE (inspection_number),
    CONSTRAINT hazard_inspection_sent UNIQUE (sent_as)
);
CREATE INDEX hazard_inspection_newest ON hazard_inspection (sort_at DESC, inspection_id DESC);
CREATE INDEX hazard_inspection_state ON hazard_inspection (state, sort_at DESC, inspection_id DESC);
CREATE INDEX hazard_inspection_firm ON hazard_inspection (enterprise, sort_at DESC);
CREATE INDEX hazard_inspection_recorded ON hazard_inspection (recorded_at);

CREATE TABLE hazard_inspection_member (
    inspection_id VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    account VARCHAR(100) NOT NULL,
    part VARCHAR(20) NOT NULL,
    unit VARCHAR(60),
    CONSTRAINT hazard_inspection_member_key PRIMARY KEY (inspection_id, row_no)
);
CREATE INDEX hazard_inspection_mine ON hazard_inspection_member (account, inspection_id);

CREATE TABLE hazard_inspection_answer (
    inspection_id VARCHAR(40) NOT NULL,
    item_no INT NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    note VARCHAR(1000),
    demand VARCHAR(20) NOT NULL,
    deadline CHAR(10),
    hazard_number VARCHAR(40),
    CONSTRAINT hazard_inspection_answer_key PRIMARY KEY (inspection_id, item_no)
);
CREATE INDEX hazard_inspection_made ON hazard_inspection_answer (hazard_number);

CREATE TABLE hazard_inspection_photo (
    inspection_id VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    item_no INT NOT NULL,
    attachment VARCHAR(64) NOT NULL,
    taken_at BIGINT NOT NULL,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    CONSTRAINT hazard_inspection_photo_key PRIMARY KEY (inspection_id, row_no)
);

CREATE TABLE hazard_draw (
    draw_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    seed CHAR(64) NOT NULL,
    digest CHAR(64) NOT NULL,
    wanted INT NOT NULL,
    per_target INT NOT NULL,
    drawn_by VARCHAR(200) NOT NULL,
    drawn_at BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    reason VARCHAR(500)
);

-- One line each of the lists it was drawn from, and of the result: TARGET, OFFICER, RECUSAL, PICK.
CREATE TABLE hazard_draw_line (
    draw_number VARCHAR(40) NOT NULL,
    part VARCHAR(10) NOT NULL,
    row_no INT NOT NULL,
    enterprise CHAR(18),
    account VARCHAR(100),
    said VARCHAR(200),
    CONSTRAINT hazard_draw_line_key PRIMARY KEY (draw_number, part, row_no)
);

CREATE TABLE hazard_year_plan (
    plan_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    plan_year INT NOT NULL,
    unit VARCHAR(60) NOT NULL,
    title VARCHAR(200) NOT NULL,
    drafted_by VARCHAR(200) NOT NULL,
    drafted_at BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    decided_by VARCHAR(200),
    decided_at BIGINT,
    note VARCHAR(500)
);

CREATE TABLE hazard_year_plan_line (
    plan_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    enterprise CHAR(18),
    sector VARCHAR(60),
    kind VARCHAR(20) NOT NULL,
    sheet_code VARCHAR(40),
    in_month INT NOT NULL,
    visits INT NOT NULL,
    unannounced BOOLEAN NOT NULL,
    CONSTRAINT hazard_year_plan_line_key PRIMARY KEY (plan_number, row_no)
);

CREATE TABLE hazard_campaign (
    campaign_code VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    parent_code VARCHAR(40),
    title VARCHAR(200) NOT NULL,
    sectors VARCHAR(2000) NOT NULL,
    from_day CHAR(10) NOT NULL,
    to_day CHAR(10) NOT NULL,
    sheet_code VARCHAR(40),
    launched_by VARCHAR(200) NOT NULL,
    launched_at BIGINT NOT NULL,
    summary VARCHAR(2000),
    closed_at BIGINT
);

-- Sheets to begin with. No two counties agree on the words of 三查三带 and 六个100%: publish a version of your own.
INSERT INTO hazard_sheet VALUES ('general', 1, '企业安全生产通用检查表', '通用', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('general', 1, 1, '责任制', '建立并落实全员安全生产责任制', '安全生产法第二十二条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 2, '机构人员', '按规定设置安全生产管理机构或者配备安全生产管理人员', '安全生产法第二十四条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 3, '教育培训', '从业人员经安全生产教育和培训合格，档案齐全', '安全生产法第二十八条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 4, '教育培训', '特种作业人员持证上岗', '安全生产法第三十条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 5, '设备设施', '危险场所和设备设置明显的安全警示标志', '安全生产法第三十五条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 6, '设备设施', '安全设备经常性维护、保养并定期检测，监控报警装置未被关闭、破坏', '安全生产法第三十六条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 7, '双重预防', '风险分级管控和事故隐患排查治理如实记录并向从业人员通报', '安全生产法第四十一条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 8, '现场管理', '生产、经营、储存场所的出口和疏散通道畅通', '安全生产法第四十二条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 9, '现场管理', '动火、临时用电、有限空间等危险作业有专人现场管理', '安全生产法第四十三条');
INSERT INTO hazard_sheet_item VALUES ('general', 1, 10, '应急', '制定应急救援预案并定期组织演练', '安全生产法第八十一条');
INSERT INTO hazard_sheet VALUES ('six-100', 1, '建筑工地六个百分之百', '六个100%', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 1, NULL, '施工现场围挡100%', NULL);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 2, NULL, '物料堆放覆盖100%', NULL);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 3, NULL, '出入车辆冲洗100%', NULL);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 4, NULL, '施工现场地面硬化100%', NULL);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 5, NULL, '拆迁工地湿法作业100%', NULL);
INSERT INTO hazard_sheet_item VALUES ('six-100', 1, 6, NULL, '渣土车辆密闭运输100%', NULL);
INSERT INTO hazard_sheet VALUES ('three-three', 1, '三查三带', '三查三带', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 1, '三查', '查隐患', NULL);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 2, '三查', '查责任', NULL);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 3, '三查', '查整改', NULL);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 4, '三带', '带专家', NULL);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 5, '三带', '带执法人员', NULL);
INSERT INTO hazard_sheet_item VALUES ('three-three', 1, 6, '三带', '带新闻媒体', NULL);
INSERT INTO hazard_sheet VALUES ('patrol', 1, '网格巡查表', '网格', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('patrol', 1, 1, NULL, '疏散通道、安全出口畅通', NULL);
INSERT INTO hazard_sheet_item VALUES ('patrol', 1, 2, NULL, '电动自行车未在楼道停放、充电', NULL);
INSERT INTO hazard_sheet_item VALUES ('patrol', 1, 3, NULL, '瓶装液化气使用、存放规范', NULL);
INSERT INTO hazard_sheet_item VALUES ('patrol', 1, 4, NULL, '无违规动火、违规搭建', NULL);
INSERT INTO hazard_sheet VALUES ('snap', 1, '随手拍', '网格', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('snap', 1, 1, NULL, '现场未发现问题', NULL);
INSERT INTO hazard_sheet VALUES ('restart', 1, '复工复产条件核查表', '复工复产', '2021-09-01', 'system:hazard', 0);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 1, NULL, '制定一个复工复产方案', NULL);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 2, NULL, '召开一次安全专题会议', NULL);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 3, NULL, '组织一次全员安全培训', NULL);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 4, NULL, '开展一次全面隐患排查', NULL);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 5, NULL, '进行一次设备设施检修', NULL);
INSERT INTO hazard_sheet_item VALUES ('restart', 1, 6, NULL, '开展一次应急演练', NULL);
