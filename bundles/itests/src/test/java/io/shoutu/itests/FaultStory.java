package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.itests.Platform.As;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The disk goes wrong under a steady load: slow, full, broken. Nothing is acknowledged that is not stored, it is told within seconds, and when the disk is well again the
 * platform goes on by itself. Run by name, {@code -Dit.test=FaultStory}. {@code bench/bad-disk.c}, preloaded, is the disk.
 */
class FaultStory {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** How long the disk is slow, e.g. {@code -Dshoutu.slow=30}. */
    private static final int SLOW_SECONDS = Integer.getInteger("shoutu.slow", 8);
    static Path scratch;
    static Path disk;
    static Platform platform;

    @BeforeAll
    static void launch() throws Exception {
        scratch = Files.createTempDirectory("shoutu-disk-");
        disk = Files.writeString(scratch.resolve("disk"), "ok");
        platform = new Platform(false);
        Path library = scratch.resolve("bad-disk.so");
        Platform.Outcome built = platform.execute(List.of("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), platform.home.resolve("bench/bad-disk.c").toString(), "-ldl"), Map.of());
        assertThat(built.exit()).as(built.text()).isZero();
        platform.start(Map.of("LD_PRELOAD", library.toString(), "BAD_DISK", disk.toString(), "BAD_DISK_BELOW", platform.data.toString()));
    }

    @AfterAll
    static void close() throws Exception {
        set("ok");
        platform.close();
        for (Path file : List.of(disk, scratch.resolve("bad-disk.so"), scratch)) {
            Files.deleteIfExists(file);
        }
    }

    private static void set(String trouble) throws IOException {
        // In one move, so that nobody reads half of it.
        Path next = Files.writeString(scratch.resolve("next"), trouble);
        Files.move(next, disk, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean ready() {
        return platform.get(As.NOBODY, "/health/ready").status() == 200;
    }

    @Test
    void whileEveryFlushTakesTwoSecondsAllThatIsAcknowledgedIsStored() throws Exception {
        try (Load load = new Load(platform, "AL-6001", platform.device("AL-6001", "p"))) {
            set("slow 2000000");
            long begun = System.nanoTime();
            int before = load.acknowledged();
            while (System.nanoTime() - begun < Duration.ofSeconds(SLOW_SECONDS).toNanos()) {
                assertThat(platform.get(As.NOBODY, "/health/live").status()).as("it answers meanwhile").isEqualTo(200);
                LockSupport.parkNanos(200_000_000);
            }
            assertThat(load.acknowledged()).as("slowly, but it goes on").isGreaterThan(before);
            set("ok");
            int after = load.acknowledged();
            await("the load goes on at its pace", SOON, () -> load.acknowledged() > after + 1_000);
            load.close();
            assertThat(load.lost()).as("acknowledged and not there").isEmpty();
        }
    }

    @Test
    void whileTheDiskIsFullNothingIsAcknowledgedAndItIsTold() throws Exception {
        stands("full", "AL-6002");
    }

    @Test
    void whileFlushesFailNothingIsAcknowledgedAndItIsTold() throws Exception {
        stands("broken", "AL-6003");
    }

    private void stands(String trouble, String device) throws Exception {
        try (Load load = new Load(platform, device, platform.device(device, "p"))) {
            set(trouble);
            long begun = System.nanoTime();
            await("it is not ready and says so", SOON, () -> !ready());
            System.out.println("FaultStory: " + trouble + " told after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            int acknowledged = load.acknowledged();
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < until) {
                assertThat(load.acknowledged()).as("nothing is acknowledged").isEqualTo(acknowledged);
                assertThat(platform.get(As.NOBODY, "/").status()).as("the page is readable").isEqualTo(200);
                LockSupport.parkNanos(100_000_000);
            }
            set("ok");
            long well = System.nanoTime();
            await("it is ready again by itself", SOON, FaultStory::ready);
            System.out.println("FaultStory: " + trouble + " over, ready after " + Duration.ofNanos(System.nanoTime() - well).toMillis() + " ms");
            await("the load goes on", SOON, () -> load.acknowledged() > acknowledged + 400);
            load.close();
            assertThat(load.lost()).as("acknowledged and not there").isEmpty();
        } catch (AssertionError failed) {
            throw new AssertionError(failed.getMessage() + "\n" + platform.logTail(), failed);
        }
    }
}
