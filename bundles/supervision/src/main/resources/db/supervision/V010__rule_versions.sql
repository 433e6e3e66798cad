-- Kinds of papers in versions (督办文书种类各版), as limits, rungs and points have them: one row for each day a version begins.
CREATE TABLE supervision_paper_kind (
    code VARCHAR(40) NOT NULL,
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
    effective_to CHAR(10),
    CONSTRAINT supervision_paper_kind_key PRIMARY KEY (code, effective_from)
);
INSERT INTO supervision_paper_kind (code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to)
    SELECT code, row_no, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to FROM supervision_kind;
DROP TABLE supervision_kind;
