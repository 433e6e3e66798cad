package io.shoutu.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static Readiness condition(String name, boolean ready) {
        return new Readiness() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State state() {
                return new State(ready, ready ? "正常" : "还没有");
            }
        };
    }

    @Test
    void whatIsExpectedAndNotThereIsNotReady() {
        Watch watch = new Watch(Wire.config());
        watch.addCondition(condition("store", true));
        assertThat(watch.checks()).extracting(Watch.Check::name, Watch.Check::ready).containsExactly(org.assertj.core.groups.Tuple.tuple("rest", false), org.assertj.core.groups.Tuple.tuple("store", true));
        Readiness rest = condition("rest", true);
        watch.addCondition(rest);
        assertThat(watch.checks()).allMatch(Watch.Check::ready);
        watch.removeCondition(rest);
        assertThat(watch.checks()).anyMatch(c -> c.name().equals("rest") && !c.ready());
    }

    @Test
    void aConditionThatFailsToAnswerIsNotMetAndHidesNoOther() {
        Watch watch = new Watch(Wire.config());
        watch.addCondition(condition("rest", true));
        watch.addCondition(new Readiness() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public State state() {
                throw new IllegalStateException("gone");
            }
        });
        assertThat(watch.checks()).extracting(Watch.Check::name, Watch.Check::ready).containsExactly(org.assertj.core.groups.Tuple.tuple("broken", false), org.assertj.core.groups.Tuple.tuple("rest", true));
    }

    @Test
    void figuresAreWrittenAsPrometheusReadsThem() {
        String text = Watch.prometheus(List.of(new Metrics.Metric("shoutu_b_total", "what", Metrics.Kind.COUNTER, Map.of("reason", "a\"b\\c\nd"), 3),
                Metrics.Metric.gauge("shoutu_a", "a\nb", 0.5), new Metrics.Metric("shoutu_b_total", "what", Metrics.Kind.COUNTER, Map.of("reason", "x"), 1e18)));
        assertThat(text).isEqualTo("""
                # HELP shoutu_a a\\nb
                # TYPE shoutu_a gauge
                shoutu_a 0.5
                # HELP shoutu_b_total what
                # TYPE shoutu_b_total counter
                shoutu_b_total{reason="a\\"b\\\\c\\nd"} 3
                shoutu_b_total{reason="x"} 1.0E18
                """);
    }
}
