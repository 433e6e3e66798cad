package io.shoutu.commons.journal;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import java.util.Map;

/**
 * How fast entries are written and sealed as the journal grows (日志速度), to be looked at, not judged: {@code JournalSpeed [entries]}.
 *
 * <p>Prints, for each tenth, microseconds an entry for writing (50 in a transaction) and for sealing. The columns must not rise.
 */
public final class JournalSpeed {
    private JournalSpeed() {}

    public static void main(String[] arguments) {
        int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        try (House house = House.empty()) {
            System.out.println("entries   write µs   seal µs");
            for (int tenth = 1; tenth <= 10; tenth++) {
                long writing = 0;
                long sealing = 0;
                for (int done = 0; done < entries / 10; done += 500) {
                    long begin = System.nanoTime();
                    for (int t = 0; t < 10; t++) {
                        house.work().execute(tx -> {
                            for (int i = 0; i < 50; i++) {
                                house.journal().write(tx, new Fact(new Subject("hazard", "YH-" + i), "hazard.accepted", house.clock().instant(), House.actor("x"),
                                        Map.of("title", "一号窑温度过高", "n", i)));
                            }
                        });
                    }
                    long written = System.nanoTime();
                    house.told();
                    writing += written - begin;
                    sealing += System.nanoTime() - written;
                }
                System.out.printf("%7d %10.1f %9.1f%n", entries / 10 * tenth, writing * 10.0 / entries / 1_000, sealing * 10.0 / entries / 1_000);
            }
        }
    }
}
