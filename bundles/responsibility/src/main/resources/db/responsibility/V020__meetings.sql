-- Meetings and study sessions (会议、学习). Whether one is on work safety is kept beside it, so that lists and figures need not read the agenda.
CREATE TABLE responsibility_meeting (
    meeting_number VARCHAR(40) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    sort VARCHAR(20) NOT NULL,
    form VARCHAR(30) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    chair VARCHAR(100) NOT NULL,
    title VARCHAR(200) NOT NULL,
    held_at BIGINT NOT NULL,
    first_held_at BIGINT,
    place VARCHAR(200),
    on_safety BOOLEAN NOT NULL,
    open_resolutions INT NOT NULL,
    study_hours INT,
    study_expected INT,
    notes_checked INT,
    notes_passed INT,
    state VARCHAR(20) NOT NULL,
    entered_by VARCHAR(200) NOT NULL,
    entered_at BIGINT NOT NULL,
    signed_by VARCHAR(200),
    signed_at BIGINT,
    note VARCHAR(500),
    reference VARCHAR(100)
);
CREATE INDEX responsibility_meeting_held ON responsibility_meeting (held_at DESC, meeting_number DESC);
CREATE INDEX responsibility_meeting_unit ON responsibility_meeting (unit_id, held_at);
CREATE INDEX responsibility_meeting_reference ON responsibility_meeting (reference);

CREATE TABLE responsibility_attendee (
    meeting_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    person VARCHAR(100) NOT NULL,
    CONSTRAINT responsibility_attendee_key PRIMARY KEY (meeting_number, row_no)
);

CREATE TABLE responsibility_topic (
    meeting_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    aim VARCHAR(20) NOT NULL,
    topic_text VARCHAR(500) NOT NULL,
    CONSTRAINT responsibility_topic_key PRIMARY KEY (meeting_number, row_no)
);

CREATE TABLE responsibility_resolution (
    meeting_number VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    resolution_text VARCHAR(500) NOT NULL,
    unit_id VARCHAR(100) NOT NULL,
    due_day CHAR(10),
    done_day CHAR(10),
    result VARCHAR(500),
    CONSTRAINT responsibility_resolution_key PRIMARY KEY (meeting_number, row_no)
);
CREATE INDEX responsibility_resolution_unit ON responsibility_resolution (unit_id);
