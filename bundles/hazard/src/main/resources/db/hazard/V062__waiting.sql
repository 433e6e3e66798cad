-- What waits in today's queue: look-backs by their day, downgrades by when they were asked for.
CREATE INDEX hazard_look_day ON hazard (look_back_state, look_back_due);
CREATE INDEX hazard_regrade ON hazard (regrade_at);
