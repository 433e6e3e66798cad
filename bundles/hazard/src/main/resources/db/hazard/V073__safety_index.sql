-- The safety index (安全指数) and the six fields of whole-area safety (全域安全六领域): weights, values and sectors are the county's own.
CREATE TABLE hazard_index_indicator (
    measure VARCHAR(20) NOT NULL PRIMARY KEY,
    weight DECIMAL(10, 2) NOT NULL,
    zero_at DECIMAL(12, 2) NOT NULL,
    full_at DECIMAL(12, 2) NOT NULL,
    rule_source VARCHAR(300) NOT NULL
);
CREATE TABLE hazard_safety_field (
    field_code VARCHAR(30) NOT NULL PRIMARY KEY,
    field_label VARCHAR(40) NOT NULL,
    sector_words VARCHAR(1000) NOT NULL,
    field_rank INT NOT NULL
);
INSERT INTO hazard_index_indicator VALUES ('IN_TIME', 25, 60, 100, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('COVERAGE', 15, 20, 100, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('OVERDUE', 15, 40, 0, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('MAJOR', 20, 20, 0, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('RECURRING', 10, 30, 0, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('REBOUND', 5, 20, 0, '示例值，由县安委办确认');
INSERT INTO hazard_index_indicator VALUES ('HIGH_RISK', 10, 80, 10, '示例值，由县安委办确认');
INSERT INTO hazard_safety_field VALUES ('production', '生产安全', '危险化学品、矿山、粉尘、冶金、工贸、烟花爆竹、涉氨、有限空间、建筑施工、粮食仓储、民爆', 1);
INSERT INTO hazard_safety_field VALUES ('traffic', '交通安全', '交通、水上、渔业、货运、客运', 2);
INSERT INTO hazard_safety_field VALUES ('public', '公共安全', '燃气、特种设备、旅游、油气管道、校园', 3);
INSERT INTO hazard_safety_field VALUES ('fire', '消防安全', '人员密集、加油站、商业综合体、高层', 4);
INSERT INTO hazard_safety_field VALUES ('social', '社会安全', '食品、药品、农产品、辐射', 5);
INSERT INTO hazard_safety_field VALUES ('natural', '自然灾害', '森林、草原、防汛、抗旱、地质、尾矿', 6);
