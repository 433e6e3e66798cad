-- Results handed in for a duty that asks for one (成果材料): handed in → accepted or returned; its files lie with the attachments, each revision under its own purpose.
CREATE TABLE responsibility_deliverable (
    deliverable_number VARCHAR(40) NOT NULL,
    version BIGINT NOT NULL,
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    code VARCHAR(20) NOT NULL,
    title VARCHAR(200) NOT NULL,
    note VARCHAR(2000),
    done_on CHAR(10) NOT NULL,
    valid_until CHAR(10),
    revision INT NOT NULL,
    state VARCHAR(20) NOT NULL,
    handed_by VARCHAR(200) NOT NULL,
    handed_at BIGINT NOT NULL,
    decided_by VARCHAR(200),
    decided_at BIGINT,
    reason VARCHAR(1000),
    CONSTRAINT responsibility_deliverable_key PRIMARY KEY (deliverable_number)
);
CREATE INDEX responsibility_deliverable_list ON responsibility_deliverable (list_number, code);
