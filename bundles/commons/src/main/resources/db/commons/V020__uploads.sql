-- Uploads that can be resumed: what was announced. The bytes received lie in files/uploads/<id>; how many there are is the offset.
CREATE TABLE attachment_upload (
    upload_id VARCHAR(40) NOT NULL PRIMARY KEY,
    file_name VARCHAR(500) NOT NULL,
    media_type VARCHAR(120) NOT NULL,
    byte_size BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    set_id VARCHAR(40),
    attachment_id VARCHAR(40),
    account VARCHAR(200) NOT NULL,
    touched_at BIGINT NOT NULL
);
CREATE INDEX attachment_upload_account ON attachment_upload (account, attachment_id);
CREATE INDEX attachment_upload_touched ON attachment_upload (touched_at);

-- A set of files that belong to one record: how many are expected, and which have come.
CREATE TABLE attachment_set (
    set_id VARCHAR(40) NOT NULL PRIMARY KEY,
    subject_kind VARCHAR(40),
    subject_number VARCHAR(120),
    expected INTEGER NOT NULL,
    account VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE attachment_set_file (
    set_id VARCHAR(40) NOT NULL,
    attachment_id VARCHAR(40) NOT NULL,
    PRIMARY KEY (set_id, attachment_id)
);
