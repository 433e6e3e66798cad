-- Which enterprise an act was about (所涉企业): what the head of one enterprise does at another one does not perform the list of the first. Acts kept before say it once the journal is read again.
ALTER TABLE responsibility_act ADD COLUMN enterprise_code VARCHAR(18);
