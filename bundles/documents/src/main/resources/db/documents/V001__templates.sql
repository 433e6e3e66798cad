-- A county's own copies of document templates (文书模板). Instants are epoch milliseconds. A copy is never changed, only followed by another.
CREATE TABLE documents_template (
    template_code VARCHAR(80) NOT NULL,
    version_no INT NOT NULL,
    docx ${blob} NOT NULL,
    sha256 CHAR(64) NOT NULL,
    byte_size BIGINT NOT NULL,
    uploaded_by VARCHAR(200) NOT NULL,
    uploaded_at BIGINT NOT NULL,
    CONSTRAINT documents_template_key PRIMARY KEY (template_code, version_no)
);

-- Which copy is in force; no row means the factory template.
CREATE TABLE documents_in_force (
    template_code VARCHAR(80) NOT NULL PRIMARY KEY,
    version_no INT NOT NULL
);
