-- The ladder (督办阶梯): its rungs as data, what is overdue now, and what the platform proposes. A person decides each proposal.
CREATE TABLE supervision_rung (
    ladder VARCHAR(20) NOT NULL,
    rung_no INT NOT NULL,
    after_days INT NOT NULL,
    working BOOLEAN NOT NULL,
    kind VARCHAR(40) NOT NULL,
    major_only BOOLEAN NOT NULL,
    addressed_to VARCHAR(20) NOT NULL,
    demand VARCHAR(500) NOT NULL,
    source VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10),
    CONSTRAINT supervision_rung_key PRIMARY KEY (ladder, rung_no, effective_from)
);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('hazard', 1, 1, TRUE, 'reminder', FALSE, 'LEAD_UNIT', '请立即督促责任单位完成整改，并书面答复整改情况。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('hazard', 2, 5, TRUE, 'notice', FALSE, 'LEAD_UNIT', '请在期限内督促责任单位整改到位，落实整改期间的安全防范措施，并书面答复。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('hazard', 3, 10, TRUE, 'interview', FALSE, 'ENTERPRISE', '请企业主要负责人携整改方案和进展材料到场，说明逾期原因，承诺整改期限。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('hazard', 4, 15, TRUE, 'listing', TRUE, 'LEAD_UNIT', '请制定治理方案，明确责任领导和责任人，每月报送治理进展，期满前申请验收。', '县安委办督办阶梯（示例，由县安委会确认）；安全生产法第四十一条第三款', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('hazard', 5, 30, TRUE, 'instruction', FALSE, 'LEAD_UNIT', '请主要负责人亲自研究，限期解决，结果报县长。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('letter', 1, 1, TRUE, 'notice', FALSE, 'SAME', '前发函件逾期未答复，请在期限内办理并书面答复。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('letter', 2, 5, TRUE, 'interview', FALSE, 'SAME', '前发函件逾期未答复，请主要负责人到场说明情况并承诺办理期限。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('letter', 3, 10, TRUE, 'circular', FALSE, 'SAME', '对逾期不办理、不答复督办文书的情况予以通报。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('report', 1, 1, TRUE, 'reminder', FALSE, 'LEAD_UNIT', '群众举报逾期未办结，请抓紧核查答复。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('report', 2, 5, TRUE, 'notice', FALSE, 'LEAD_UNIT', '群众举报逾期未办结，请在期限内核查处理并书面答复。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('duty', 1, 1, TRUE, 'reminder', FALSE, 'SAME', '责任清单事项逾期未完成，请抓紧履职并补报。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);
INSERT INTO supervision_rung (ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to) VALUES ('duty', 2, 10, TRUE, 'interview', FALSE, 'SAME', '责任清单事项长期未完成，请到场说明情况。', '县安委办督办阶梯（示例，由县安委会确认）', '2020-01-01', NULL);

CREATE TABLE supervision_watch (
    about_kind VARCHAR(40) NOT NULL,
    about_number VARCHAR(120) NOT NULL,
    ladder VARCHAR(20) NOT NULL,
    title VARCHAR(200) NOT NULL,
    enterprise CHAR(18),
    addressee VARCHAR(80),
    due_on CHAR(10) NOT NULL,
    major BOOLEAN NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_why VARCHAR(200),
    scope_area CHAR(12),
    lead_unit VARCHAR(60),
    CONSTRAINT supervision_watch_key PRIMARY KEY (about_kind, about_number)
);

CREATE TABLE supervision_proposal (
    proposal_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    about_kind VARCHAR(40) NOT NULL,
    about_number VARCHAR(120) NOT NULL,
    ladder VARCHAR(20) NOT NULL,
    rung_no INT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    addressee VARCHAR(80),
    enterprise CHAR(18),
    title VARCHAR(200) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    demand VARCHAR(500) NOT NULL,
    state VARCHAR(20) NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by VARCHAR(200),
    decided_at BIGINT,
    note VARCHAR(500),
    paper_number VARCHAR(40),
    due_on CHAR(10) NOT NULL,
    scope_area CHAR(12),
    lead_unit VARCHAR(60)
);
CREATE INDEX supervision_proposal_state ON supervision_proposal (state, proposed_at);
CREATE INDEX supervision_proposal_about ON supervision_proposal (about_kind, about_number);
