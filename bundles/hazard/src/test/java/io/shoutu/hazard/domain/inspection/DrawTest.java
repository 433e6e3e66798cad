package io.shoutu.hazard.domain.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.directory.CreditCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final String SEED = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    static List<String> firms(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            String first = "91990101MA0000" + String.format("%03d", i);
            return first + CreditCode.checkCharacter(first);
        }).toList();
    }

    static List<Draw.Officer> officers(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Draw.Officer("o" + i, "yjj")).toList();
    }

    private static Draw draw(Draw.Pool pool, String seed) {
        return Draw.drawn("SJ-2026-000001", "抽查", pool, seed, InspectionLifecycleTest.PLANNER, InspectionLifecycleTest.NOW);
    }

    @Property(tries = 50)
    void whoeverDrawsAgainGetsTheSameWhateverTheOrderOfTheLists(@ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int wanted) {
        List<String> shuffled = new ArrayList<>(firms(20));
        Collections.shuffle(shuffled, random);
        Draw one = draw(new Draw.Pool(firms(20), officers(6), List.of(), wanted, 2), SEED);
        Draw other = draw(new Draw.Pool(shuffled, officers(6), List.of(), wanted, 2), SEED);
        assertThat(other.digest()).isEqualTo(one.digest());
        assertThat(other.picks()).isEqualTo(one.picks()).hasSize(wanted);
        assertThat(one.again().holds()).isTrue();
    }

    @Test
    void aListOrAResultChangedAfterwardsIsFound() {
        Draw d = draw(new Draw.Pool(firms(10), officers(5), List.of(), 3, 2), SEED);
        Draw otherList = new Draw(d.number(), d.title(), d.seed(), d.digest(), 3, 2, firms(9), d.officers(), d.recusals(), d.picks(), d.drawnBy(), d.drawnAt(), d.state(), null, 1);
        assertThat(otherList.again().text()).contains("底册摘要不符");
        List<Draw.Pick> bent = new ArrayList<>(d.picks());
        bent.set(0, new Draw.Pick(d.picks().get(0).enterprise(), List.of("o0", "o1")));
        bent.set(1, new Draw.Pick(d.picks().get(1).enterprise(), List.of("o0", "o1")));
        bent.set(2, new Draw.Pick(d.picks().get(2).enterprise(), List.of("o0", "o1")));
        Draw otherResult = new Draw(d.number(), d.title(), d.seed(), d.digest(), 3, 2, d.targets(), d.officers(), d.recusals(), bent, d.drawnBy(), d.drawnAt(), d.state(), null, 1);
        assertThat(otherResult.again().holds()).isFalse();
        assertThat(otherResult.again().text()).contains("结果被改动");
    }

    @Test
    void nobodyGoesWhereHeMustNotAndTooFewLeftIsRefused() {
        List<Draw.Recusal> one = firms(10).stream().map(f -> new Draw.Recusal("o0", f, "近亲属在该企业任职")).toList();
        Draw d = draw(new Draw.Pool(firms(10), officers(3), one, 10, 2), SEED);
        assertThat(d.picks()).allSatisfy(p -> assertThat(p.officers()).doesNotContain("o0").hasSize(2));
        List<Draw.Recusal> two = new ArrayList<>(one);
        two.add(new Draw.Recusal("o1", firms(10).get(0), "曾在该企业任职"));
        assertThatThrownBy(() -> draw(new Draw.Pool(firms(10), officers(3), two, 10, 2), SEED)).hasMessageContaining("只有1人");
    }

    @Test
    void everyoneHasTheSameChance() {
        int[] hits = new int[10];
        for (int i = 0; i < 2000; i++) {
            Draw d = draw(new Draw.Pool(firms(10), officers(2), List.of(), 1, 2), String.format("%064x", i));
            hits[firms(10).indexOf(d.picks().get(0).enterprise())]++;
        }
        assertThat(java.util.Arrays.stream(hits).boxed().toList()).as("2000 draws of one in ten, six sigma around 200").allMatch(h -> h > 120 && h < 280);
    }
}
