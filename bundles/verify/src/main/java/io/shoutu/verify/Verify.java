package io.shoutu.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The command (核验命令): {@code verify <data directory | backup directory | jdbc:postgresql:…> <checkpoint file or directory>
 * [--key public.pem] [--entry id]}. Exit code 0: nothing was changed; 1: something was, the report says what; 2: it could not be looked at.
 */
public final class Verify {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Verify() {}

    /** What stands in the way of looking (无法核验). */
    private static final class Hindrance extends Exception {
        private static final long serialVersionUID = 1L;

        Hindrance(String text) {
            super(text);
        }
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** As the command, answering its exit code. */
    static int run(List<String> arguments, PrintStream out) {
        try {
            return look(arguments, out);
        } catch (Hindrance e) {
            out.println("无法核验 Not verified: " + e.getMessage());
            return 2;
        } catch (SQLException e) {
            out.println("无法核验 Not verified: 数据库读取失败 the database cannot be read: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            out.println("无法核验 Not verified: 文件读写失败 a file cannot be read or written: " + e);
            return 2;
        }
    }

    private static int look(List<String> arguments, PrintStream out) throws Hindrance, SQLException, IOException {
        List<String> plain = new ArrayList<>();
        List<byte[]> pinned = new ArrayList<>();
        Long entry = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith("--") && i + 1 == arguments.size()) {
                throw usage();
            } else if (word.equals("--key")) {
                pinned.add(key(Path.of(arguments.get(++i))));
            } else if (word.equals("--entry")) {
                try {
                    entry = Long.valueOf(arguments.get(++i));
                } catch (NumberFormatException e) {
                    throw usage();
                }
            } else if (word.startsWith("--")) {
                throw usage();
            } else {
                plain.add(word);
            }
        }
        if (plain.size() != 2) {
            throw usage();
        }
        List<Checkpoint> checkpoints = checkpoints(Path.of(plain.get(1)));
        List<String> wrong = new ArrayList<>();
        signatures(checkpoints, pinned, wrong, out);
        if (!wrong.isEmpty()) {
            wrong.forEach(w -> out.println("  ✗ " + w));
            out.println("结论 Verdict: ✗ 检查点本身不可信，数据库未核对 the checkpoint itself cannot be trusted; the database was not looked at");
            return 1;
        }
        JournalCheck.Result result;
        if (plain.get(0).startsWith("jdbc:postgresql:")) {
            result = onPostgres(plain.get(0), checkpoints, entry);
        } else if (plain.get(0).startsWith("jdbc:")) {
            throw usage();
        } else {
            result = onDerby(Path.of(plain.get(0)), checkpoints, entry);
        }
        return report(result, checkpoints, out);
    }

    private static Hindrance usage() {
        return new Hindrance("""
                用法 usage:
                  ./run verify <数据目录 data directory | 备份目录 backup directory | jdbc:postgresql://host/db?user=…> <检查点文件或目录 checkpoint file or directory>
                               [--key public.pem]…  钉定的公钥，可给多个 the pinned public key, may be given several times
                               [--entry 条目编号]    显示一条日志 shows one entry
                  PostgreSQL 的密码取自环境变量 PGPASSWORD。The password for PostgreSQL comes from PGPASSWORD.
                  退出码 exit code: 0 一致 intact · 1 有改动 changed · 2 无法核验 not verified""");
    }

    private static byte[] key(Path file) throws IOException, Hindrance {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = text.indexOf("-----BEGIN PUBLIC KEY-----");
        int end = text.indexOf("-----END PUBLIC KEY-----");
        if (begin < 0 || end < begin) {
            throw new Hindrance("不是公钥文件 this is no public key: " + file);
        }
        return Base64.getMimeDecoder().decode(text.substring(begin + 26, end));
    }

