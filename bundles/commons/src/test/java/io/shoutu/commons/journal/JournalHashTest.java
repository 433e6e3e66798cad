package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JournalHashTest {
    private static final JournalHash.Row ROW = new JournalHash.Row(7, "alarm", "BJ-2026-000001", "sensor.alarm-raised", 1_770_944_400_000L,
            1_770_944_400_250L, "device:AL-0001", "一号窑", "{\"title\":\"一号窑温度过高\",\"value\":85.5}", "reading", "AL-0001.temperature@1770944400000", null);

    @Test
    void theTestVectorStandsForEverSoThatAVerifierElsewhereCanBeChecked() {
        assertThat(JournalHash.of(HashAlgorithm.SHA_256, JournalHash.GENESIS, 1, ROW)).isEqualTo("d91e75d49a009dee15bf37b434164b77b0ae6484fb8a87ff793023988ccbf559");
    }

    @Test
    void whateverColumnIsChangedTheSealIsAnother() {
        Set<String> seals = new HashSet<>(List.of(
                seal(7, "alarm", "n", "a.b", 1, 2, "acc", "name", "{}", "k", "n", 3L),
                seal(8, "alarm", "n", "a.b", 1, 2, "acc", "name", "{}", "k", "n", 3L),
                seal(7, "alar", "mn", "a.b", 1, 2, "acc", "name", "{}", "k", "n", 3L),
                seal(7, "alarm", "n", "a.c", 1, 2, "acc", "name", "{}", "k", "n", 3L),
                seal(7, "alarm", "n", "a.b", 2, 2, "acc", "name", "{}", "k", "n", 3L),
                seal(7, "alarm", "n", "a.b", 1, 1, "acc", "name", "{}", "k", "n", 3L),
                seal(7, "alarm", "n", "a.b", 1, 2, "accn", "ame", "{}", "k", "n", 3L),
                seal(7, "alarm", "n", "a.b", 1, 2, "acc", "name", "{ }", "k", "n", 3L),
                seal(7, "alarm", "n", "a.b", 1, 2, "acc", "name", "{}", null, null, 3L),
                seal(7, "alarm", "n", "a.b", 1, 2, "acc", "name", "{}", "", "", 3L),
                seal(7, "alarm", "n", "a.b", 1, 2, "acc", "name", "{}", "k", "n", null)));
        assertThat(seals).hasSize(11);
        assertThat(JournalHash.of(HashAlgorithm.SHA_256, JournalHash.GENESIS, 2, ROW)).isNotEqualTo(JournalHash.of(HashAlgorithm.SHA_256, JournalHash.GENESIS, 1, ROW));
        assertThat(JournalHash.of(HashAlgorithm.SHA_256, "1".repeat(64), 1, ROW)).isNotEqualTo(JournalHash.of(HashAlgorithm.SHA_256, JournalHash.GENESIS, 1, ROW));
    }

    @Property
    void textMovedFromOneColumnToTheNextIsSeen(@ForAll String left, @ForAll String right) {
        if (!left.isEmpty()) {
            String shifted = left.substring(left.length() - 1) + right;
            assertThat(seal(1, "k", "n", "a.b", 1, 1, left, right, "{}", null, null, null))
                    .isNotEqualTo(seal(1, "k", "n", "a.b", 1, 1, left.substring(0, left.length() - 1), shifted, "{}", null, null, null));
        }
    }

    private static String seal(long id, String kind, String number, String name, long happened, long recorded, String account, String actorName,
            String data, String causeKind, String causeNumber, Long causeEntry) {
        return JournalHash.of(HashAlgorithm.SHA_256, JournalHash.GENESIS, 1,
                new JournalHash.Row(id, kind, number, name, happened, recorded, account, actorName, data, causeKind, causeNumber, causeEntry));
    }
}
