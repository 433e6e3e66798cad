-- What an enterprise itself says of a certificate (企业申报), kept apart until an office has compared it with the paper. A number may be registered again after a wrong entry was voided.
ALTER TABLE hazard_certificate ADD COLUMN claimed_until CHAR(10);
ALTER TABLE hazard_certificate ADD COLUMN claimed_by VARCHAR(200);
ALTER TABLE hazard_certificate DROP CONSTRAINT hazard_certificate_once;
CREATE INDEX hazard_certificate_own ON hazard_certificate (kind, own_number);
CREATE INDEX hazard_certificate_claim ON hazard_certificate (claimed_until);
