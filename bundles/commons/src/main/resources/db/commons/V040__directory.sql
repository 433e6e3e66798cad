-- The directory complete: nothing is deleted, what ends has a last day. Days are ISO text.
ALTER TABLE directory_area ADD COLUMN closed_on VARCHAR(10);
ALTER TABLE directory_area ADD COLUMN successor CHAR(12);
ALTER TABLE directory_unit ADD COLUMN unit_kind VARCHAR(20);
ALTER TABLE directory_unit ADD COLUMN closed_on VARCHAR(10);
ALTER TABLE directory_person ADD COLUMN closed_on VARCHAR(10);
ALTER TABLE directory_enterprise ADD COLUMN scale VARCHAR(10);
ALTER TABLE directory_enterprise ADD COLUMN address VARCHAR(300);
ALTER TABLE directory_enterprise ADD COLUMN safety_manager VARCHAR(60);
-- Ids between commas, with one before and one behind.
ALTER TABLE directory_enterprise ADD COLUMN departments VARCHAR(1000);
ALTER TABLE directory_enterprise ADD COLUMN cell VARCHAR(16);
ALTER TABLE directory_enterprise ADD COLUMN closed_on VARCHAR(10);
CREATE INDEX directory_enterprise_cell ON directory_enterprise (cell);
CREATE INDEX directory_person_unit ON directory_person (unit_id);
CREATE INDEX directory_position_person ON directory_position (person_id);

CREATE TABLE directory_cell (
    cell_code VARCHAR(16) NOT NULL PRIMARY KEY,
    cell_name VARCHAR(200) NOT NULL,
    closed_on VARCHAR(10)
);

CREATE TABLE directory_grid_post (
    node VARCHAR(18) NOT NULL,
    post_role VARCHAR(40) NOT NULL,
    person_id VARCHAR(60) NOT NULL,
    held_from VARCHAR(10) NOT NULL,
    held_to VARCHAR(10),
    PRIMARY KEY (node, post_role, person_id, held_from)
);
CREATE INDEX directory_grid_post_person ON directory_grid_post (person_id);

-- Personal values, sealed by the vault.
CREATE TABLE directory_contact (
    subject_kind VARCHAR(40) NOT NULL,
    subject_number VARCHAR(120) NOT NULL,
    field_name VARCHAR(40) NOT NULL,
    sealed VARCHAR(1000) NOT NULL,
    PRIMARY KEY (subject_kind, subject_number, field_name)
);
