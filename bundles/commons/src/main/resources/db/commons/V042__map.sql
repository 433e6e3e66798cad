-- Boundaries imported for the map; the files lie in the data directory. The newest is in force, the others stay.
CREATE TABLE map_sheet (
    sheet_id VARCHAR(40) NOT NULL PRIMARY KEY,
    sheet_name VARCHAR(200) NOT NULL,
    approval VARCHAR(60),
    fictional SMALLINT NOT NULL,
    source_system VARCHAR(20) NOT NULL,
    features INTEGER NOT NULL,
    byte_size BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    imported_at BIGINT NOT NULL,
    account VARCHAR(200) NOT NULL
);
