-- Risks (风险分级管控): units, what may happen there, what is done against it, what raises the level now, checks that the measures hold.
CREATE TABLE hazard_risk (
    risk_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    enterprise CHAR(18),
    area CHAR(12),
    place VARCHAR(200),
    responsible VARCHAR(100),
    tier VARCHAR(20),
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    devices VARCHAR(1100) NOT NULL,
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    state VARCHAR(20) NOT NULL,
    state_since BIGINT NOT NULL,
    registered_by VARCHAR(200) NOT NULL,
    registered_at BIGINT NOT NULL,
    assessor VARCHAR(200),
    assessed_on CHAR(10),
    direct_red VARCHAR(1000) NOT NULL,
    inherent_level VARCHAR(20),
    residual_level VARCHAR(20),
    current_level VARCHAR(20),
    review_due CHAR(10)
);
CREATE INDEX hazard_risk_enterprise ON hazard_risk (enterprise, risk_number DESC);
CREATE INDEX hazard_risk_scope_area ON hazard_risk (scope_area, risk_number DESC);
CREATE INDEX hazard_risk_level ON hazard_risk (current_level, risk_number DESC);

CREATE TABLE hazard_risk_event (
    risk_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    name VARCHAR(200) NOT NULL,
    harm VARCHAR(60),
    inherent_method VARCHAR(20) NOT NULL,
    inherent_version INT NOT NULL,
    inherent_inputs VARCHAR(100) NOT NULL,
    inherent_score VARCHAR(20) NOT NULL,
    inherent_level VARCHAR(20) NOT NULL,
    inherent_by VARCHAR(200) NOT NULL,
    inherent_on CHAR(10) NOT NULL,
    residual_method VARCHAR(20) NOT NULL,
    residual_version INT NOT NULL,
    residual_inputs VARCHAR(100) NOT NULL,
    residual_score VARCHAR(20) NOT NULL,
    residual_level VARCHAR(20) NOT NULL,
    residual_by VARCHAR(200) NOT NULL,
    residual_on CHAR(10) NOT NULL,
    CONSTRAINT hazard_risk_event_key PRIMARY KEY (risk_number, row_no)
);

CREATE TABLE hazard_risk_measure (
    risk_number VARCHAR(40) NOT NULL,
    event_no INT NOT NULL,
    row_no INT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    measure VARCHAR(500) NOT NULL,
    responsible VARCHAR(100),
    every_days INT NOT NULL,
    CONSTRAINT hazard_risk_measure_key PRIMARY KEY (risk_number, event_no, row_no)
);

CREATE TABLE hazard_risk_device (
    device VARCHAR(120) NOT NULL,
    risk_number VARCHAR(40) NOT NULL,
    CONSTRAINT hazard_risk_device_key PRIMARY KEY (device, risk_number)
);

CREATE TABLE hazard_risk_evidence (
    subject VARCHAR(200) NOT NULL PRIMARY KEY,
    kind VARCHAR(30) NOT NULL,
    reason VARCHAR(300) NOT NULL,
    to_level VARCHAR(20),
    risk_number VARCHAR(40),
    enterprise CHAR(18),
    area CHAR(12),
    until_at BIGINT,
    raised_by VARCHAR(200) NOT NULL,
    raised_at BIGINT NOT NULL
);

CREATE TABLE hazard_risk_check (
    check_number VARCHAR(40) NOT NULL PRIMARY KEY,
    risk_number VARCHAR(40) NOT NULL,
    event VARCHAR(200) NOT NULL,
    measure VARCHAR(500) NOT NULL,
    due CHAR(10) NOT NULL,
    state VARCHAR(20) NOT NULL,
    done_by VARCHAR(200),
    done_at BIGINT,
    note VARCHAR(1000),
    hazard_number VARCHAR(40),
    enterprise CHAR(18),
    scope_area CHAR(12),
    lead_unit VARCHAR(60)
);
CREATE INDEX hazard_risk_check_unit ON hazard_risk_check (risk_number, check_number DESC);
CREATE INDEX hazard_risk_check_state ON hazard_risk_check (state, due, check_number);

