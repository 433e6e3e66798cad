-- Each deadline missed with its day, separated by blanks, so that a second miss weighs in its own year.
ALTER TABLE supervision_paper ADD COLUMN missed_on VARCHAR(2000);
