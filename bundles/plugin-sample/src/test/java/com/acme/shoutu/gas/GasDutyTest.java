package com.acme.shoutu.gas;

import io.shoutu.api.Subject;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidenceContract;
import io.shoutu.api.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class GasDutyTest implements DutyEvidenceContract {
    @Override
    public DutyEvidence evidence() {
        return new GasDuty();
    }

    @Override
    public List<Entry> provingEntries() {
        Instant now = Instant.parse("2026-11-22T02:00:00Z");
        return List.of(new Entry(7, 7, new Subject("hazard", "YH-2026-000001"), "acme.hazard-checked", now, now, "wang.fang", "王芳", Map.of("point", "ch4", "value", 0.4), null, null, "00"));
    }
}
