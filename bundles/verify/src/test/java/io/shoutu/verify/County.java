package io.shoutu.verify;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.journal.Checkpointer;
import io.shoutu.commons.testing.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A house with checkpoints, and a random but legal history in it. */
final class County implements AutoCloseable {
    final House house;
    final Path data;
    final Checkpointer checkpointer;
    final Random random;

    County(House house, long seed) {
        this.house = house;
        this.random = new Random(seed);
        try {
            data = Files.createTempDirectory("county");
            checkpointer = Checkpointer.drivenByHand(house.clock(), house.work(), house.sql(), house.journal(), house.sealer(), data,
                    new Checkpointer.Settings("Shoutu test", "安澜县", 60, 1_000, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Transactions of one to four entries; every seventh changes its mind. */
    void lives(int transactions) {
        for (int t = 0; t < transactions; t++) {
            house.clock().advance(Duration.ofMillis(random.nextInt(5_000)));
            try {
                house.work().execute(tx -> {
                    for (int i = 0; i <= random.nextInt(4); i++) {
                        house.journal().write(tx, fact());
                    }
                    if (random.nextInt(7) == 0) {
                        throw new IllegalStateException("changed its mind");
                    }
                });
            } catch (IllegalStateException e) {
                if (!"changed its mind".equals(e.getMessage())) {
                    throw e;
                }
            }
            if (random.nextInt(5) == 0) {
                house.sealer().sealNow();
            }
        }
    }

    private Fact fact() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", "隐患 " + random.nextInt(1_000));
        data.put("value", random.nextInt(100) / 10.0);
        data.put("none", null);
        Fact.Cause cause = switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new Fact.Cause(new Subject("alarm", "BJ-" + random.nextInt(50)), null);
            default -> new Fact.Cause(new Subject("alarm", "BJ-" + random.nextInt(50)), (long) random.nextInt(100));
        };
        return new Fact(new Subject("hazard", "YH-" + random.nextInt(40)), random.nextBoolean() ? "hazard.registered" : "hazard.accepted",
                house.clock().instant(), House.actor("a" + random.nextInt(9)), data, cause);
    }

    Checkpoint checkpoint() {
        return Checkpoint.read(checkpointer.take(null).text());
    }

    JournalCheck.Result check(Checkpoint... checkpoints) {
        return check(null, checkpoints);
    }

    JournalCheck.Result check(Long entry, Checkpoint... checkpoints) {
        try (Connection connection = house.source().getConnection()) {
            return JournalCheck.run(connection, List.of(checkpoints), entry);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        house.close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
