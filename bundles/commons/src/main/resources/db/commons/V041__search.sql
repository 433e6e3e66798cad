-- What is found by which words. Words are compared byte by byte: a range of the index is what begins alike.
CREATE TABLE search_entry (
    entry_kind VARCHAR(40) NOT NULL,
    entry_number VARCHAR(120) NOT NULL,
    title VARCHAR(300) NOT NULL,
    hint VARCHAR(300) NOT NULL,
    area CHAR(12),
    unit_id VARCHAR(60),
    enterprise CHAR(18),
    PRIMARY KEY (entry_kind, entry_number)
);

CREATE TABLE search_term (
    entry_kind VARCHAR(40) NOT NULL,
    word VARCHAR(60) ${bytewise} NOT NULL,
    entry_number VARCHAR(120) NOT NULL,
    PRIMARY KEY (entry_kind, word, entry_number)
);
CREATE INDEX search_term_entry ON search_term (entry_kind, entry_number);
