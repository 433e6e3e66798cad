-- Instruments of supervision (督办文书). Instants are epoch milliseconds; days are legal days of China as text.
CREATE TABLE supervision_kind (
    code VARCHAR(40) NOT NULL PRIMARY KEY,
    row_no INT NOT NULL,
    label VARCHAR(60) NOT NULL,
    flow VARCHAR(20) NOT NULL,
    series VARCHAR(10) NOT NULL,
    prefix VARCHAR(60) NOT NULL,
    answer_days INT NOT NULL,
    working BOOLEAN NOT NULL,
    score INT NOT NULL,
    late_score INT NOT NULL,
    source VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10)
);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('reminder', 1, '提醒敦促函', 'LETTER', 'DBTX', '安安委办提醒', 10, TRUE, 0, -1, '县安全生产综合监管实施办法（两书一函、提醒敦促）；答复天数和计分为示例，由县安委会确认', '2020-01-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('notice', 2, '督促限期整改通知书', 'LETTER', 'DBZG', '安安委办督改', 15, TRUE, -1, -2, '县安全生产综合监管实施办法（两书一函）；答复天数和计分为示例，由县安委会确认', '2020-01-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('interview', 3, '约谈通知书', 'INTERVIEW', 'DBYT', '安安委办约谈', 5, TRUE, -2, -2, '县安全生产综合监管实施办法（约谈提醒）；计分为示例，由县安委会确认', '2020-01-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('listing', 4, '挂牌督办通知书', 'LISTING', 'DBGP', '安安委督', 0, FALSE, -3, -3, '安全生产法第四十一条第三款（重大事故隐患治理督办制度）；计分为示例，由县安委会确认', '2020-01-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('investigation', 5, '提级调查决定书', 'INVESTIGATION', 'DBTJ', '安政提调', 60, FALSE, -3, -2, '生产安全事故报告和调查处理条例（国务院令第493号）第二十条、第二十九条；计分为示例，由县安委会确认', '2007-06-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('instruction', 6, '县长督办单', 'INSTRUCTION', 'DBXZ', '安政督', 0, FALSE, -1, -2, '县安全生产综合监管实施办法（政府主要负责人督办）；计分为示例，由县安委会确认', '2020-01-01', NULL);
INSERT INTO supervision_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to) VALUES ('circular', 7, '通报', 'CIRCULAR', 'DBTB', '安安委通', 0, FALSE, -2, 0, '县安全生产综合监管实施办法（通报）；计分为示例，由县安委会确认', '2020-01-01', NULL);

CREATE TABLE supervision_limit (
    code VARCHAR(40) NOT NULL,
    label VARCHAR(100) NOT NULL,
    amount INT NOT NULL,
    working BOOLEAN NOT NULL,
    source VARCHAR(300) NOT NULL,
    article VARCHAR(100),
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10),
    CONSTRAINT supervision_limit_key PRIMARY KEY (code, effective_from)
);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('sign', '文书签收', 2, TRUE, '县安委办工作规则（示例，由县安委会确认）', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.publish', '批准后公告挂牌', 5, TRUE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.file', '挂牌后报上级备案', 3, TRUE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.longest', '最长治理期限', 365, FALSE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.extension-ask', '期满前提出延期', 20, TRUE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.extension-answer', '答复延期申请', 10, TRUE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.accept', '申请后现场验收', 10, FALSE, '示例，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.delist-publish', '批准后公告摘牌', 5, TRUE, '示例，参照青岛市2012年重大事故隐患挂牌督办办法，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('listing.monthly', '次月报送治理进展的日期', 5, FALSE, '示例：每月5日前，遇节假日顺延至其后第一个工作日，由县安委会确认', NULL, '2020-01-01', NULL);
INSERT INTO supervision_limit (code, label, amount, working, source, article, effective_from, effective_to) VALUES ('interview.feedback', '约谈后反馈整改', 15, FALSE, '示例，由县安委会确认', NULL, '2020-01-01', NULL);

CREATE TABLE supervision_paper (
    paper_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    flow VARCHAR(20) NOT NULL,
    state VARCHAR(30) NOT NULL,
    since BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    title_folded VARCHAR(200) NOT NULL,
    problem VARCHAR(2000),
    basis VARCHAR(500),
    demand VARCHAR(2000),
    addressee VARCHAR(80) NOT NULL,
    enterprise CHAR(18),
    about_kind VARCHAR(40),
    about_number VARCHAR(120),
    follows VARCHAR(40),
    asked_until CHAR(10),
    document VARCHAR(100),
    out_on CHAR(10),
    deadline CHAR(10),
    first_deadline CHAR(10),
    provisional BOOLEAN NOT NULL,
    sign_by CHAR(10),
    overdue BOOLEAN NOT NULL,
    late_since CHAR(10),
    misses INT NOT NULL,
    score INT NOT NULL,
    late_score INT NOT NULL,
    drafted_by VARCHAR(200) NOT NULL,
    drafted_at BIGINT NOT NULL,
    chased_on CHAR(10),
    answered_on CHAR(10),
    ended BOOLEAN NOT NULL,
    reference VARCHAR(100),
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    CONSTRAINT supervision_paper_once UNIQUE (document)
);
CREATE INDEX supervision_paper_drafted ON supervision_paper (drafted_at DESC, paper_number DESC);
CREATE INDEX supervision_paper_state ON supervision_paper (state, deadline);
CREATE INDEX supervision_paper_about ON supervision_paper (about_kind, about_number);
CREATE INDEX supervision_paper_addressee ON supervision_paper (addressee, state);
CREATE INDEX supervision_paper_reference ON supervision_paper (reference);

CREATE TABLE supervision_copy (
    paper_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    addressee VARCHAR(80) NOT NULL,
    CONSTRAINT supervision_copy_key PRIMARY KEY (paper_number, row_no)
);

CREATE TABLE supervision_deed (
    paper_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    verb VARCHAR(30) NOT NULL,
    account VARCHAR(200) NOT NULL,
    done_at BIGINT NOT NULL,
    on_behalf BOOLEAN NOT NULL,
    said VARCHAR(2000),
    deed_day CHAR(10),
    deed_month CHAR(7),
    people VARCHAR(500),
    CONSTRAINT supervision_deed_key PRIMARY KEY (paper_number, row_no)
);
