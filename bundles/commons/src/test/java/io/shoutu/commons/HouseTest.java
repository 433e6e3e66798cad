package io.shoutu.commons;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.time.Dues;
import io.shoutu.commons.testing.House;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HouseTest {
    @Test
    void whatIsWrittenOnDerbyIsSealedHeardAndAnsweredInOrder() {
        writtenSealedHeardAnswered(House.onDerby());
    }

    @Test
    void whatIsWrittenOnPostgresIsSealedHeardAndAnsweredInOrder() {
        writtenSealedHeardAnswered(House.onPostgres());
    }

    private static void writtenSealedHeardAnswered(House opened) {
        try (House house = opened) {
            List<String> heard = new ArrayList<>();
            house.listen("test.all", e -> heard.add(e.name() + " " + e.subject()), "*");
            Subject alarm = new Subject("alarm", "BJ-1");
            house.work().execute(tx -> {
                house.journal().write(tx, new Fact(alarm, "sensor.alarm-raised", house.clock().instant(), House.actor("a"), Map.of("title", "高温")));
                house.dues().set(tx, new Dues.Due(alarm, "deadline", house.clock().instant().plusSeconds(60)));
            });
            house.settle();
            assertThat(heard).containsExactly("sensor.alarm-raised alarm/BJ-1", "day.began day/2026-02-13");
            house.clock().advance(Duration.ofDays(1));
            house.settle();
            assertThat(heard).hasSize(4).contains("time.due alarm/BJ-1", "day.began day/2026-02-14");
            assertThat(house.told("sensor.*")).hasSize(1);
            String number = house.work().run(tx -> house.numbers().next(tx, "YH", 2026));
            assertThat(number).isEqualTo("YH-2026-000001");
            assertThat(house.journal().chain(alarm).nodes().get(0).title()).isEqualTo("高温");
        }
    }
}
