-- Staffing of township safety offices (镇街安办队伍): what posts there should be, who fills them, what they have to work with.
CREATE TABLE responsibility_office (
    unit_id VARCHAR(100) NOT NULL,
    version BIGINT NOT NULL,
    document VARCHAR(200) NOT NULL,
    equipment VARCHAR(1000),
    posts VARCHAR(2000) NOT NULL,
    CONSTRAINT responsibility_office_key PRIMARY KEY (unit_id)
);

CREATE TABLE responsibility_staff (
    id VARCHAR(40) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    post_title VARCHAR(100) NOT NULL,
    person VARCHAR(100) NOT NULL,
    dedicated BOOLEAN NOT NULL,
    certificate VARCHAR(100),
    certified_until CHAR(10),
    trained_on CHAR(10),
    term_from CHAR(10) NOT NULL,
    term_to CHAR(10),
    CONSTRAINT responsibility_staff_key PRIMARY KEY (id)
);
CREATE INDEX responsibility_staff_unit ON responsibility_staff (unit_id);

-- Accidents and deaths of each month (事故起数、死亡人数), as the statistics say; a later figure is the next revision, none is overwritten.
CREATE TABLE responsibility_accident_month (
    month_no CHAR(7) NOT NULL,
    revision INT NOT NULL,
    accidents INT NOT NULL,
    deaths INT NOT NULL,
    source VARCHAR(300) NOT NULL,
    entered_by VARCHAR(200) NOT NULL,
    entered_at BIGINT NOT NULL,
    CONSTRAINT responsibility_accident_month_key PRIMARY KEY (month_no, revision)
);
