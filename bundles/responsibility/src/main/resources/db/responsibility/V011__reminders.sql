-- Reminders (提醒): one per duty, slot, stage and day that calls for it; the notice keeps the receipts.
CREATE TABLE responsibility_reminder (
    list_number VARCHAR(40) NOT NULL,
    edition INT NOT NULL,
    code VARCHAR(20) NOT NULL,
    slot_from CHAR(10) NOT NULL,
    stage VARCHAR(20) NOT NULL,
    step INT NOT NULL,
    slot_label VARCHAR(60) NOT NULL,
    due_on CHAR(10) NOT NULL,
    reminded_on CHAR(10) NOT NULL,
    addressee VARCHAR(300) NOT NULL,
    notice_id VARCHAR(60),
    CONSTRAINT responsibility_reminder_key PRIMARY KEY (list_number, edition, code, slot_from, stage, step)
);

-- Which sources of evidence the journal has been read for from its beginning, so that one that comes later misses nothing.
CREATE TABLE responsibility_source (
    source_key CHAR(64) NOT NULL,
    source_name VARCHAR(300) NOT NULL,
    read_to BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    CONSTRAINT responsibility_source_key PRIMARY KEY (source_key)
);
