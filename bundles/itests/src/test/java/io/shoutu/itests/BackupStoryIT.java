package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A backup is taken while readings come in, and another machine goes on from it: the same counts, and a journal that verifies. */
class BackupStoryIT {
    private static final String POINT = "temperature";

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsThereAfterTheRestoreAndTheJournalVerifies() throws Exception {
        Path folder;
        JsonNode backup;
        long before;
        long start = System.currentTimeMillis() - 3_600_000;
        try (Platform first = Platform.started(false); Platform second = new Platform(false)) {
            String secret = first.device("BAK-01", POINT);
            As operator = first.person("duty", "值班员", "operator");
            first.ok(201, first.post(operator, "/api/hazards", "{\"title\":\"楼梯堵塞\",\"place\":\"一号楼\",\"source\":\"inspection\"}"));
            AtomicLong acknowledged = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            Thread load = new Thread(() -> send(first, secret, start, acknowledged, enough));
            load.start();
            Platform.await("the load runs", Duration.ofSeconds(60), () -> acknowledged.get() > 200);
            before = acknowledged.get();
            folder = second.data.resolveSibling(second.data.getFileName() + "-backup");
            Platform.Outcome taken = first.command("shoutu:backup --json " + folder);
            long after = acknowledged.get();
            enough.set(true);
            load.join();
            assertThat(taken.exit()).as(taken.text()).isZero();
            backup = Platform.JSON.readTree(taken.text());
            assertThat(after).as("readings were acknowledged while the backup was taken").isGreaterThan(before);

            assertThat(first.command("shoutu:backup --check " + folder).exit()).isZero();
            assertThat(first.command("shoutu:backup " + folder).text()).contains("不是空的");
            assertThat(first.command("shoutu:demo-reset --yes").text()).contains("正式平台");

            // Another machine: nothing but the distribution and the backup.
            Platform.Outcome restored = second.run("restore", folder.toString());
            assertThat(restored.exit()).as(restored.text()).isZero();
            Platform.Outcome verified = second.run("verify", second.data.toString(), folder.resolve("checkpoint.txt").toString(), "--key", folder.resolve("checkpoint-key.pem").toString());
            assertThat(verified.exit()).as(verified.text()).isZero();
            second.start();
            assertThat(second.ok(200, second.get(operator, "/api/hazards")).path("total").asLong()).isEqualTo(1);
            JsonNode readings = second.ok(200, second.get(As.ADMIN, "/api/series/BAK-01." + POINT + "/latest"));
            assertThat(readings.path("value").asDouble()).isGreaterThanOrEqualTo(before - 1.0).isLessThanOrEqualTo(after + 500.0);
            long entries = backup.path("rows").path("journal_entry").asLong();
            // The journal shows what is sealed, a moment after the start.
            Platform.await("all " + entries + " entries of the backup", Duration.ofSeconds(60), () -> second.ok(200, second.get(As.AUDITOR, "/api/journal?limit=500")).path("total").asLong() >= entries);
        }
        damagedIsRefused(folder);
    }

    private static void send(Platform platform, String secret, long start, AtomicLong acknowledged, AtomicBoolean enough) {
        try (Publisher device = new Publisher(platform, "BAK-01", secret)) {
            for (long i = 0; !enough.get(); i++) {
                device.send(start + i, POINT, i);
                acknowledged.incrementAndGet();
            }
        } catch (Exception e) {
            throw new AssertionError("the load broke off", e);
        }
    }

    private static void damagedIsRefused(Path folder) throws Exception {
        Path photo = folder.resolve("backup.json");
        Files.writeString(photo, Files.readString(photo).replace("derby", "Derby"));
        try (Platform third = new Platform(false)) {
            Platform.Outcome refused = third.run(Map.of(), "restore", folder.toString());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.text()).contains("备份已损坏");
            assertThat(third.data.resolve("db")).doesNotExist();
        } finally {
            for (Path gone : new Path[] {folder, folder.resolveSibling(folder.getFileName() + ".keys")}) {
                try (var all = Files.walk(gone)) {
                    for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
