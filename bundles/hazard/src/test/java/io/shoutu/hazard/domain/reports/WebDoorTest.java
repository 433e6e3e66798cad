package io.shoutu.hazard.domain.reports;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WebDoorTest {
    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private final WebDoor door = new WebDoor(new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void oneSourceThatFloodsIsStoppedAndAnotherStillGetsThroughUntilTheHourIsOver() {
        for (int i = 0; i < WebDoor.OF_ONE; i++) {
            door.admit("10.0.0.1");
        }
        assertThatThrownBy(() -> door.admit("10.0.0.1")).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("12350");
        assertThatCode(() -> door.admit("10.0.0.2")).doesNotThrowAnyException();
        now = now.plus(Duration.ofHours(1));
        assertThatCode(() -> door.admit("10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void allTogetherAreStoppedToo() {
        for (int i = 0; i < WebDoor.OF_ALL; i++) {
            door.admit("10.0." + i / 50 + ".1");
        }
        assertThatThrownBy(() -> door.admit("10.9.9.9")).isInstanceOf(Problem.IllegalMove.class);
    }
}
