-- Who answers for a listing (责任领导), as printed; null on papers of before, and where the kind names none.
ALTER TABLE supervision_paper ADD COLUMN leader VARCHAR(100);
