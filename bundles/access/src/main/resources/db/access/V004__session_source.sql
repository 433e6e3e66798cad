-- Where a session was opened from, so that its owner recognises it.
ALTER TABLE access_session ADD COLUMN source_address VARCHAR(80);
