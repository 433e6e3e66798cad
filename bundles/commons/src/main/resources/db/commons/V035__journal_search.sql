-- The auditor searches by time and by account.
CREATE INDEX journal_entry_recorded ON journal_entry (recorded);
CREATE INDEX journal_entry_account ON journal_entry (account, id);
