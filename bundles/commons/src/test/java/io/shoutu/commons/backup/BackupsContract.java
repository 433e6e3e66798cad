package io.shoutu.commons.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.Backups;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.commons.testing.House;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups hold whatever the database; each database only has another way to be copied. */
abstract class BackupsContract {
    @TempDir
    Path data;
    House house;
    HouseBackups backups;

    abstract House house();

    abstract DatabaseCopy copy(House house) throws Exception;

    /** Rows of a table in the copy, as somebody reads them who has nothing but the copy. */
    abstract long rowsIn(Path backup, String table) throws Exception;

    @BeforeEach
    void aHouseWithALittleInIt() throws Exception {
        house = house();
        backups = new HouseBackups(house.work(), house.journal(), nothingSealed(), house.clock(), copy(house), data, "0.1.0");
        for (int i = 1; i <= 20; i++) {
            write(i);
        }
        Files.createDirectories(data.resolve("attachments/ab"));
        Files.writeString(data.resolve("attachments/ab/abcd"), "photo");
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/signing.pem"), "secret key");
        Files.writeString(data.resolve("admin-password"), "hunter2hunter2");
        Files.createDirectories(data.resolve("karaf/cache"));
        Files.writeString(data.resolve("karaf/cache/x"), "cache");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void write(int i) {
        house.work().run(tx -> house.journal().write(tx, new Fact(new Subject("thing", "T-" + i), "thing.made", house.clock().instant(), House.actor("甲"), Map.of("i", i))));
    }

    /** Checkpoints have tests of their own; here the journal says that there is nothing to sign yet. */
    private static Checkpoints nothingSealed() {
        return (Checkpoints) Proxy.newProxyInstance(Checkpoints.class.getClassLoader(), new Class<?>[] {Checkpoints.class}, (proxy, method, arguments) -> {
            throw new Problem.IllegalMove("journal-empty", "日志为空");
        });
    }

    @Test
    void aBackupHoldsEveryRowAndEveryFileButNoSecret() throws Exception {
        Backups.Backup taken = backups.take(Path.of("first"), House.actor("值班"));
        assertThat(taken.rows()).containsEntry("journal_entry", 20L);
        Backups.Backup read = backups.check(Path.of("first"));
        assertThat(read.rows()).isEqualTo(taken.rows());
        assertThat(read.taken()).isEqualTo(taken.taken());
        assertThat(taken.folder().resolve("files/attachments/ab/abcd")).hasContent("photo");
        try (var all = Files.walk(taken.folder())) {
            assertThat(all.map(p -> p.getFileName().toString())).doesNotContain("signing.pem", "admin-password", "cache");
        }
        assertThat(taken.folder().resolveSibling("first.keys").resolve("signing.pem")).hasContent("secret key");
        // Last, because opening the copy of an embedded database changes its log.
        assertThat(rowsIn(taken.folder(), "journal_entry")).isEqualTo(20);
        house.settle();
        assertThat(house.told("backup.taken")).singleElement().satisfies(e -> assertThat(e.text("entries")).isEqualTo("20"));
    }

    @Test
    void aBackupIsTakenWhileOthersWriteAndHoldsAPrefixOfWhatTheyWrote() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 21; !enough.get(); i++) {
                write(i);
            }
        });
        writer.start();
        Backups.Backup taken;
        try {
            taken = backups.take(Path.of("busy"), House.actor("值班"));
        } finally {
            enough.set(true);
            writer.join();
        }
        long entries = taken.rows().get("journal_entry");
        long now = house.work().run(tx -> (long) house.sql().on(tx).fetchCount(org.jooq.impl.DSL.table("journal_entry")));
        assertThat(entries).isBetween(20L, now);
        assertThat(rowsIn(taken.folder(), "journal_entry")).isEqualTo(entries);
    }

    @Test
    void aFileChangedAddedOrTakenAwayIsFound() throws Exception {
        Path folder = backups.take(Path.of("sound"), House.actor("值班")).folder();
        Path photo = folder.resolve("files/attachments/ab/abcd");
        Files.writeString(photo, "photO");
        damaged("abcd");
        Files.delete(photo);
        damaged("缺少文件 files/attachments/ab/abcd");
        Files.writeString(photo, "photo");
        Path more = Files.writeString(folder.resolve("files/more"), "x");
        damaged("多出文件 files/more");
        Files.delete(more);
        backups.check(Path.of("sound"));
        Files.delete(folder.resolve("SHA256SUMS"));
        damaged("不是一个完整的备份");
    }

    private void damaged(String named) {
        assertThatThrownBy(() -> backups.check(Path.of("sound"))).isInstanceOf(Problem.Invalid.class).hasMessageContaining(named);
    }

    @Test
    void aFolderThatIsNotEmptyOrInsideTheDatabaseIsRefused() throws IOException {
        Files.createDirectories(data.resolve("backups/used"));
        Files.writeString(data.resolve("backups/used/x"), "x");
        assertThatThrownBy(() -> backups.take(Path.of("used"), House.actor("值班"))).isInstanceOf(Problem.Invalid.class).hasMessageContaining("不是空的");
        assertThat(data.resolve("backups/used/x")).exists();
        assertThatThrownBy(() -> backups.take(data.resolve("db/inside"), House.actor("值班"))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aBackupThatFailsLeavesNothingThatLooksLikeOne() {
        HouseBackups failing = new HouseBackups(house.work(), house.journal(), nothingSealed(), house.clock(), new DatabaseCopy() {
            @Override
            public String database() {
                return "derby";
            }

            @Override
            public Map<String, Long> into(Path folder) throws IOException {
                Files.writeString(folder.resolve("half"), "half");
                throw new IOException("no space left");
            }
        }, data, "0.1.0");
        assertThatThrownBy(() -> failing.take(Path.of("half"), House.actor("值班"))).isInstanceOf(StoreFailure.class).hasMessageContaining("no space left");
        assertThat(data.resolve("backups/half")).doesNotExist();
        assertThat(data.resolve("backups/half.keys")).doesNotExist();
    }
}