-- Methods, each version by itself; edges differ by province (B4), so they are data.
CREATE TABLE hazard_risk_method (
    method VARCHAR(20) NOT NULL,
    method_version INT NOT NULL,
    title VARCHAR(100) NOT NULL,
    source VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    state VARCHAR(20) NOT NULL,
    CONSTRAINT hazard_risk_method_key PRIMARY KEY (method, method_version)
);
CREATE TABLE hazard_risk_step (
    method VARCHAR(20) NOT NULL,
    method_version INT NOT NULL,
    factor VARCHAR(4) NOT NULL,
    row_no INT NOT NULL,
    score VARCHAR(20) NOT NULL,
    label VARCHAR(200) NOT NULL,
    CONSTRAINT hazard_risk_step_key PRIMARY KEY (method, method_version, factor, row_no)
);
CREATE TABLE hazard_risk_band (
    method VARCHAR(20) NOT NULL,
    method_version INT NOT NULL,
    row_no INT NOT NULL,
    edge VARCHAR(20),
    inclusive BOOLEAN NOT NULL,
    risk_level VARCHAR(20) NOT NULL,
    CONSTRAINT hazard_risk_band_key PRIMARY KEY (method, method_version, row_no)
);
CREATE TABLE hazard_risk_cell (
    method VARCHAR(20) NOT NULL,
    method_version INT NOT NULL,
    cell VARCHAR(40) NOT NULL,
    risk_level VARCHAR(20) NOT NULL,
    CONSTRAINT hazard_risk_cell_key PRIMARY KEY (method, method_version, cell)
);
CREATE TABLE hazard_direct_red (
    code VARCHAR(40) NOT NULL PRIMARY KEY,
    label VARCHAR(200) NOT NULL,
    source VARCHAR(300) NOT NULL,
    active BOOLEAN NOT NULL
);
INSERT INTO hazard_direct_red VALUES ('major-source', '构成一级、二级危险化学品重大危险源', '各省分级管控指南常用情形，县可增减', TRUE);
INSERT INTO hazard_direct_red VALUES ('mandatory-clause', '违反法律、法规或国家强制性标准的强制性条款', '各省分级管控指南常用情形，县可增减', TRUE);
INSERT INTO hazard_direct_red VALUES ('fatal-accident', '三年内发生过死亡事故且条件未改善', '各省分级管控指南常用情形，县可增减', TRUE);
INSERT INTO hazard_direct_red VALUES ('ten-people', '作业场所同时作业人数十人及以上', '各省分级管控指南常用情形，县可增减', TRUE);
INSERT INTO hazard_risk_method VALUES ('LEC', 1, '作业条件危险性评价法（LEC）', '格雷厄姆—金尼法；四级归并和界限各省不同，此为常用值，县可另立版本', '2016-10-09', 'IN_FORCE');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 0, '10', '完全可以预料');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 1, '6', '相当可能');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 2, '3', '可能，但不经常');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 3, '1', '可能性小，完全意外');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 4, '0.5', '很不可能，可以设想');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 5, '0.2', '极不可能');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'L', 6, '0.1', '实际不可能');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 0, '10', '连续暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 1, '6', '每天工作时间内暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 2, '3', '每周一次或偶然暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 3, '2', '每月一次暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 4, '1', '每年几次暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'E', 5, '0.5', '非常罕见地暴露');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 0, '100', '大灾难，许多人死亡（10人及以上）');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 1, '40', '灾难，数人死亡（3至9人）');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 2, '15', '非常严重，1至2人死亡');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 3, '7', '严重，重伤');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 4, '3', '重大，致残或较重伤害');
INSERT INTO hazard_risk_step VALUES ('LEC', 1, 'C', 5, '1', '引人注目，轻伤');
INSERT INTO hazard_risk_band VALUES ('LEC', 1, 0, '320', FALSE, 'MAJOR');
INSERT INTO hazard_risk_band VALUES ('LEC', 1, 1, '160', FALSE, 'CONSIDERABLE');
INSERT INTO hazard_risk_band VALUES ('LEC', 1, 2, '70', FALSE, 'GENERAL');
INSERT INTO hazard_risk_band VALUES ('LEC', 1, 3, NULL, FALSE, 'LOW');
INSERT INTO hazard_risk_method VALUES ('LS', 1, '风险矩阵法（LS）', '常用五乘五；界限各省不同（如15分归红或归橙），此为常用值，县可另立版本', '2016-10-09', 'IN_FORCE');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'L', 0, '5', '极有可能发生');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'L', 1, '4', '很可能发生');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'L', 2, '3', '可能发生');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'L', 3, '2', '较不可能发生');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'L', 4, '1', '基本不可能发生');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'S', 0, '5', '多人死亡或重大财产损失');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'S', 1, '4', '死亡或较大财产损失');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'S', 2, '3', '重伤或一定财产损失');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'S', 3, '2', '轻伤或较小财产损失');
INSERT INTO hazard_risk_step VALUES ('LS', 1, 'S', 4, '1', '轻微或无影响');
INSERT INTO hazard_risk_band VALUES ('LS', 1, 0, '20', TRUE, 'MAJOR');
INSERT INTO hazard_risk_band VALUES ('LS', 1, 1, '15', TRUE, 'CONSIDERABLE');
INSERT INTO hazard_risk_band VALUES ('LS', 1, 2, '9', TRUE, 'GENERAL');
INSERT INTO hazard_risk_band VALUES ('LS', 1, 3, NULL, FALSE, 'LOW');
INSERT INTO hazard_risk_method VALUES ('MATRIX', 1, '风险矩阵图', '后果从严：后果最重的一行不低于一般；各格由县自定，可另立版本', '2016-10-09', 'IN_FORCE');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'L', 0, '5', '极有可能发生');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'L', 1, '4', '很可能发生');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'L', 2, '3', '可能发生');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'L', 3, '2', '较不可能发生');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'L', 4, '1', '基本不可能发生');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'S', 0, '5', '多人死亡或重大财产损失');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'S', 1, '4', '死亡或较大财产损失');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'S', 2, '3', '重伤或一定财产损失');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'S', 3, '2', '轻伤或较小财产损失');
INSERT INTO hazard_risk_step VALUES ('MATRIX', 1, 'S', 4, '1', '轻微或无影响');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '1 1', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '1 2', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '1 3', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '1 4', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '1 5', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '2 1', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '2 2', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '2 3', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '2 4', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '2 5', 'CONSIDERABLE');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '3 1', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '3 2', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '3 3', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '3 4', 'CONSIDERABLE');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '3 5', 'MAJOR');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '4 1', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '4 2', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '4 3', 'CONSIDERABLE');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '4 4', 'CONSIDERABLE');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '4 5', 'MAJOR');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '5 1', 'LOW');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '5 2', 'GENERAL');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '5 3', 'CONSIDERABLE');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '5 4', 'MAJOR');
INSERT INTO hazard_risk_cell VALUES ('MATRIX', 1, '5 5', 'MAJOR');
