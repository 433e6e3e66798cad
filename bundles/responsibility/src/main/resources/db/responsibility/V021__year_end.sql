-- Frozen years (年终冻结): added once, never changed. The content is the canonical text the hash was made from.
CREATE TABLE responsibility_year_end (
    list_id VARCHAR(60) NOT NULL PRIMARY KEY,
    year_no INT NOT NULL,
    as_of BIGINT NOT NULL,
    frozen_at BIGINT NOT NULL,
    frozen_by VARCHAR(200) NOT NULL,
    sha256 CHAR(64) NOT NULL,
    content ${clob} NOT NULL
);
CREATE INDEX responsibility_year_end_year ON responsibility_year_end (year_no);

-- Versions of the scoring rule (评分规则). Points and bases are written as text so that they stay exactly what was decided.
CREATE TABLE responsibility_score_rule (
    edition INT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    source VARCHAR(300) NOT NULL,
    from_day CHAR(10),
    to_day CHAR(10),
    state VARCHAR(20) NOT NULL,
    drafted_by VARCHAR(200) NOT NULL,
    drafted_at BIGINT NOT NULL,
    compared_at BIGINT,
    compared_by VARCHAR(200),
    compared_sha CHAR(64),
    activated_by VARCHAR(200)
);

CREATE TABLE responsibility_score_item (
    edition INT NOT NULL,
    row_no INT NOT NULL,
    code VARCHAR(20) NOT NULL,
    label VARCHAR(60) NOT NULL,
    input_name VARCHAR(30) NOT NULL,
    way VARCHAR(20) NOT NULL,
    most VARCHAR(20) NOT NULL,
    base VARCHAR(20) NOT NULL,
    each_points VARCHAR(20) NOT NULL,
    CONSTRAINT responsibility_score_item_key PRIMARY KEY (edition, row_no)
);

CREATE TABLE responsibility_evaluation (
    list_id VARCHAR(60) NOT NULL,
    evaluator VARCHAR(200) NOT NULL,
    score INT NOT NULL,
    given_at BIGINT NOT NULL,
    CONSTRAINT responsibility_evaluation_key PRIMARY KEY (list_id, evaluator)
);

-- The first version, for a county to begin with and to replace by its own paper.
INSERT INTO responsibility_score_rule (edition, version, title, source, from_day, state, drafted_by, drafted_at)
    VALUES (1, 1, '安全生产履职评分规则（平台初始版）', '平台初始规则，供县安委办依据本地述职考评办法修订', '2020-01-01', 'ACTIVE', 'system:responsibility', 0);
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points) VALUES (1, 0, '1', '清单完成', 'CAPPED_RATE', 'SHARE', '60', '100', '0');
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points) VALUES (1, 1, '2', '按期履职', 'ON_TIME_RATE', 'SHARE', '20', '100', '0');
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points) VALUES (1, 2, '3', '条目无空缺', 'UNFULFILLED', 'DEDUCTION', '10', '0', '2');
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points) VALUES (1, 3, '4', '议定事项按期办结', 'RESOLUTION_RATE', 'SHARE', '10', '100', '0');
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points) VALUES (1, 4, '5', '超额履职', 'RAW_RATE', 'BONUS', '5', '100', '0.1');
