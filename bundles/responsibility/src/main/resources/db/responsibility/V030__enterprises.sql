-- Who heads which enterprise (企业主要负责人), as the room of supervision told: an enterprise's list is performed by whoever headed it that day.
CREATE TABLE responsibility_head (
    enterprise_code CHAR(18) NOT NULL,
    person VARCHAR(100) NOT NULL,
    head_title VARCHAR(100) NOT NULL,
    term_from CHAR(10) NOT NULL,
    term_to CHAR(10),
    CONSTRAINT responsibility_head_key PRIMARY KEY (enterprise_code, person, term_from)
);
CREATE INDEX responsibility_head_person ON responsibility_head (person);
