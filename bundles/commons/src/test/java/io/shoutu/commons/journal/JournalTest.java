package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.commons.testing.House;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final House house = House.empty();

    @AfterEach
    void close() {
        house.close();
    }

    private long tell(String subject, String name, String cause, Object... data) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            details.put((String) data[i], data[i + 1]);
        }
        house.clock().advance(java.time.Duration.ofMillis(10));
        return house.work().run(tx -> house.journal().write(tx, new Fact(Subject.parse(subject), name, house.clock().instant(),
                House.actor("zhang.wei"), details, cause == null ? null : new Fact.Cause(Subject.parse(cause), null))));
    }

    @Test
    void anEntryComesBackAsItWasWritten() {
        tell("hazard/YH-1", "hazard.registered", "alarm/BJ-1", "title", "裂缝", "n", 3, "x", 2.5, "yes", true, "none", null,
                "list", List.of(1, "二"), "map", Map.of("z", 1, "a", 2));
        Entry entry = house.told().get(0);
        assertThat(entry.subject()).isEqualTo(new Subject("hazard", "YH-1"));
        assertThat(entry.seal()).isEqualTo(1);
        assertThat(entry.hash()).hasSize(64);
        assertThat(entry.account()).isEqualTo("zhang.wei");
        assertThat(entry.happened()).isEqualTo(house.clock().instant());
        assertThat(entry.causedBy()).isEqualTo(new Subject("alarm", "BJ-1"));
        assertThat(entry.causedByEntry()).isNull();
        assertThat(entry.data()).containsEntry("title", "裂缝").containsEntry("n", 3).containsEntry("x", 2.5).containsEntry("yes", true)
                .containsEntry("none", null).containsEntry("list", List.of(1, "二")).containsEntry("map", Map.of("a", 2, "z", 1));
    }

    @Test
    void aDetailThatIsNotJsonIsRefusedByName() {
        assertThatThrownBy(() -> tell("hazard/YH-1", "hazard.registered", null, "deadline", LocalDate.of(2026, 1, 1)))
                .hasMessageContaining("deadline").hasMessageContaining("LocalDate");
        assertThatThrownBy(() -> tell("hazard/YH-1", "hazard.registered", null, "value", Double.NaN)).hasMessageContaining("value");
    }

    @Test
    void readingPagesBothWaysWithAnExactTotal() {
        for (int i = 1; i <= 7; i++) {
            tell("hazard/YH-" + i % 2, i % 3 == 0 ? "hazard.accepted" : "hazard.registered", null);
        }
        tell("alarm/BJ-1", "sensor.alarm-raised", null);
        house.settle();
        assertThat(seals(null, null, 3, false)).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L, 9L));
        assertThat(seals(null, List.of("hazard.*"), 4, true)).containsExactly(List.of(7L, 6L, 5L, 4L), List.of(3L, 2L, 1L));
        assertThat(seals(new Subject("hazard", "YH-1"), List.of("hazard.accepted", "sensor.*"), 5, false)).containsExactly(List.of(3L));
        Page<Entry> page = house.journal().read(new Journal.Query(new Subject("hazard", "YH-1"), List.of(), null, 2, false));
        assertThat(page.total()).isEqualTo(4);
        assertThat(house.journal().read(new Journal.Query(null, List.of("h_zard.*"), null, 2, false)).total()).isZero();
        assertThatThrownBy(() -> house.journal().read(new Journal.Query(null, List.of(), "x", 2, false))).isInstanceOf(Problem.Invalid.class);
    }

    private List<List<Long>> seals(Subject subject, List<String> facts, int limit, boolean newest) {
        List<List<Long>> pages = new ArrayList<>();
        String cursor = null;
        do {
            Page<Entry> page = house.journal().read(new Journal.Query(subject, facts == null ? List.of() : facts, cursor, limit, newest));
            pages.add(page.items().stream().map(Entry::seal).toList());
            cursor = page.next();
        } while (cursor != null);
        return pages;
    }

    @Test
    void theTimelineShowsWhatIsNotYetSealed() {
        tell("hazard/YH-1", "hazard.registered", null);
        house.settle();
        tell("hazard/YH-1", "hazard.accepted", null);
        List<Entry> timeline = house.journal().timeline(new Subject("hazard", "YH-1"));
        assertThat(timeline).extracting(Entry::name).containsExactly("hazard.registered", "hazard.accepted");
        assertThat(timeline).extracting(Entry::seal).containsExactly(1L, 0L);
        assertThat(house.journal().read(new Journal.Query(null, List.of(), null, 10, false)).total())
                .as("the registration and the day that began; not the acceptance, which has no seal yet").isEqualTo(2);
    }

    @Test
    void theChainIsTheSameFromWhereverOneStarts() {
        tell("alarm/BJ-1", "sensor.alarm-raised", "reading/AL-1.t@1", "title", "温度过高");
        tell("hazard/YH-1", "hazard.registered", "alarm/BJ-1", "title", "窑体过热");
        tell("hazard/YH-1", "hazard.accepted", null);
        tell("order/ZL-1", "enforcement.ordered", "hazard/YH-1");
        tell("hazard/YH-2", "hazard.registered", null);
        List<Chain> chains = Arrays.asList("reading/AL-1.t@1", "alarm/BJ-1", "hazard/YH-1", "order/ZL-1").stream()
                .map(s -> house.journal().chain(Subject.parse(s))).toList();
        for (Chain chain : chains) {
            assertThat(chain.nodes()).extracting(n -> n.subject().toString()).containsExactly("reading/AL-1.t@1", "alarm/BJ-1", "hazard/YH-1", "order/ZL-1");
            assertThat(chain.links()).extracting(l -> l.cause() + " → " + l.effect()).containsExactlyInAnyOrder(
                    "reading/AL-1.t@1 → alarm/BJ-1", "alarm/BJ-1 → hazard/YH-1", "hazard/YH-1 → order/ZL-1");
            Chain.Node hazard = chain.nodes().stream().filter(n -> n.subject().kind().equals("hazard")).findFirst().orElseThrow();
            assertThat(hazard.title()).isEqualTo("窑体过热");
            assertThat(hazard.firstFact()).isEqualTo("hazard.registered");
            assertThat(hazard.lastFact()).isEqualTo("hazard.accepted");
            Chain.Node reading = chain.nodes().stream().filter(n -> n.subject().kind().equals("reading")).findFirst().orElseThrow();
            assertThat(reading.firstFact()).isNull();
            assertThat(reading.first()).isNotNull();
        }
        assertThat(house.journal().chain(new Subject("hazard", "YH-9")).nodes()).extracting(Chain.Node::title).containsExactly("YH-9");
        assertThat(house.journal().effects(List.of(Subject.parse("reading/AL-1.t@1"), Subject.parse("alarm/BJ-1"), Subject.parse("order/ZL-1"), Subject.parse("alarm/none"))))
                .as("one question for many").containsOnlyKeys(Subject.parse("reading/AL-1.t@1"), Subject.parse("alarm/BJ-1"))
                .containsEntry(Subject.parse("alarm/BJ-1"), List.of(Subject.parse("hazard/YH-1")));
    }

    @Test
    void aChainThatBitesItsTailAndAVeryLongOneBothEnd() {
        tell("a/1", "a.went", "b/1");
        tell("b/1", "b.went", "a/1");
        assertThat(house.journal().chain(new Subject("a", "1")).nodes()).hasSize(2);
        house.work().execute(tx -> {
            for (int i = 0; i < 600; i++) {
                house.journal().write(tx, new Fact(new Subject("c", "" + (i + 1)), "c.went", house.clock().instant(), House.actor("a"), Map.of(),
                        new Fact.Cause(new Subject("c", "" + i), null)));
            }
        });
        assertThat(house.journal().chain(new Subject("c", "0")).nodes()).hasSize(500);
    }

    @Test
    void followersSeeWhatIsSealedUntilTheyClose() {
        List<String> seen = new ArrayList<>();
        Journal.Following following = house.journal().follow(batch -> batch.forEach(e -> seen.add(e.seal() + " " + e.name())));
        house.journal().follow(batch -> {
            throw new IllegalStateException("a page that went away");
        });
        tell("a/1", "a.went", null);
        house.settle();
        following.close();
        following.close();
        tell("a/1", "a.went", null);
        house.settle();
        assertThat(seen).containsExactly("1 a.went", "2 day.began");
    }

    @Test
    void theTrailIsSearchedByTimeAndByWhoDidIt() {
        tell("hazard/YH-1", "hazard.registered", null);
        java.time.Instant noon = house.clock().instant().plusMillis(5);
        tell("hazard/YH-2", "hazard.registered", null);
        tell("hazard/YH-2", "hazard.accepted", null);
        house.told();
        java.util.function.Function<Journal.Query, List<String>> found = query -> house.journal().read(query).items().stream().map(e -> e.subject().number() + " " + e.name()).toList();
        assertThat(found.apply(new Journal.Query(null, List.of(), null, 50, false, noon, null, null))).containsExactly("YH-2 hazard.registered", "YH-2 hazard.accepted");
        assertThat(found.apply(new Journal.Query(null, List.of(), null, 50, true, null, noon, null))).containsExactly("YH-1 hazard.registered");
        assertThat(found.apply(new Journal.Query(null, List.of("hazard.accepted"), null, 50, false, noon, null, "zhang.wei"))).containsExactly("YH-2 hazard.accepted");
        assertThat(house.journal().read(new Journal.Query(null, List.of(), null, 1, false, noon, null, "zhang.wei")).total()).isEqualTo(2);
        assertThat(found.apply(new Journal.Query(null, List.of(), null, 50, false, null, null, "nobody"))).isEmpty();
    }
}
