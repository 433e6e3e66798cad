-- Hazards this plugin has heard of.
CREATE TABLE acme_hazard (
    hazard      VARCHAR(40)  NOT NULL PRIMARY KEY,
    title       VARCHAR(400) NOT NULL,
    enterprise  VARCHAR(18),
    heard       BIGINT       NOT NULL,
    entry_id    BIGINT       NOT NULL
);

-- Gas measured on the spot with an Acme hand-held: one row each.
CREATE TABLE acme_check (
    id          VARCHAR(36)  NOT NULL PRIMARY KEY,
    hazard      VARCHAR(40)  NOT NULL,
    point       VARCHAR(40)  NOT NULL,
    measured    DOUBLE PRECISION NOT NULL,
    account     VARCHAR(100) NOT NULL,
    checked     BIGINT       NOT NULL
);
CREATE INDEX acme_check_hazard ON acme_check (hazard, checked);
