package io.shoutu.hazard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidenceContract;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hazard that came in with an earlier ledger counts for who closed it then. */
class EarlierHazardEvidenceTest implements DutyEvidenceContract {
    @Override
    public DutyEvidence evidence() {
        return new EarlierHazardEvidence();
    }

    @Override
    public List<Entry> provingEntries() {
        return List.of(entry(Map.of("state", "CLOSED", "ended", "2025-03-20", "rectifier", "ji.anheng", "acceptor", "qiao.zhengyan")));
    }

    private static Entry entry(Map<String, Object> data) {
        return new Entry(7, 7, new Subject("hazard", "YH-2025-000001"), HazardFacts.IMPORTED, Instant.EPOCH, Instant.EPOCH, "clerk", "录入员", data, null, null, null);
    }

    @Test
    void itCountsOnTheDayItWasClosedAndOnlyThen() {
        assertThat(evidence().of(provingEntries().get(0))).hasSize(2).allSatisfy(act -> assertThat(Legal.day(act.happened())).isEqualTo(LocalDate.of(2025, 3, 20)));
        assertThat(evidence().of(entry(Map.of("state", "RECTIFYING", "rectifier", "ji.anheng")))).isEmpty();
    }
}
