-- What sort of list it is and which layer it breaks down; what a duty covers; marks a county sorts by. Sets are written with 、 between the words.
ALTER TABLE responsibility_list ADD COLUMN category VARCHAR(60) DEFAULT '领导干部责任清单' NOT NULL;
ALTER TABLE responsibility_list ADD COLUMN layer VARCHAR(60);
ALTER TABLE responsibility_duty ADD COLUMN coverage VARCHAR(10);
ALTER TABLE responsibility_duty ADD COLUMN sectors VARCHAR(2000);
ALTER TABLE responsibility_duty ADD COLUMN marks VARCHAR(500);
ALTER TABLE responsibility_duty ADD COLUMN deliverable VARCHAR(300);

-- Assistants (工作协助人): may enter for the bearer of a list, never sign.
CREATE TABLE responsibility_assistant (
    id VARCHAR(40) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    post_title VARCHAR(100) NOT NULL,
    account VARCHAR(200) NOT NULL,
    delegation VARCHAR(500) NOT NULL,
    term_from CHAR(10) NOT NULL,
    term_to CHAR(10),
    appointed_by VARCHAR(200) NOT NULL,
    CONSTRAINT responsibility_assistant_key PRIMARY KEY (id)
);
CREATE INDEX responsibility_assistant_account ON responsibility_assistant (account);

-- What is said about a duty in one of its slots (填报说明), and who put his name to the standing of a list on a day (签认).
CREATE TABLE responsibility_remark (
    id BIGINT NOT NULL,
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    code VARCHAR(20) NOT NULL,
    slot_from CHAR(10) NOT NULL,
    remark_text VARCHAR(1000) NOT NULL,
    planned_for CHAR(10),
    account VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT responsibility_remark_key PRIMARY KEY (id)
);
CREATE INDEX responsibility_remark_list ON responsibility_remark (list_number, edition);

CREATE TABLE responsibility_signature (
    id BIGINT NOT NULL,
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    account VARCHAR(200) NOT NULL,
    signed_at BIGINT NOT NULL,
    required INT NOT NULL,
    done INT NOT NULL,
    capped INT NOT NULL,
    digest CHAR(64) NOT NULL,
    CONSTRAINT responsibility_signature_key PRIMARY KEY (id)
);
CREATE INDEX responsibility_signature_list ON responsibility_signature (list_number, edition);

-- What people read of the record that proves an act, as it was called then.
ALTER TABLE responsibility_act ADD COLUMN subject_title VARCHAR(300);
