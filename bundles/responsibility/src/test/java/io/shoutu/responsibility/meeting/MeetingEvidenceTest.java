package io.shoutu.responsibility.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidenceContract;
import io.shoutu.api.journal.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Meetings at the door for what performs a duty. */
class MeetingEvidenceTest implements DutyEvidenceContract {
    private static Entry told(String fact, Map<String, Object> more) {
        Map<String, Object> data = new HashMap<>(Map.of("counts", true, "heldAt", "2026-01-20T01:00:00Z", "heldBefore", "2026-01-19T01:00:00Z", "unit", "xw", "chair", "zhao", "form", "EXECUTIVE",
                "attendees", List.of("qian", "sun"), "aims", List.of("KEY_POINTS")));
        data.putAll(more);
        return new Entry(7, 7, new Subject("meeting", "HY-2026-0001"), fact, Instant.EPOCH, Instant.EPOCH, "aide", "孙某", data, null, null, null);
    }

    @Override
    public DutyEvidence evidence() {
        return new MeetingEvidence();
    }

    @Override
    public List<Entry> provingEntries() {
        return evidence().facts().stream().map(fact -> told(fact, Map.of())).toList();
    }

    @Test
    void aVoidedMeetingTakesBackAllItGave() {
        List<DutyEvidence.Evidence> given = evidence().of(told(MeetingFacts.SIGNED, Map.of()));
        List<DutyEvidence.Evidence> taken = evidence().of(told(MeetingFacts.VOIDED, Map.of()));
        assertThat(given).noneMatch(DutyEvidence.Evidence::withdrawn);
        assertThat(taken).hasSameSizeAs(given).allMatch(DutyEvidence.Evidence::withdrawn);
        assertThat(taken).extracting(DutyEvidence.Evidence::kind).containsExactlyElementsOf(given.stream().map(DutyEvidence.Evidence::kind).toList());
    }

    @Test
    void oneThatDoesNotCountProvesNothing() {
        assertThat(evidence().of(told(MeetingFacts.SIGNED, Map.of("counts", false)))).isEmpty();
    }
}
