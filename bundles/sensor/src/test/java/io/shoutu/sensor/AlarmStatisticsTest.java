package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoutu.api.Scope;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmFigures;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.report.AlarmReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The figures of the alarms, held against somebody else's count of the journal. */
class AlarmStatisticsTest {
    private final SensorHouse room = new SensorHouse(House.onDerby());
    private final Instant begun = room.house.clock().instant();
    private final AlarmStatistics statistics = new AlarmStatistics(room.house.clock(), room.house.work(), room.house.journal(), room.alarmStore, room.suppressionStore, room.desk,
            room.devices, new DevicePlaces(room.devices, room.house.directory(), room.alarmStore, room.ruleStore, room.house.work(), room.house.clock()), 3, 3, Duration.ofHours(2), 5,
            Duration.ofSeconds(60));

    @AfterEach
    void close() {
        room.close();
    }

    private record Row(String name, String alarm, long happened, JsonNode data) {}

    /** The journal as a stranger reads it: rows and JSON. */
    private List<Row> rows() {
        JsonMapper json = JsonMapper.builder().build();
        return room.house.work().run(tx -> room.house.sql().on(tx).resultQuery("select fact_name, subject_number, happened, data from journal_entry where fact_name like 'sensor.alarm-%' order by id")
                .fetch(r -> {
                    try {
                        return new Row(r.get(0, String.class), r.get(1, String.class), r.get(2, Long.class), json.readTree(r.get(3, String.class)));
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }

    /** Three hours of a noisy plant: eight rules, readings that swing, an operator who is there now and then. */
    private void noise(int minutes) {
        Random random = new Random(20260213);
        Priority[] priorities = Priority.values();
        for (int i = 0; i < 8; i++) {
            room.rules.create(room.temperature.id(), "温度高于" + (40 + 5 * i), new Threshold(Threshold.Direction.ABOVE, 40 + 5 * i, 2, 0, 0), priorities[i % 4], ADMIN);
        }
        for (int m = 0; m < minutes; m++) {
            double level = m % 40 < 12 ? 60 : 30;
            for (int s = 0; s < 4; s++) {
                room.house.clock().advance(Duration.ofSeconds(15));
                room.store(List.of(room.reading(room.now(), level + random.nextGaussian() * 12, 0)));
            }
            if (random.nextInt(3) == 0) {
                room.active().stream().filter(a -> AlarmState.WAITING.contains(a.state())).forEach(a -> room.alarms.acknowledge(a.number(), null, null, OPERATOR));
            }
        }
        room.house.settle();
    }

    @Test
    void somebodyElsesCountOfTheJournalComesToTheSame() {
        noise(180);
        Instant from = begun.plusSeconds(37);
        Instant to = room.house.clock().instant().minusSeconds(91);
        AlarmFigures figures = statistics.figures(from, to, Scope.EVERYWHERE);

        Map<Long, Integer> windows = new TreeMap<>();
        Map<String, Integer> byRule = new TreeMap<>();
        Map<String, Integer> byPriority = new HashMap<>();
        List<Double> seconds = new ArrayList<>();
        int raised = 0;
        int fleeting = 0;
        Map<String, List<Long>> calls = new HashMap<>();
        List<Row> rows = rows();
        for (Row row : rows) {
            boolean inside = row.happened() >= from.toEpochMilli() && row.happened() < to.toEpochMilli();
            String rule = row.data().get("rule").asText();
            if (inside && (row.name().equals("sensor.alarm-raised") || row.name().equals("sensor.alarm-recurred"))) {
                calls.computeIfAbsent(rule, r -> new ArrayList<>()).add(row.happened());
            }
            if (!inside || !row.name().equals("sensor.alarm-raised")) {
                continue;
            }
            raised++;
            windows.merge((row.happened() - from.toEpochMilli()) / 600_000, 1, Integer::sum);
            byRule.merge(rule, 1, Integer::sum);
            byPriority.merge(row.data().get("priority").asText(), 1, Integer::sum);
            Row next = rows.stream().filter(r -> r.alarm().equals(row.alarm()) && (r.name().equals("sensor.alarm-acknowledged") || r.name().equals("sensor.alarm-cleared"))).findFirst().orElse(null);
            fleeting += next != null && next.name().endsWith("cleared") && next.happened() - row.happened() < 60_000 ? 1 : 0;
            rows.stream().filter(r -> r.alarm().equals(row.alarm()) && r.name().equals("sensor.alarm-acknowledged")).findFirst()
                    .ifPresent(r -> seconds.add((r.happened() - row.happened()) / 1000.0));
        }
        assertThat(raised).isGreaterThan(40);
        assertThat(figures.raised()).isEqualTo(raised);
        assertThat(figures.average()).isCloseTo(raised * 600_000.0 / Duration.between(from, to).toMillis(), within(1e-9));
        assertThat(figures.peak()).isEqualTo(windows.values().stream().mapToInt(n -> n).max().orElseThrow());
        assertThat(figures.overLimit()).isEqualTo(windows.values().stream().filter(n -> n > 3).count()).isPositive();
        assertThat(figures.floods()).isNotEmpty();
        figures.priorities().forEach((priority, n) -> assertThat(n).as(priority.name()).isEqualTo(byPriority.getOrDefault(priority.name(), 0).longValue()));
        assertThat(figures.top()).hasSize(byRule.size()).allSatisfy(t -> assertThat(t.raised()).isEqualTo(byRule.get(t.rule()).longValue()));
        assertThat(figures.acknowledged().count()).isEqualTo(seconds.size());
        assertThat(figures.acknowledged().never()).isEqualTo(raised - seconds.size());
        assertThat(figures.acknowledged().meanSeconds()).isCloseTo(seconds.stream().mapToDouble(s -> s).average().orElseThrow(), within(1e-9));
        seconds.sort(null);
        assertThat(figures.acknowledged().p90Seconds()).isEqualTo(seconds.get((int) Math.ceil(seconds.size() * 0.9) - 1));
        assertThat(figures.fleeting().stream().mapToLong(AlarmFigures.Frequent::raised).sum()).isEqualTo(fleeting);
        Map<String, Integer> chattering = new TreeMap<>();
        calls.forEach((rule, at) -> {
            boolean thrice = at.stream().anyMatch(t -> at.stream().filter(u -> u >= t && u < t + 60_000).count() >= 3);
            if (thrice) {
                chattering.put(rule, at.size());
            }
        });
        assertThat(figures.chattering().stream().map(AlarmFigures.Chatter::rule)).containsExactlyInAnyOrderElementsOf(chattering.keySet());
        assertThat(figures.hours().stream().mapToLong(AlarmFigures.Hour::raised).sum()).isEqualTo(raised);
    }

    @Test
    void aFloodIsShownInTenLinesAtMostAndNoAlarmIsMissing() {
        List<Rule> rules = new ArrayList<>();
        for (int d = 0; d < 14; d++) {
            String device = "AL-95" + (10 + d);
            room.devices.declare(new io.shoutu.sensor.domain.Device(device, d + "号", null, null, null, null, null, true, room.house.clock().instant(), 1), ADMIN);
            var series = room.devices.declare(device, new io.shoutu.sensor.domain.Point("t", "温度", "Cel", null, null, null), ADMIN);
            rules.add(room.rules.create(series.id(), "高温" + d, new Threshold(Threshold.Direction.ABOVE, 40, 0, 0, 0), d == 5 ? Priority.CRITICAL : Priority.LOW, ADMIN));
            room.house.clock().advance(Duration.ofSeconds(90));
            room.store(List.of(new io.shoutu.sensor.domain.Reading(series, room.now(), 50, 0, null)));
        }
        AlarmStatistics.Grouped grouped = statistics.groups(ADMIN);
        assertThat(grouped.flood()).isTrue();
        assertThat(grouped.groups()).hasSizeLessThanOrEqualTo(10);
        assertThat(grouped.groups().get(0).priority()).isEqualTo(Priority.CRITICAL);
        assertThat(grouped.groups().stream().flatMap(g -> g.alarms().stream()).map(Alarm::number)).containsExactlyInAnyOrderElementsOf(room.active().stream().map(Alarm::number).toList());
        assertThat(grouped.groups()).allSatisfy(g -> assertThat(g.cause().raisedAt()).isEqualTo(g.begin()));
        room.house.clock().advance(Duration.ofHours(3));
        assertThat(statistics.troubles(Scope.EVERYWHERE)).filteredOn(t -> t.problem().equals("stale")).hasSize(14);
    }

    @Test
    void theReportSaysTheSame() {
        noise(30);
        LocalDate day = LocalDate.of(2026, 2, 13);
        var figures = new AlarmReport(statistics).figures(new Period(day, day), Scope.EVERYWHERE);
        assertThat(figures.rows().get(0)).containsEntry("figure", "报警总数").containsEntry("value", rows().stream().filter(r -> r.name().equals("sensor.alarm-raised")).count());
    }
}
