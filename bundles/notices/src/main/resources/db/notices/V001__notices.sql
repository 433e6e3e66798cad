-- What was given, and how far it escalated. stage: NEW until it lies with its addressees, then OPEN.
CREATE TABLE notices_notice (
    notice_id VARCHAR(40) NOT NULL PRIMARY KEY,
    subject_kind VARCHAR(40) NOT NULL,
    subject_number VARCHAR(120) NOT NULL,
    level_name VARCHAR(12) NOT NULL,
    title VARCHAR(100) NOT NULL,
    body_text VARCHAR(1000) NOT NULL,
    addressees ${clob} NOT NULL,
    escalation ${clob} NOT NULL,
    merge_key VARCHAR(150),
    valid_until BIGINT NOT NULL,
    step_no INTEGER NOT NULL,
    stage VARCHAR(8) NOT NULL,
    account VARCHAR(200) NOT NULL,
    actor_name VARCHAR(200) NOT NULL,
    given_at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by VARCHAR(200),
    cause_kind VARCHAR(40),
    cause_number VARCHAR(120),
    cause_entry BIGINT
);
CREATE INDEX notices_notice_stage ON notices_notice (stage, given_at);
CREATE INDEX notices_notice_subject ON notices_notice (subject_kind, subject_number);

-- One notice to one recipient by one channel.
CREATE TABLE notices_delivery (
    delivery_id VARCHAR(40) NOT NULL PRIMARY KEY,
    notice_id VARCHAR(40) NOT NULL,
    step_no INTEGER NOT NULL,
    recipient VARCHAR(220) NOT NULL,
    channel VARCHAR(40) NOT NULL,
    progress VARCHAR(14) NOT NULL,
    level_no SMALLINT NOT NULL,
    merge_key VARCHAR(150),
    valid_until BIGINT NOT NULL,
    message_id VARCHAR(40),
    reason VARCHAR(300),
    queued_at BIGINT NOT NULL,
    sent_at BIGINT,
    delivered_at BIGINT,
    read_at BIGINT,
    CONSTRAINT notices_delivery_once UNIQUE (notice_id, step_no, recipient, channel)
);
CREATE INDEX notices_delivery_queue ON notices_delivery (channel, progress, level_no, queued_at);
CREATE INDEX notices_delivery_list ON notices_delivery (recipient, channel, queued_at);
CREATE INDEX notices_delivery_message ON notices_delivery (message_id);

-- What was or will be handed to a channel: one delivery or several merged. QUEUED: to be tried again at not_before.
CREATE TABLE notices_message (
    message_id VARCHAR(40) NOT NULL PRIMARY KEY,
    channel VARCHAR(40) NOT NULL,
    recipient VARCHAR(220) NOT NULL,
    level_no SMALLINT NOT NULL,
    merge_key VARCHAR(150),
    progress VARCHAR(14) NOT NULL,
    attempts INTEGER NOT NULL,
    may_repeat SMALLINT NOT NULL,
    not_before BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    carrier_ref VARCHAR(200),
    reason VARCHAR(300),
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX notices_message_queue ON notices_message (channel, progress, not_before);
CREATE INDEX notices_message_key ON notices_message (channel, made_at);
CREATE INDEX notices_message_ref ON notices_message (channel, carrier_ref);

-- Each try, for the rate: a carrier counts tries, not successes.
CREATE TABLE notices_attempt (
    message_id VARCHAR(40) NOT NULL,
    attempt_no INTEGER NOT NULL,
    channel VARCHAR(40) NOT NULL,
    recipient VARCHAR(220) NOT NULL,
    tried_at BIGINT NOT NULL,
    PRIMARY KEY (message_id, attempt_no)
);
CREATE INDEX notices_attempt_recent ON notices_attempt (channel, tried_at);

-- Where somebody is reached: the address is sealed by the vault, the key lies outside this database.
CREATE TABLE notices_contact (
    recipient VARCHAR(220) NOT NULL,
    channel VARCHAR(40) NOT NULL,
    sealed VARCHAR(2000) NOT NULL,
    PRIMARY KEY (recipient, channel)
);
