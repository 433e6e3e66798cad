package io.shoutu.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.commons.journal.HashAlgorithm;
import io.shoutu.commons.testing.House;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform hands out, judged by code that shares nothing with it. */
class CourtTest {
    private static String hash(MessageDigest digest, String text) {
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sm3GivesTheExamplesOfTheStandardAndAgreesWithBouncyCastle() {
        assertThat(hash(new Sm3(), "abc")).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(hash(new Sm3(), "abcd".repeat(16))).isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
        for (int length = 0; length < 300; length++) {
            String text = "守".repeat(length / 3) + "x".repeat(length % 3);
            assertThat(hash(new Sm3(), text)).isEqualTo(hash(new org.bouncycastle.jcajce.provider.digest.SM3.Digest(), text));
        }
    }

    @Test
    void rfc9162TreesOfKnownRootsAreReckonedAsEverybodyDoes() {
        // One leaf: H(0x00 ‖ leaf); two: H(0x01 ‖ ..). The hash of a seal is the content of a leaf.
        Tree tree = new Tree("SHA-256");
        assertThat(tree.root()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        tree.add("00".repeat(32));
        assertThat(tree.root()).isEqualTo(HexFormat.of().formatHex(Hashing.digest("SHA-256").digest(new byte[33])));
    }

    @ParameterizedTest
    @CsvSource({"SHA-256, 1", "SM3, 1", "SHA-256, 200", "SM3, 130"})
    void everyEntryIsProvedAndEveryCheckpointContinuesTheOneBefore(String algorithm, int steps) throws Exception {
        try (County county = new County(House.onDerby(), steps)) {
            sealWith(county, algorithm);
            List<Checkpoints.Checkpoint> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                county.lives(steps);
                county.house.sealer().sealNow();
                if (county.house.sealer().last() > 0) {
                    taken.add(county.checkpointer.take(null));
                }
            }
            Checkpoints.Checkpoint last = taken.get(taken.size() - 1);
            assertThat(last.algorithm()).isEqualTo(algorithm);
            for (Entry entry : all(county.house.journal(), steps > 50 ? 17 : 1)) {
                for (Checkpoints.Checkpoint checkpoint : taken) {
                    if (entry.seal() <= checkpoint.entries()) {
                        Checkpoints.Proof proof = county.checkpointer.proof(entry.id(), checkpoint.sequence());
                        assertThat(Hashing.included(algorithm, proof.entry().hash(), entry.seal() - 1, checkpoint.entries(), proof.path(), checkpoint.root()))
                                .as("entry %d under checkpoint %d", entry.id(), checkpoint.sequence()).isTrue();
                        assertThat(Hashing.included(algorithm, proof.entry().hash(), entry.seal() - 1, checkpoint.entries(), proof.path(), "0".repeat(64))).isFalse();
                        Checkpoints.Evidence e = proof.entry();
                        assertThat(Hashing.seal(Hashing.digest(e.algorithm()), e.previous(), e.seal(), Long.toString(e.id()), e.subjectKind(), e.subjectNumber(), e.name(),
                                Long.toString(e.happened()), Long.toString(e.recorded()), e.account(), e.actorName(), e.data(), e.causeKind(), e.causeNumber(),
                                e.causeEntry() == null ? null : Long.toString(e.causeEntry()))).isEqualTo(e.hash());
                    } else {
                        assertThatThrownBy(() -> county.checkpointer.proof(entry.id(), checkpoint.sequence())).isInstanceOf(Problem.IllegalMove.class);
                    }
                }
            }
            for (Checkpoints.Checkpoint from : taken) {
                for (Checkpoints.Checkpoint to : taken) {
                    if (from.sequence() <= to.sequence()) {
                        List<String> path = county.checkpointer.consistency(from.sequence(), to.sequence()).path();
                        assertThat(Hashing.consistent(algorithm, from.entries(), from.root(), to.entries(), to.root(), path)).isTrue();
                        if (from.entries() < to.entries()) {
                            assertThat(Hashing.consistent(algorithm, from.entries(), to.root(), to.entries(), to.root(), path)).isFalse();
                        }
                    }
                }
            }
        }
    }

    private static void sealWith(County county, String algorithm) {
        county.house.sealer().sealWith(HashAlgorithm.of(algorithm));
    }

    private static List<Entry> all(Journal journal, int each) {
        List<Entry> found = new ArrayList<>();
        String cursor = null;
        do {
            var page = journal.read(new Journal.Query(null, List.of(), cursor, 500, false));
            page.items().stream().filter(e -> e.seal() % each == 0 || e.seal() == page.total()).forEach(found::add);
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @Test
    void theAlgorithmMayBeChangedInMidLifeAndAllStillVerifies() throws Exception {
        try (County county = new County(House.onDerby(), 3)) {
            county.lives(180);
            Checkpoint sha = county.checkpoint();
            county.lives(20);
            sealWith(county, "SM3");
            county.lives(150);
            Checkpoint sm3 = county.checkpoint();
            assertThat(sm3.algorithm()).isEqualTo("SM3");
            assertThat(sm3.sequence()).as("between them lies one over the same entries under the new algorithm").isEqualTo(sha.sequence() + 2);
            Checkpoint bridge = Checkpoint.read(county.checkpointer.checkpoint(sha.sequence() + 1).text());
            assertThat(bridge.entries()).isEqualTo(sha.entries());
            assertThat(bridge.last()).isEqualTo(sha.last());
            assertThat(bridge.previous()).isEqualTo(sha.hash("SM3"));
            JournalCheck.Result result = county.check(sha, bridge, sm3);
            assertThat(result.findings()).isEmpty();
            assertThat(result.held()).containsExactly(sha.sequence(), bridge.sequence(), sm3.sequence());
            List<String> path = county.checkpointer.consistency(bridge.sequence(), sm3.sequence()).path();
            assertThat(Hashing.consistent("SM3", bridge.entries(), bridge.root(), sm3.entries(), sm3.root(), path)).isTrue();
            sealWith(county, "SHA-256");
            county.lives(10);
            Checkpoint again = county.checkpoint();
            assertThat(county.check(sha, bridge, sm3, again).findings()).isEmpty();
        }
    }

    @Test
    void aCheckpointTypedInFromPaperStillVerifiesAndAnyChangedLetterDoesNot() {
        try (County county = new County(House.onDerby(), 4)) {
            county.lives(5);
            String text = county.checkpointer.take(null).text();
            assertThat(Checkpoint.read("\n" + text.replace("\n", "  \r\n") + "\r\n").signedBy(Checkpoint.read(text).publicKey())).isTrue();
            Checkpoint good = Checkpoint.read(text);
            for (int i = text.indexOf("\n") + 1; i < text.lastIndexOf("\nsignature "); i++) {
                char c = text.charAt(i);
                if (c != '\n') {
                    String changed = text.substring(0, i) + (c == '7' ? '8' : '7') + text.substring(i + 1);
                    try {
                        assertThat(Checkpoint.read(changed).signedBy(good.publicKey())).as("letter %d", i).isFalse();
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused).hasMessageContaining("检查点");
                    }
                }
            }
        }
    }

    private static String said(int expected, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Verify.run(Stream.of(arguments).map(Object::toString).toList(), new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(expected);
        return text;
    }

    @Test
    void theCommandJudgesAPostgresDatabaseAndTellsWhatStandsInItsWay(@TempDir Path folder) throws Exception {
        try (County county = new County(House.onPostgres(), 8)) {
            county.lives(25);
            county.checkpointer.take(null);
            county.lives(25);
            county.checkpointer.take(null);
            Path latest = county.data.resolve("checkpoints/latest.txt");
            Path pinned = county.data.resolve("keys/checkpoint-public.pem");
            var source = county.house.source();
            String url;
            String user;
            try (var connection = source.getConnection()) {
                String plain = connection.getMetaData().getURL();
                url = plain + (plain.contains("?") ? "&" : "?") + "user=" + connection.getMetaData().getUserName() + "&password=" + io.shoutu.commons.testing.Postgres.shared().password();
                user = connection.getMetaData().getUserName();
            }
            assertThat(user).isNotBlank();
            assertThat(said(0, url, latest)).contains("一致", "intact", "--key", "安澜县");
            assertThat(said(0, url, county.data.resolve("checkpoints"), "--key", pinned, "--entry", "1")).contains("已钉定", "covered and unchanged", "共 2 个");
            try (County other = new County(House.onDerby(), 1)) {
                assertThat(said(1, url, latest, "--key", other.data.resolve("keys/checkpoint-public.pem"))).contains("不是钉定的密钥");
            }
            Path forged = Files.writeString(folder.resolve("forged.txt"), Files.readString(latest).replace("安澜县", "安澜市"));
            assertThat(said(1, url, forged)).contains("签名无效");
            try (var connection = source.getConnection(); var run = connection.createStatement()) {
                run.executeUpdate("UPDATE journal_entry SET account = 'x' WHERE id = 5");
            }
            assertThat(said(1, url, latest, "--key", pinned, "--entry", "5")).contains("CHANGED", "条目 entry 5", "不能证明");
            assertThat(said(2, folder, latest)).contains("没有数据库");
            assertThat(said(2, folder.resolve("none"), latest)).contains("没有这个目录");
            assertThat(said(2, url, folder.resolve("none.txt"))).contains("没有找到检查点");
            assertThat(said(2, url)).contains("用法");
            assertThat(said(2, url, latest, "--what")).contains("用法");
            assertThat(said(2, "jdbc:postgresql://127.0.0.1:1/none", latest)).contains("数据库读取失败");
        }
    }

    @Test
    void theCommandReadsADerbyBackupWithoutTouchingItAndRefusesOneThatIsInUse(@TempDir Path folder) throws Exception {
        try (County county = new County(House.onDerby(), 2)) {
            county.lives(40);
            county.checkpointer.take(null);
            Path latest = county.data.resolve("checkpoints/latest.txt");
            try (var connection = county.house.source().getConnection(); var backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                backup.setString(1, folder.resolve("backup").toString());
                backup.execute();
            }
            long changed = touched(folder.resolve("backup"));
            assertThat(said(0, folder.resolve("backup"), latest)).contains("intact");
            assertThat(touched(folder.resolve("backup"))).as("evidence is not touched").isEqualTo(changed);
            Path database;
            try (Stream<Path> all = Files.list(folder.resolve("backup"))) {
                database = all.findFirst().orElseThrow();
            }
            try (var connection = java.sql.DriverManager.getConnection("jdbc:derby:" + database); var run = connection.createStatement()) {
                run.executeUpdate("DELETE FROM journal_entry WHERE id = 7");
                assertThat(said(2, folder.resolve("backup"), latest)).contains("平台正在使用");
            }
            assertThatThrownBy(() -> java.sql.DriverManager.getConnection("jdbc:derby:" + database + ";shutdown=true")).hasMessageContaining("shutdown");
            assertThat(said(1, folder.resolve("backup"), latest)).contains("条目 entry 7", "被删除");
        }
    }

    private static long touched(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            long sum = 0;
            for (Path one : all.filter(Files::isRegularFile).sorted().toList()) {
                sum = sum * 31 + one.toString().hashCode() * 7L + Files.getLastModifiedTime(one).toMillis() + Files.size(one);
            }
            return sum;
        }
    }
}
