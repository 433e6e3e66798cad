-- Which rows of an earlier ledger of public reports came in already (历史举报台账): the sender's own id of the row.
CREATE TABLE hazard_report_taken (
    reference VARCHAR(100) NOT NULL PRIMARY KEY,
    report_number VARCHAR(40) NOT NULL
);
