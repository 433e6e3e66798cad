package io.shoutu.commons.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.vault.Vault;
import io.shoutu.commons.testing.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the vault keeps, what it tells, and what it forgets. */
abstract class VaultContract {
    private static final Subject LI = new Subject("person", "P-17");
    private static final Subject WANG = new Subject("person", "P-18");
    @TempDir
    Path data;
    private House house;
    private FileVault vault;

    abstract House open();

    @BeforeEach
    void begin() {
        house = open();
        vault = vault();
    }

    @AfterEach
    void close() {
        vault.close();
        house.close();
    }

    private FileVault vault() {
        try {
            return new FileVault(house.clock(), house.work(), house.sql(), house.journal(), data.resolve("keys/house.key"), data.resolve("keys/vault"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String seal(Subject subject, String field, String plain) {
        return house.work().run(tx -> vault.seal(tx, subject, field, plain));
    }

    private String open(Vault with, Subject subject, String sealed) {
        return with.open(subject, sealed, House.actor("zhao.jing"), "核实举报");
    }

    private List<Path> keys() {
        try (Stream<Path> all = Files.walk(data.resolve("keys/vault"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aValueOpensForItsSubjectAndEachOpeningIsInTheJournalWithoutTheValue() {
        String sealed = seal(LI, "phone", "13800138000");
        assertThat(sealed).startsWith("v1.").contains(".phone.").doesNotContain("13800138000");
        assertThat(seal(LI, "phone", "13800138000")).as("the same value sealed twice").isNotEqualTo(sealed);
        assertThat(seal(LI, "name", null)).isNull();
        assertThat(open(vault, LI, sealed)).isEqualTo("13800138000");
        assertThat(keys()).as("one key for one subject").hasSize(1);
        Entry read = house.told("vault.read").get(0);
        assertThat(read.account()).isEqualTo("zhao.jing");
        assertThat(read.subject()).isEqualTo(LI);
        assertThat(read.data()).containsEntry("field", "phone").containsEntry("reason", "核实举报").hasSize(2);
        try (FileVault restarted = vault()) {
            assertThat(open(restarted, LI, sealed)).isEqualTo("13800138000");
        }
    }

    @Test
    void whatWasMovedChangedOrAskedForWithoutReasonDoesNotOpenAndLeavesNoEntry() {
        String sealed = seal(LI, "phone", "13800138000");
        seal(WANG, "phone", "13900139000");
        List<String> wrong = List.of(sealed.replace(".phone.", ".name."), sealed.substring(0, sealed.length() - 2) + "AA", "v2" + sealed.substring(2), "hello", "v1.a.b.c!");
        for (String text : wrong) {
            assertThatThrownBy(() -> open(vault, LI, text)).as(text).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> open(vault, WANG, sealed)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> vault.open(LI, sealed, House.actor("x"), " ")).isInstanceOf(Problem.Invalid.class).hasMessageContaining("原因");
        assertThat(house.told("vault.*")).isEmpty();
    }

    @Test
    void theTraceOfAReadingStaysEvenWhereTheReadersOwnWorkIsRolledBack() {
        String sealed = seal(LI, "phone", "13800138000");
        assertThatThrownBy(() -> house.work().execute(tx -> {
            assertThat(open(vault, LI, sealed)).isEqualTo("13800138000");
            throw new IllegalStateException("and now nothing happened");
        })).hasMessageContaining("nothing happened");
        assertThat(house.told("vault.read")).hasSize(1);
    }

    @Test
    void anErasedValueIsGoneForEverAndTheJournalStillVerifies() {
        String sealed = seal(LI, "phone", "13800138000");
        String other = seal(WANG, "phone", "13900139000");
        assertThatThrownBy(() -> house.work().execute(tx -> {
            vault.erase(tx, LI, House.actor("zhao.jing"), "本人申请删除");
            throw new IllegalStateException("no, wait");
        })).hasMessageContaining("wait");
        assertThat(open(vault, LI, sealed)).as("an erasure that was rolled back has erased nothing").isEqualTo("13800138000");
        house.work().execute(tx -> vault.erase(tx, LI, House.actor("zhao.jing"), "本人申请删除"));
        house.work().execute(tx -> vault.erase(tx, LI, House.actor("zhao.jing"), "再次"));
        assertThat(keys()).hasSize(1);
        assertThatThrownBy(() -> open(vault, LI, sealed)).isInstanceOf(Problem.NotFound.class).hasMessageContaining("已依法删除");
        assertThat(open(vault, WANG, other)).isEqualTo("13900139000");
        assertThat(house.told("vault.erased")).hasSize(1).first().satisfies(e -> assertThat(e.data()).containsEntry("reason", "本人申请删除"));
        String again = seal(LI, "phone", "13700137000");
        assertThat(open(vault, LI, again)).as("a new value gets a new key").isEqualTo("13700137000");
        assertThatThrownBy(() -> open(vault, LI, sealed)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aKeyThatWasToGoWhenTheProcessDiedGoesAtTheNextStartAndUntilThenStaysShut() throws Exception {
        String sealed = seal(LI, "phone", "13800138000");
        Path file = keys().get(0);
        byte[] kept = Files.readAllBytes(file);
        house.work().execute(tx -> vault.erase(tx, LI, House.actor("zhao.jing"), "本人申请删除"));
        // As if the process had died before the file went, or somebody had brought it back.
        Files.write(file, kept);
        assertThatThrownBy(() -> open(vault, LI, sealed)).isInstanceOf(Problem.NotFound.class);
        vault().close();
        assertThat(file).doesNotExist();
    }

    @Test
    void anOlderDatabaseBringsNoErasedValueBack() {
        String sealed = seal(LI, "phone", "13800138000");
        house.work().execute(tx -> vault.erase(tx, LI, House.actor("zhao.jing"), "本人申请删除"));
        // The database as it was before the erasure: it knows nothing of it, and still holds the sealed text.
        house.work().execute(tx -> {
            try (var run = tx.connection().createStatement()) {
                run.executeUpdate("DELETE FROM vault_erased");
            }
        });
        try (FileVault restored = vault()) {
            assertThatThrownBy(() -> open(restored, LI, sealed)).isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void withoutItsHouseKeyTheVaultSaysSoInsteadOfMakingAnother() throws Exception {
        seal(LI, "phone", "13800138000");
        Files.delete(data.resolve("keys/house.key"));
        assertThatThrownBy(this::vault).hasMessageContaining("house key");
    }
}
