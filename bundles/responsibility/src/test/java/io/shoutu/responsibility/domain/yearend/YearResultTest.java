package io.shoutu.responsibility.domain.yearend;

import static io.shoutu.responsibility.domain.yearend.Results.act;
import static io.shoutu.responsibility.domain.yearend.Results.line;
import static io.shoutu.responsibility.domain.yearend.Results.result;
import static io.shoutu.responsibility.domain.yearend.Results.reversing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A frozen result: its text, its hash, and what came after. */
class YearResultTest {
    @Test
    void theTextIsReadBackToTheSameResult() {
        YearResult result = result(line("1", 4, act(1, false, false), act(2, true, true)), reversing(line("2", 1), act(3, false, false)));
        assertThat(YearResult.parse(result.canonical())).isEqualTo(result);
        assertThat(YearResult.parse(result.canonical()).canonical()).isEqualTo(result.canonical());
        assertThatThrownBy(() -> YearResult.parse("something else")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void noTitleCanBreakTheText(@ForAll String title) {
        YearResult result = new YearResult("ZR-2025-0001", 1, title, null, Results.result().bearer(), Results.result().term(), Results.AS_OF, List.of(), List.of(line("1", 1)));
        assertThat(YearResult.parse(result.canonical())).isEqualTo(result);
    }

    @Test
    void ratesMayExceedAHundredAndTheCappedOneDoesNot() {
        YearResult result = result(line("1", 1, act(1, false, false), act(2, false, false), act(3, false, false)), line("2", 1));
        assertThat(result.rate()).isEqualTo(150);
        assertThat(result.cappedRate()).isEqualTo(50);
        assertThat(result().rate()).as("nothing required").isNull();
    }

    @Test
    void anyChangedCharacterShowsInTheHash() {
        Frozen frozen = Frozen.of(result(line("1", 1, act(1, false, false))), "system:responsibility", Instant.EPOCH);
        assertThat(frozen.recomputed()).isEqualTo(frozen.sha256()).hasSize(64);
        Frozen touched = new Frozen(frozen.id(), frozen.year(), frozen.content().replace("\t=1\t=1\t=1\n", "\t=1\t=2\t=1\n"), frozen.sha256(), frozen.asOf(), frozen.frozenAt(), frozen.frozenBy());
        assertThat(touched.content()).isNotEqualTo(frozen.content());
        assertThat(touched.recomputed()).isNotEqualTo(touched.sha256());
    }

    @Test
    void whatCameAfterIsALineForEachActAndTheLinesAreExactlyTheDifference() {
        YearResult frozen = result(line("1", 4, act(1, false, false), act(2, false, false)), line("2", 1, act(4, false, false)));
        YearResult now = result(reversing(line("1", 4, act(2, false, false), act(5, true, false), act(4, false, false)), act(1, false, false)), line("2", 1));
        List<Adjustment> all = Adjustment.between(frozen, now);
        assertThat(all).extracting(a -> a.kind() + " " + a.change() + " " + a.code() + " " + a.act().entry())
                .containsExactly("LATE 1 1 5", "RECKONED 1 1 4", "REVERSAL -1 1 1", "RECKONED -1 2 4");
        assertThat(all.stream().mapToInt(Adjustment::change).sum()).isEqualTo(now.done() - frozen.done());
        assertThat(Adjustment.between(frozen, frozen)).isEmpty();
    }
}
