package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Uplink;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When checkpoints are taken, where they go, and when none is. */
abstract class CheckpointContract {
    @TempDir
    Path data;
    @TempDir
    Path share;
    House house;

    abstract House open();

    @BeforeEach
    void open0() {
        house = open();
    }

    @AfterEach
    void close() {
        house.close();
    }

    Checkpointer checkpointer(Path... copies) {
        try {
            return Checkpointer.drivenByHand(house.clock(), house.work(), house.sql(), house.journal(), house.sealer(), data,
                    new Checkpointer.Settings("Shoutu test", "安澜县", 60, 100, List.of(copies)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void write(int entries) {
        house.work().execute(tx -> {
            for (int i = 0; i < entries; i++) {
                house.journal().write(tx, new Fact(new Subject("hazard", "YH-" + i), "hazard.accepted", house.clock().instant(), House.actor("x"), Map.of("n", i)));
            }
        });
        house.sealer().sealNow();
    }

    private void byHand(String statement) {
        house.work().execute(tx -> {
            try (var run = tx.connection().createStatement()) {
                run.executeUpdate(statement);
            }
        });
    }

    @Test
    void oneIsTakenEveryMinuteWhereAnythingWasSealedAndAtOnceAfterSoManyEntries() {
        Checkpointer checkpointer = checkpointer();
        assertThat(checkpointer.tick()).as("an empty journal needs none").isFalse();
        write(1);
        assertThat(checkpointer.tick()).as("the first entry is covered at once").isTrue();
        write(1);
        assertThat(checkpointer.tick()).as("not within the minute").isFalse();
        house.clock().advance(Duration.ofSeconds(60));
        assertThat(checkpointer.tick()).isTrue();
        house.clock().advance(Duration.ofHours(1));
        assertThat(checkpointer.tick()).as("nothing new, nothing signed").isFalse();
        write(100);
        assertThat(checkpointer.tick()).as("a hundred entries do not wait").isTrue();
        assertThat(checkpointer.list(null, 10).items()).extracting(Checkpoints.Checkpoint::entries).containsExactly(102L, 2L, 1L);
        assertThat(checkpointer.list(null, 2).next()).isEqualTo("2");
        assertThat(checkpointer.list("2", 2).items()).extracting(Checkpoints.Checkpoint::sequence).containsExactly(1L);
    }

    @Test
    void theTextIsSignedChainedAndWithTheKeyOutsideTheDatabase() throws Exception {
        Checkpointer checkpointer = checkpointer();
        write(3);
        Checkpoints.Checkpoint first = checkpointer.take(null);
        write(2);
        Checkpoints.Checkpoint second = checkpointer.take(House.actor("shen.ji", "auditor"));
        assertThat(second.text()).contains("守土日志检查点", "county 县: 安澜县\n", "sequence 序号: 2\n", "entries 条数: 5\n", "algorithm 算法: SHA-256\n",
                "previous 上一检查点: " + CheckpointText.hash(HashAlgorithm.SHA_256, first.text()) + "\n");
        assertThat(CheckpointText.read(second.text())).isEqualTo(second);
        assertThatThrownBy(() -> CheckpointText.read(second.text().replace("entries 条数: 5", "entries 条数: 4"))).hasMessageContaining("signature");
        assertThat(Files.readString(data.resolve("checkpoints/latest.txt"))).isEqualTo(second.text());
        assertThat(Files.readString(data.resolve("checkpoints/2026-02-13/00000001.txt"))).isEqualTo(first.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/checkpoint.key")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys")))).isEqualTo("rwx------");
        assertThat(Files.readString(data.resolve("keys/checkpoint-public.pem"))).isEqualTo(checkpointer.publicKey());
        assertThat(checkpointer().keyId()).as("the same key after a restart").isEqualTo(checkpointer.keyId());
        Entry asked = house.told("journal.checkpoint-taken").get(0);
        assertThat(asked.account()).isEqualTo("shen.ji");
        assertThat(asked.subject()).isEqualTo(new Subject("checkpoint", "2"));
        assertThatThrownBy(() -> checkpointer.checkpoint(9)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> checkpointer.proof(99_999, null)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void nothingIsSignedWhereTheDatabaseNoLongerContinuesTheLastCheckpoint() {
        Checkpointer checkpointer = checkpointer();
        write(20);
        checkpointer.take(null);
        write(5);
        // As if an older copy of the database had been put in place, and the platform started on it.
        byHand("DELETE FROM journal_seal WHERE seal_no > 15");
        byHand("DELETE FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal)");
        Sealer afterRestart = Sealer.drivenByHand(house.work(), house.sql());
        afterRestart.sealNow();
        Checkpointer started = restarted(afterRestart);
        assertThatThrownBy(started::tick).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("不一致").hasMessageContaining("检查点有 20 条，数据库只有 15 条");
        assertThat(started.tick()).as("said once, not every second").isFalse();
        assertThat(started.metrics()).anyMatch(m -> m.name().equals("shoutu_journal_contradicts_checkpoint") && m.value() == 1);
        assertThatThrownBy(() -> started.takeAfterLoss(House.actor("shen.ji"), " ")).isInstanceOf(Problem.Invalid.class);
        Checkpoints.Checkpoint after = started.takeAfterLoss(House.actor("shen.ji"), "磁盘损坏，\n从 2 月 12 日备份恢复");
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(after.entries()).isEqualTo(15);
        assertThat(after.text()).contains("break 断点说明: 磁盘损坏， 从 2 月 12 日备份恢复\n");
        assertThat(started.metrics()).anyMatch(m -> m.name().equals("shoutu_journal_contradicts_checkpoint") && m.value() == 0);
        assertThatThrownBy(() -> started.takeAfterLoss(House.actor("shen.ji"), "再来")).hasMessageContaining("无需说明断点");
        assertThat(started.take(null).sequence()).isEqualTo(3);
    }

    private Checkpointer restarted(Sealer sealer) {
        try {
            return Checkpointer.drivenByHand(house.clock(), house.work(), house.sql(), new SqlJournal(house.clock(), house.work(), house.sql(), house.ids(), sealer,
                    house.schema("commons")), sealer, data, new Checkpointer.Settings("Shoutu test", "安澜县", 60, 100, List.of()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aChainReckonedAnewBehindTheLastCheckpointIsNotSignedEither() {
        Checkpointer checkpointer = checkpointer();
        write(300);
        checkpointer.take(null);
        // One seal among the first whole block and one behind it; what a clever hand would leave is just as unlike the signed root.
        for (int seal : new int[] {270, 7}) {
            byHand("UPDATE journal_seal SET hash = '" + "ab".repeat(32) + "' WHERE seal_no = " + seal);
            if (seal == 7) {
                byHand("DELETE FROM journal_node");
            }
            Sealer afterRestart = Sealer.drivenByHand(house.work(), house.sql());
            afterRestart.sealNow();
            assertThatThrownBy(() -> restarted(afterRestart).take(null)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("树根不同");
        }
    }

    @Test
    void whoTakesTheRowsOfCheckpointsAwayGainsNothing() {
        Checkpointer checkpointer = checkpointer();
        write(3);
        checkpointer.take(null);
        write(3);
        Checkpoints.Checkpoint second = checkpointer.take(null);
        byHand("DELETE FROM journal_checkpoint WHERE sequence_no = 2");
        write(1);
        Checkpoints.Checkpoint third = checkpointer().take(null);
        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.text()).contains(CheckpointText.hash(HashAlgorithm.SHA_256, second.text()));
        assertThat(checkpointer.checkpoint(2)).isEqualTo(second);
    }

    @Test
    void aCountysNameWrittenAsUtf8IntoASettingsFileIsReadAsItWasWritten() {
        assertThat(Checkpointer.asWritten(new String("安澜县 ".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))).isEqualTo("安澜县");
        assertThat(Checkpointer.asWritten("安澜县")).isEqualTo("安澜县");
        assertThat(Checkpointer.asWritten("Anlan é")).isEqualTo("Anlan é");
        assertThat(Checkpointer.asWritten("")).isEmpty();
    }

    @Test
    void copiesGoToAnotherPlaceAndOneThatIsAwayIsSeenAndGetsWhatItMissed() throws Exception {
        Path away = share.resolve("usb");
        Path there = Files.createDirectory(share.resolve("there"));
        Checkpointer checkpointer = checkpointer(there, away);
        for (int i = 0; i < 3; i++) {
            write(1);
            checkpointer.take(null);
            checkpointer.send();
        }
        assertThat(Files.readString(there.resolve("latest.txt"))).isEqualTo(checkpointer.checkpoint(3).text());
        assertThat(there.resolve("2026-02-13/00000001.txt")).exists();
        assertThat(away).as("a share that is not mounted is not made up").doesNotExist();
        assertThat(checkpointer.outlets()).filteredOn(o -> o.name().equals(away.toString())).first()
                .satisfies(o -> assertThat(o.trouble()).contains("未挂载"));
        assertThat(checkpointer.metrics()).anyMatch(m -> m.name().equals("shoutu_journal_outlet_failing") && m.value() == 1);
        Files.createDirectory(away);
        Checkpointer later = checkpointer(there, away);
        later.send();
        assertThat(away.resolve("latest.txt")).exists();
        write(1);
        later.take(null);
        later.send();
        assertThat(Files.readString(away.resolve("latest.txt"))).isEqualTo(later.checkpoint(4).text());
        assertThat(later.metrics()).noneMatch(m -> m.name().equals("shoutu_journal_outlet_failing") && m.value() == 1);
    }

    @Test
    void anUplinkGetsEachCheckpointUntilItHasTakenItAlsoAfterARestart() {
        List<String> taken = new ArrayList<>();
        AtomicBoolean down = new AtomicBoolean();
        Uplink province = new Uplink() {
            @Override
            public String name() {
                return "province";
            }

            @Override
            public Set<String> takes() {
                return Set.of("journal-checkpoint");
            }

            @Override
            public void push(Parcel parcel) throws Exception {
                if (down.get()) {
                    throw new java.net.ConnectException("no route");
                }
                taken.add(parcel.about().number());
                assertThat(CheckpointText.read(new String(parcel.content(), StandardCharsets.UTF_8)).sequence()).isEqualTo(Long.parseLong(parcel.about().number()));
            }
        };
        Checkpointer checkpointer = checkpointer();
        checkpointer.addUplink(province);
        write(1);
        checkpointer.take(null);
        checkpointer.send();
        down.set(true);
        for (int i = 0; i < 2; i++) {
            write(1);
            checkpointer.take(null);
            checkpointer.send();
        }
        assertThat(checkpointer.outlets().get(0).trouble()).isEqualTo("no route");
        assertThat(taken).containsExactly("1");
        down.set(false);
        Checkpointer later = checkpointer();
        later.addUplink(province);
        later.send();
        later.send();
        assertThat(taken).containsExactly("1", "2", "3");
        later.removeUplink(province);
        assertThat(later.outlets()).isEmpty();
    }

    @Test
    void anOlderCopyOfEverythingIsNoticedByTheCheckpointThatLiesElsewhere() throws Exception {
        Path there = Files.createDirectory(share.resolve("there"));
        Checkpointer checkpointer = checkpointer(there);
        write(10);
        checkpointer.take(null);
        checkpointer.send();
        String first = Files.readString(data.resolve("checkpoints/latest.txt"));
        write(10);
        checkpointer.take(null);
        checkpointer.send();
        // The machine's disk is put back whole, database, checkpoints and all; the share is not.
        byHand("DELETE FROM journal_seal WHERE seal_no > 10");
        byHand("DELETE FROM journal_entry WHERE id > 10");
        byHand("DELETE FROM journal_checkpoint WHERE sequence_no > 1");
        Files.writeString(data.resolve("checkpoints/latest.txt"), first);
        Files.delete(data.resolve("checkpoints/2026-02-13/00000002.txt"));
        Sealer afterRestart = Sealer.drivenByHand(house.work(), house.sql());
        afterRestart.sealNow();
        Checkpointer started = Checkpointer.drivenByHand(house.clock(), house.work(), house.sql(), new SqlJournal(house.clock(), house.work(), house.sql(), house.ids(),
                afterRestart, house.schema("commons")), afterRestart, data, new Checkpointer.Settings("Shoutu test", "安澜县", 60, 100, List.of(there)));
        assertThat(started.tick()).as("all that is on this disk fits").isFalse();
        started.send();
        assertThatThrownBy(started::tick).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("检查点有 20 条，数据库只有 10 条");
        assertThat(started.takeAfterLoss(House.actor("shen.ji"), "从备份恢复").sequence()).isEqualTo(3);
        started.send();
        assertThat(Files.readString(there.resolve("latest.txt"))).contains("断点说明");
    }

    @Test
    void aRangeIsReckonedAgainAndHeldAgainstTheNewestCheckpoint() {
        Checkpointer checkpointer = checkpointer();
        write(6);
        assertThat(checkpointer.verify(1, 6)).extracting(Checkpoints.Verification::checkpoint, Checkpoints.Verification::anchored).as("nothing is signed yet").containsExactly(null, null);
        Checkpoints.Checkpoint signed = checkpointer.take(null);
        Checkpoints.Verification whole = checkpointer.verify(1, Long.MAX_VALUE);
        assertThat(whole.to()).isEqualTo(6);
        assertThat(whole.faults()).isEmpty();
        assertThat(whole.checkpoint()).isEqualTo(signed);
        assertThat(whole.anchored()).isTrue();
        assertThat(checkpointer.verify(4, 5).faults()).as("a part of it").isEmpty();

        byHand("UPDATE journal_entry SET account = 'somebody.else' WHERE id = (SELECT entry_id FROM journal_seal WHERE seal_no = 3)");
        assertThat(checkpointer.verify(1, 6).faults()).extracting(Checkpoints.Fault::seal).containsExactly(3L);
        assertThat(checkpointer.verify(1, 6).anchored()).as("the seals themselves are as signed").isTrue();
        byHand("UPDATE journal_seal SET hash = '" + "0".repeat(64) + "' WHERE seal_no = 5");
        assertThat(checkpointer.verify(5, 6).faults()).extracting(Checkpoints.Fault::seal).containsExactly(5L, 6L);
        assertThat(checkpointer.verify(1, 6).anchored()).isFalse();
        byHand("DELETE FROM journal_seal WHERE seal_no = 2");
        assertThat(checkpointer.verify(1, 2).faults()).extracting(Checkpoints.Fault::text).containsExactly("封印 2 缺失");
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        Checkpointer checkpointer = checkpointer();
        write(2);
        assertThatThrownBy(() -> checkpointer.verify(2, 1)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> checkpointer.verify(0, 1)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> checkpointer.verify(3, 9)).as("behind the last one").isInstanceOf(Problem.Invalid.class);
    }
}
