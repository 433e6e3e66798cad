package io.shoutu.notices.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notifier.Rate;
import io.shoutu.notices.domain.Plan.Group;
import io.shoutu.notices.domain.Planner.Attempt;
import io.shoutu.notices.domain.Planner.Merged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant START = Instant.parse("2026-02-13T01:00:00Z");
    private static final Planner PLANNER = new Planner(Duration.ofSeconds(60), Duration.ofSeconds(10), QuietHours.NONE);

    /** Something to be told: when, to whom, how pressing, under which key. */
    record Event(int second, int recipient, Level level, Integer key) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(Arbitraries.integers().between(0, 300), Arbitraries.integers().between(0, 3), Arbitraries.of(Level.class),
                Arbitraries.integers().between(0, 2).injectNull(0.4)).as(Event::new).list().ofMaxSize(150);
    }

    @Property(tries = 200)
    void nothingIsLostNothingComesTwiceAndNoMinuteSeesMoreThanTheRate(@ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 5) int perAddressee,
            @ForAll @IntRange(min = 1, max = 8) int perChannel, @ForAll @IntRange(min = 1, max = 7) int step) {
        Rate rate = new Rate(perAddressee, perChannel);
        List<Waiting> queue = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        Map<String, Instant> keys = new HashMap<>();
        List<String> sent = new ArrayList<>();
        int at = 0;
        for (int second = 0; second < 300 + 60 * 160; second += step) {
            Instant now = START.plusSeconds(second);
            int until = second;
            int from = at;
            IntStream.range(0, events.size()).filter(i -> events.get(i).second() > until - step && events.get(i).second() <= until || from == 0 && until == 0 && events.get(i).second() == 0)
                    .forEach(i -> queue.add(new Waiting("d" + i, "account:" + events.get(i).recipient(), events.get(i).level(),
                            events.get(i).key() == null ? null : "k" + events.get(i).key(), now, now.plus(Duration.ofDays(1)))));
            at++;
            List<Merged> merged = keys.entrySet().stream().map(e -> new Merged(e.getKey().split("\\|")[0], e.getKey().split("\\|")[1], e.getValue())).toList();
            Plan plan = PLANNER.plan(now, rate, queue, attempts.stream().filter(a -> a.at().isAfter(now.minusSeconds(61))).toList(), merged);
            for (Group group : plan.send()) {
                assertThat(group.deliveries()).isNotEmpty().allSatisfy(d -> assertThat(d.recipient()).isEqualTo(group.recipient()));
                attempts.add(new Attempt(group.recipient(), now));
                if (group.mergeKey() != null) {
                    keys.put(group.recipient() + "|" + group.mergeKey(), now);
                }
                group.deliveries().forEach(d -> {
                    sent.add(d.delivery());
                    queue.remove(d);
                });
            }
            if (!queue.isEmpty()) {
                assertThat(plan.wake()).as("what waits has a time to be looked at again").isNotNull();
                assertThat(plan.wake()).isAfter(now);
            }
            if (queue.isEmpty() && second > 300) {
                break;
            }
        }
        assertThat(sent).doesNotHaveDuplicates().hasSize(events.size());
        for (Attempt last : attempts) {
            List<Attempt> minute = attempts.stream().filter(a -> !a.at().isAfter(last.at()) && a.at().isAfter(last.at().minusSeconds(60))).toList();
            assertThat(minute.size()).isLessThanOrEqualTo(perChannel);
            assertThat(minute.stream().filter(a -> a.recipient().equals(last.recipient())).count()).isLessThanOrEqualTo(perAddressee);
        }
    }

    private static Waiting waiting(String id, String recipient, Level level, String key) {
        return new Waiting(id, recipient, level, key, START, START.plusSeconds(3_600));
    }

    @Test
    void aFloodToOneDoesNotKeepTheChannelFromTheOthersAndThePressingGoesFirst() {
        List<Waiting> queue = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            queue.add(waiting("a" + i, "account:a", Level.ORDINARY, null));
        }
        queue.add(waiting("b", "account:b", Level.ORDINARY, null));
        queue.add(waiting("c", "account:c", Level.URGENT, null));
        Plan plan = PLANNER.plan(START, new Rate(20, 3), queue, List.of(), List.of());
        assertThat(plan.send()).extracting(Group::recipient).containsExactlyInAnyOrder("account:a", "account:b", "account:c");
        assertThat(plan.send().get(0).recipient()).isEqualTo("account:c");
        assertThat(plan.send()).filteredOn(g -> g.recipient().equals("account:a")).singleElement().satisfies(g -> assertThat(g.deliveries()).hasSize(50));
    }

    @Test
    void aDigestHoldsAHundredAndTheRestComesWithTheNext() {
        List<Waiting> queue = IntStream.range(0, 250).mapToObj(i -> waiting("d" + i, "account:a", Level.ORDINARY, null)).toList();
        Plan plan = PLANNER.plan(START, new Rate(1, 10), queue, List.of(), List.of());
        assertThat(plan.send()).singleElement().satisfies(g -> assertThat(g.deliveries()).hasSize(100));
        assertThat(plan.wake()).isAfter(START);
    }

    @Test
    void quietHoursOverMidnightAndWithinADay() {
        QuietHours night = QuietHours.parse("22:00-07:00");
        assertThat(night.heldUntil(Instant.parse("2026-02-13T14:00:00Z"), Level.ORDINARY)).contains(Instant.parse("2026-02-13T23:00:00Z"));
        assertThat(night.heldUntil(Instant.parse("2026-02-13T22:30:00Z"), Level.IMPORTANT)).contains(Instant.parse("2026-02-13T23:00:00Z"));
        assertThat(night.heldUntil(Instant.parse("2026-02-13T23:00:00Z"), Level.ORDINARY)).isEmpty();
        assertThat(night.heldUntil(Instant.parse("2026-02-13T14:00:00Z"), Level.URGENT)).isEmpty();
        QuietHours noon = QuietHours.parse("12:00-13:30");
        assertThat(noon.heldUntil(Instant.parse("2026-02-13T04:00:00Z"), Level.ORDINARY)).contains(Instant.parse("2026-02-13T05:30:00Z"));
        assertThat(noon.heldUntil(Instant.parse("2026-02-13T05:30:00Z"), Level.ORDINARY)).isEmpty();
        assertThat(QuietHours.parse(" ").heldUntil(START, Level.ORDINARY)).isEmpty();
        assertThatThrownBy(() -> QuietHours.parse("tonight")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLadderIsReadAndWritten() {
        String text = "PT15M role:admin, account:zhang.wei; PT30M position:yjj/值班长";
        assertThat(Ladder.text(Ladder.parse(text))).isEqualTo(text);
        assertThat(Ladder.parse(" ")).isEmpty();
        assertThatThrownBy(() -> Ladder.parse("soon role:admin")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Ladder.parse("PT15M")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Ladder.parse("PT1S role:admin")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Ladder.parse("PT15M admin")).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void patienceDoublesUpToFiveMinutesAndHonoursWhatWasAskedFor() {
        Patience patience = new Patience(8);
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(n -> patience.wait(n, null).toSeconds())).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
        assertThat(patience.wait(1, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(patience.over(7)).isFalse();
        assertThat(patience.over(8)).isTrue();
    }

    @Test
    void severalNoticesSayHowManyAndNameTheFirstFive() {
        List<Kept> seven = IntStream.rangeClosed(1, 7).mapToObj(i -> new Kept("n" + i, new Subject("alarm", "BJ-" + i), i == 1 ? Level.URGENT : Level.ORDINARY, "标题" + i, "正文" + i,
                List.of(), List.of(), null, START, 0, "a", "a", START, null, null, null)).toList();
        Wording words = Wording.of(seven, false);
        assertThat(words.title()).isEqualTo("【特急】共 7 条：标题1");
        assertThat(words.text()).contains("5. 标题5").doesNotContain("标题6").contains("其余 2 条");
        assertThat(Wording.of(seven.subList(1, 2), true).text()).isEqualTo("（可能重复）正文2");
    }
}
