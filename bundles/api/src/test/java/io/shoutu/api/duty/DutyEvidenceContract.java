package io.shoutu.api.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proof that a source of duty evidence fits through its door (履职证据的合格检验): implement it, give the source and entries that prove an act. */
public interface DutyEvidenceContract {
    DutyEvidence evidence();

    /** Entries of which each proves at least one act. */
    List<Entry> provingEntries();

    @Test
    default void itsKindsHaveNamesAndStandOnlyOnce() {
        assertThat(evidence().kinds()).isNotEmpty().allSatisfy(k -> assertThat(k.label()).isNotBlank());
        assertThat(evidence().kinds().stream().map(DutyEvidence.Kind::code)).doesNotHaveDuplicates();
        assertThat(evidence().kinds()).isEqualTo(evidence().kinds());
    }

    @Test
    default void itLooksAtFactsByTheirFullNames() {
        assertThat(evidence().facts()).isNotEmpty().allSatisfy(f -> assertThat(f).matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*"));
    }

    @Test
    default void eachProvingEntryProvesActsOfItsOwnKindsAndAlwaysTheSame() {
        List<String> kinds = evidence().kinds().stream().map(DutyEvidence.Kind::code).toList();
        assertThat(provingEntries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(evidence().facts()).contains(entry.name());
            List<DutyEvidence.Evidence> acts = evidence().of(entry);
            assertThat(acts).isNotEmpty().allSatisfy(act -> assertThat(kinds).contains(act.kind()));
            assertThat(evidence().of(entry)).isEqualTo(acts);
        });
    }

    @Test
    default void entriesWithoutTheDetailsItNeedsProveNothingAndBreakNothing() {
        for (String fact : evidence().facts()) {
            Entry bare = new Entry(1, 1, new Subject("thing", "1"), fact, Instant.EPOCH, Instant.EPOCH, "system:test", "平台", Map.of(), null, null, null);
            assertThat(evidence().of(bare)).isNotNull();
        }
        Entry foreign = new Entry(1, 1, new Subject("thing", "1"), "nobody.spoke", Instant.EPOCH, Instant.EPOCH, "a", "甲", Map.of(), null, null, null);
        assertThat(evidence().of(foreign)).isEmpty();
    }
}