    private static List<Checkpoint> checkpoints(Path given) throws IOException, Hindrance {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(given)) {
            try (Stream<Path> all = Files.walk(given, 3)) {
                all.filter(f -> f.getFileName().toString().matches("\\d+\\.txt") || f.getFileName().toString().equals("latest.txt")).forEach(files::add);
            }
        } else if (Files.isRegularFile(given)) {
            files.add(given);
        }
        if (files.isEmpty()) {
            throw new Hindrance("没有找到检查点 no checkpoint found: " + given);
        }
        List<Checkpoint> found = new ArrayList<>();
        for (Path file : files) {
            try {
                Checkpoint one = Checkpoint.read(Files.readString(file));
                if (found.stream().noneMatch(c -> c.text().equals(one.text()))) {
                    found.add(one);
                }
            } catch (IllegalArgumentException | IOException e) {
                throw new Hindrance(file + ": " + e.getMessage());
            }
        }
        found.sort(Comparator.comparingLong(Checkpoint::sequence));
        return found;
    }

    private static void signatures(List<Checkpoint> checkpoints, List<byte[]> pinned, List<String> wrong, PrintStream out) {
        Checkpoint last = checkpoints.get(checkpoints.size() - 1);
        out.println("检查点 Checkpoint  第 " + last.sequence() + " 号" + (checkpoints.size() > 1 ? "（共 " + checkpoints.size() + " 个 in all）" : "") + " · " + last.county() + " · "
                + last.taken() + " · " + last.entries() + " 条 entries · " + last.algorithm());
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint one = checkpoints.get(i);
            boolean good = pinned.isEmpty() ? one.signedBy(one.publicKey()) : pinned.stream().anyMatch(one::signedBy);
            if (!good) {
                wrong.add("第 " + one.sequence() + " 号检查点的签名无效" + (pinned.isEmpty() ? " the signature of checkpoint " + one.sequence() + " does not fit"
                        : "或不是钉定的密钥所签 the signature does not fit, or another key than the pinned one made it"));
            }
            if (i > 0 && checkpoints.get(i - 1).sequence() == one.sequence()) {
                wrong.add("有两个不同的第 " + one.sequence() + " 号检查点 there are two different checkpoints " + one.sequence());
            } else if (i > 0 && checkpoints.get(i - 1).sequence() == one.sequence() - 1 && !one.previous().equals(checkpoints.get(i - 1).hash(one.algorithm()))) {
                wrong.add("第 " + one.sequence() + " 号检查点不承接第 " + (one.sequence() - 1) + " 号 checkpoint " + one.sequence() + " does not name the one before it");
            }
        }
        String id = Checkpoint.keyId(last.publicKey());
        if (wrong.isEmpty()) {
            out.println("签名 Signature  有效 valid · 密钥编号 key " + id + (pinned.isEmpty()
                    ? "\n  ⚠ 未用 --key 钉定公钥：请与另行保存的公钥编号核对 no key was pinned with --key: compare the key id with the one you keep" : "（已钉定 pinned）"));
        }
        checkpoints.stream().filter(c -> c.broken() != null).forEach(c -> out.println("  ⚠ 第 " + c.sequence() + " 号检查点声明断点 checkpoint " + c.sequence()
                + " says that it does not continue the one before: " + c.broken()));
    }

    private static JournalCheck.Result onPostgres(String url, List<Checkpoint> checkpoints, Long entry) throws SQLException {
        Properties properties = new Properties();
        if (System.getenv("PGUSER") != null && !url.contains("user=")) {
            properties.setProperty("user", System.getenv("PGUSER"));
        }
        if (System.getenv("PGPASSWORD") != null && !url.contains("password=")) {
            properties.setProperty("password", System.getenv("PGPASSWORD"));
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            // One moment, however long it takes: the platform may go on writing.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            JournalCheck.Result result = JournalCheck.run(connection, newestChain(checkpoints), entry);
            connection.rollback();
            return result;
        }
    }

    /** Checkpoints since the last acknowledged break: what was signed before it speaks of another history. */
    private static List<Checkpoint> newestChain(List<Checkpoint> checkpoints) {
        int from = 0;
        for (int i = 0; i < checkpoints.size(); i++) {
            if (checkpoints.get(i).broken() != null) {
                from = i;
            }
        }
        return checkpoints.subList(from, checkpoints.size());
    }

    private static JournalCheck.Result onDerby(Path given, List<Checkpoint> checkpoints, Long entry) throws Hindrance, SQLException, IOException {
        Path database = database(given);
        Path lock = database.resolve("dbex.lck");
        if (Files.exists(lock)) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ); FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
                if (free == null) {
                    throw running(given);
                }
            } catch (OverlappingFileLockException e) {
                throw running(given);
            }
        }
        // Opening it would write to it; evidence is looked at in a copy.
        Path aside = Files.createTempDirectory("shoutu-verify-");
        try {
            copy(database, aside.resolve("db"));
            System.setProperty("derby.stream.error.file", aside.resolve("derby.log").toString());
            String url = "jdbc:derby:" + aside.resolve("db");
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                JournalCheck.Result result = JournalCheck.run(connection, newestChain(checkpoints), entry);
                connection.rollback();
                return result;
            } finally {
                shutDown(url);
            }
        } finally {
            delete(aside);
        }
    }

    private static Hindrance running(Path given) {
        return new Hindrance("平台正在使用该数据目录，请先停止平台（./run stop），或核验一份备份 the platform runs on this data; stop it first, or verify a backup: " + given);
    }

    private static void shutDown(String url) throws SQLException {
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException e) {
            // Derby reports an orderly end as an exception with this state.
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static Path database(Path given) throws Hindrance, IOException {
        if (!Files.isDirectory(given)) {
            throw new Hindrance("没有这个目录 no such directory: " + given);
        }
        try (Stream<Path> all = Files.walk(given, 2)) {
            List<Path> found = all.filter(f -> f.getFileName().toString().equals("service.properties")).map(Path::getParent).toList();
            if (found.size() != 1) {
                throw new Hindrance(found.isEmpty() ? "目录中没有数据库；使用 PostgreSQL 时请给出 jdbc:postgresql:… there is no database in it; where PostgreSQL is used give jdbc:postgresql:…: " + given
                        : "目录中有多个数据库，请指定其一 there are several databases in it, name one: " + found);
            }
            return found.get(0);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else if (!one.getFileName().toString().endsWith(".lck")) {
                    Files.copy(one, target);
                    target.toFile().setWritable(true);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static int report(JournalCheck.Result result, List<Checkpoint> checkpoints, PrintStream out) {
        out.println("数据库 Database  覆盖 covered " + result.covered() + " · 检查点之后 after it " + result.after() + " · 未封印 not yet sealed " + result.unsealed());
        JournalCheck.Asked asked = result.asked();
        if (asked != null) {
            if (asked.seal() == null) {
                out.println("条目 Entry " + asked.id() + "：没有已封印的此条 there is no sealed entry of that id");
            } else {
                long covers = checkpoints.get(checkpoints.size() - 1).entries();
                out.println("条目 Entry " + asked.id() + "  第 " + asked.seal() + " 号封印 seal · " + asked.fact() + " · " + asked.subject() + " · " + asked.account()
                        + "\n  发生 happened " + Instant.ofEpochMilli(asked.happened()).atZone(CHINA).toLocalDateTime() + " · 记录 recorded "
                        + Instant.ofEpochMilli(asked.recorded()).atZone(CHINA).toLocalDateTime() + "\n  " + asked.data() + "\n  "
                        + (!asked.sound() || !result.intact() && asked.seal() <= covers ? "✗ 不能证明未被改动 not proved unchanged"
                        : asked.seal() <= covers ? "✓ 在检查点覆盖之内，未被改动 covered and unchanged" : "在检查点之后，检查点不能证明 after the checkpoint, which proves nothing about it"));
            }
        }
        if (result.intact()) {
            out.println("结论 Verdict: ✓ 一致，检查点覆盖的 " + result.covered() + " 条日志未被改动 intact: nothing the checkpoint covers was changed");
            return 0;
        }
        JournalCheck.Finding first = result.findings().get(0);
        out.println("发现 Findings: " + result.inAll() + (result.inAll() > result.findings().size() ? "（列出前 " + result.findings().size() + " 项 the first of them）" : ""));
        result.findings().forEach(f -> out.println("  ✗ " + (f.seal() > 0 ? "第 " + f.seal() + " 号 seal " + f.seal() + " " : "") + (f.entry() == null ? "" : "条目 entry " + f.entry() + " ")
                + f.text()));
        if (!result.held().isEmpty()) {
            out.println("  到第 " + result.held().get(result.held().size() - 1) + " 号检查点为止一致 intact up to checkpoint " + result.held().get(result.held().size() - 1));
        }
        out.println("结论 Verdict: ✗ 日志被改动 CHANGED; 第一处 the first: " + (first.seal() > 0 ? "第 " + first.seal() + " 号封印 seal " + first.seal() : "")
                + (first.entry() == null ? "" : " 条目 entry " + first.entry()) + " " + first.text());
        return 1;
    }
}
