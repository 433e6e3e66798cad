-- What was decided stands beside what was proposed (处理意见、处理决定); rows decided before kept only the decision.
ALTER TABLE responsibility_accountability ADD COLUMN decided_form VARCHAR(30);
UPDATE responsibility_accountability SET decided_form = form_word WHERE decided_by IS NOT NULL;
