-- The platform's first scoring rule weighs papers of supervision from the start (督办扣分); where lists are kept already, the rule they were made under stays, and a next version is the county's to make.
UPDATE responsibility_score_item SET most = '50' WHERE edition = 1 AND row_no = 0 AND NOT EXISTS (SELECT 1 FROM responsibility_list) AND NOT EXISTS (SELECT 1 FROM responsibility_score_rule r WHERE r.edition > 1);
INSERT INTO responsibility_score_item (edition, row_no, code, label, input_name, way, most, base, each_points)
    SELECT r.edition, 5, '6', '督办扣分', 'SUPERVISION', 'DEDUCTION', '10', '0', '1' FROM responsibility_score_rule r
    WHERE r.edition = 1 AND NOT EXISTS (SELECT 1 FROM responsibility_list) AND NOT EXISTS (SELECT 1 FROM responsibility_score_rule n WHERE n.edition > 1);
