package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Recording;
import io.shoutu.demo.domain.Replay;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static Recording machine() throws IOException {
        try (InputStream in = RecordingTest.class.getResourceAsStream("/recorded/machine_temperature_system_failure.csv")) {
            return Recording.read(in);
        }
    }

    @Test
    void degreesFahrenheitBecomeCelsius() throws IOException {
        assertThat(machine().rows()).hasSize(22695);
        assertThat(machine().rows().get(0)).isEqualTo(new Recording.Row("2013-12-02T21:15:00", 23.32));
    }

    @Test
    void sendTimeGrowsEvenWhereTheRecordingStepsBackAndTheClockStandsStill() throws IOException {
        List<Recording.Row> rows = machine().rows();
        int back = 0;
        while (!LocalDateTime.parse(rows.get(back + 1).recordedAt()).isBefore(LocalDateTime.parse(rows.get(back).recordedAt()))) {
            back++;
        }
        assertThat(rows.get(back).recordedAt()).isEqualTo("2014-01-07T02:55:00");
        assertThat(rows.get(back + 1).recordedAt()).isEqualTo("2014-01-07T02:00:00");
        Replay replay = new Replay(machine(), back - 2);
        long before = 0;
        for (long now : new long[] {1000, 1000, 999, 1001, 1001, 5000}) {
            Replay.Letter letter = replay.letter(now);
            assertThat(letter.ts()).isGreaterThan(before).isGreaterThanOrEqualTo(now);
            before = letter.ts();
            replay.sent();
        }
    }

    @Test
    void aRowThatWasNotAcknowledgedIsSentAgainAndAfterTheLastComesTheFirst() throws IOException {
        Replay replay = new Replay(machine(), 22694);
        assertThat(replay.letter(1).row()).isEqualTo(replay.letter(2).row());
        replay.sent();
        assertThat(replay.letter(3).row().recordedAt()).isEqualTo("2013-12-02T21:15:00");
        assertThat(replay.letter(1795316400000L).json()).isEqualTo("{\"ts\":1795316400000,\"values\":{\"temperature\":23.32},\"attributes\":{\"recordedAt\":\"2013-12-02T21:15:00\"}}");
    }

    @Test
    void theRuleOfTheMachineFiresOnlyInsideTheLabelledAnomalies() throws IOException {
        List<String> fired = new ArrayList<>();
        boolean standing = false;
        for (Recording.Row row : machine().rows()) {
            if (!standing && row.celsius() <= 5) {
                fired.add(row.recordedAt());
            }
            standing = row.celsius() <= 5 || standing && row.celsius() <= 7;
        }
        // labels.json: 2013-12-15 17:50 to 12-17 17:00, and 2014-02-07 14:55 to 02-09 14:05
        assertThat(fired).containsExactly("2013-12-16T15:35:00", "2014-02-08T03:15:00");
    }

    @Test
    void theFirstDeviceReachesTheAnomalyFortySecondsAfterTheStart() throws IOException {
        County.Device first = new County(MapFile.geography()).devices().get(0);
        int rows = 0;
        while (machine().rows().get(first.first() + rows).celsius() > 5) {
            rows++;
        }
        assertThat(rows * first.everyMillis()).isEqualTo(40_000);
    }
}
