package io.shoutu.commons.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Backups;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of this house (备份): database first, then the files, so that whatever a record in the copy refers to is there. */
@Component(service = Backups.class)
public final class HouseBackups implements Backups {
    public static final String TAKEN = "backup.taken";

    private static final Logger log = LoggerFactory.getLogger(HouseBackups.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of this running process, or another's business, or secret. */
    private static final Set<String> NOT_COPIED = Set.of("db", "karaf", "log", "keys", "backups", "command", "deploy", "lock", "pid", "started", "at-start", "tmp");

    private final UnitOfWork work;
    private final Journal journal;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final DatabaseCopy copy;
    private final Path data;
    private final String product;

    @Activate
    public HouseBackups(BundleContext bundle, @Reference UnitOfWork work, @Reference Journal journal, @Reference Checkpoints checkpoints, @Reference Sql sql,
            @Reference Clock clock, @Reference ConfigurationAdmin configurations, @Reference(target = "(osgi.jdbc.driver.name=derby)") DataSourceFactory derby, @Reference(target = "(word=commons)") Schema schema) {
        this(work, journal, checkpoints, clock, sql.embedded() ? new DerbyCopy(work, derby) : new PostgresCopy(work, login(configurations)),
                Path.of(bundle.getProperty("shoutu.data")), bundle.getBundle().getVersion().toString());
    }

    /** As the data source itself was given it: the programs of PostgreSQL must sign in once more. */
    private static PostgresCopy.Login login(ConfigurationAdmin configurations) {
        try {
            Configuration[] found = configurations.listConfigurations("(dataSourceName=shoutu)");
            Dictionary<String, Object> given = found == null ? null : found[0].getProperties();
            if (given == null || given.get("url") == null) {
                throw new IllegalStateException("etc/org.ops4j.datasource-shoutu.cfg names no url");
            }
            // The dot keeps the name out of everything that shows configurations; the value may point to a file.
            String password = Objects.toString(given.get(".password"), Objects.toString(given.get("password"), null));
            if (password != null && password.startsWith("FILE(") && password.endsWith(")")) {
                password = Files.readString(Path.of(password.substring(5, password.length() - 1))).strip();
            }
            return new PostgresCopy.Login(given.get("url").toString(), String.valueOf(given.get("user")), password);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configuration of the data source cannot be read", e);
        }
    }

    HouseBackups(UnitOfWork work, Journal journal, Checkpoints checkpoints, Clock clock, DatabaseCopy copy, Path data, String product) {
        this.work = work;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.copy = copy;
        this.data = data.toAbsolutePath();
        this.product = product;
    }

    @Override
    public Backup take(Path wanted, Actor by) {
        Path folder = data.resolve("backups").resolve(wanted).normalize();
        Path keys = folder.resolveSibling(folder.getFileName() + ".keys");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        begin(folder);
        begin(keys);
        try {
            String checkpoint = checkpoint(folder, by);
            Map<String, Long> rows = copy.into(folder);
            files(data, folder.resolve("files"), NOT_COPIED);
            files(data.resolve("keys"), keys, Set.of());
            Backup backup = new Backup(folder, now, product, copy.database(), rows, checkpoint, size(folder));
            Files.writeString(folder.resolve("backup.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(described(backup)));
            Sums.write(folder);
            Sums.write(keys);
            tell(backup, by);
            log.info("backup taken into {}: {} bytes, {} journal entries", folder, backup.bytes(), rows.get("journal_entry"));
            return backup;
        } catch (Exception e) {
            remove(folder);
            remove(keys);
            throw e instanceof Problem problem ? problem : new StoreFailure("备份失败：" + e.getMessage(), e);
        }
    }

    @Override
    public Backup check(Path wanted) {
        Path folder = data.resolve("backups").resolve(wanted).normalize();
        try {
            Sums.check(folder);
            JsonNode told = JSON.readTree(folder.resolve("backup.json").toFile());
            Map<String, Long> rows = new TreeMap<>();
            told.path("rows").fields().forEachRemaining(row -> rows.put(row.getKey(), row.getValue().asLong()));
            return new Backup(folder, Instant.parse(told.path("taken").asText()), told.path("product").asText(), told.path("database").asText(), rows,
                    told.path("checkpoint").asText(null), size(folder));
        } catch (IOException e) {
            throw new Problem.Invalid("backup-damaged", "folder", "备份无法读取：" + e.getMessage());
        }
    }

    private void begin(Path folder) {
        if (folder.startsWith(data) && !folder.startsWith(data.resolve("backups"))) {
            throw new Problem.Invalid("backup-folder", "folder", "备份不能放在数据目录里的这个位置：" + folder);
        }
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new Problem.Invalid("backup-folder", "folder", "文件夹不是空的，请换一个：" + folder);
                }
            }
        } catch (IOException e) {
            throw new Problem.Invalid("backup-folder", "folder", "无法写入文件夹 " + folder + "：" + e.getMessage());
        }
    }

    /** A statement from just before the copy: what it covers must be in the copy, and whoever restores can prove that it is. */
    private String checkpoint(Path folder, Actor by) throws IOException {
        try {
            Checkpoints.Checkpoint taken = checkpoints.take(by);
            Files.writeString(folder.resolve("checkpoint.txt"), taken.text());
            Files.writeString(folder.resolve("checkpoint-key.pem"), checkpoints.publicKey());
            return "checkpoint.txt";
        } catch (Problem.IllegalMove empty) {
            if (empty.code().equals("journal-empty")) {
                return null;
            }
            throw empty;
        }
    }

    private static void files(Path from, Path to, Set<String> except) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                if (skipped(dir)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!skipped(file) && attributes.isRegularFile()) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException gone) {
                        // Went while we walked: no record in the copy refers to it, the database was copied before.
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            private boolean skipped(Path path) {
                return path.getParent().equals(from) && (except.contains(path.getFileName().toString()) || !except.isEmpty() && path.toString().endsWith("-password"));
            }
        });
    }

    private static ObjectNode described(Backup backup) {
        ObjectNode told = JSON.createObjectNode();
        told.put("taken", backup.taken().toString());
        told.put("product", backup.product());
        told.put("database", backup.database());
        told.put("checkpoint", backup.checkpoint());
        ObjectNode rows = told.putObject("rows");
        backup.rows().forEach(rows::put);
        return told;
    }

    private void tell(Backup backup, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", "备份 " + backup.folder().getFileName());
        data.put("database", backup.database());
        data.put("bytes", backup.bytes());
        data.put("entries", backup.rows().get("journal_entry"));
        String name = backup.folder().getFileName().toString().replaceAll("[\\s\\p{Cntrl}]", "_");
        work.run(tx -> journal.write(tx, new Fact(new Subject("backup", name), TAKEN, backup.taken(), by, data)));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** What failed half-way must not look like a backup. */
    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the unfinished backup " + folder + " could not be removed", e);
        }
    }
}
