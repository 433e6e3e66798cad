package io.shoutu.commons.attachments;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments.Attachment;
import io.shoutu.api.attachments.Uploads;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.commons.Config;
import io.shoutu.commons.attachments.UploadStore.Row;
import io.shoutu.commons.attachments.UploadStore.SetRow;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads in pieces (断点续传), each a file {@code <data>/files/uploads/<id>} that grows.
 *
 * <p>The length of that file is the offset: nothing else needs to be right after a power cut, and the hash at the end tells whether it was.
 */
@Component(service = {Uploads.class, ResumableUploads.class}, configurationPid = "io.shoutu.commons", immediate = true)
public final class ResumableUploads implements Uploads, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ResumableUploads.class);
    private static final int LONGEST_NAME = 500;
    private static final int MOST_OF_A_SET = 100;

    /**
     * What may be sent.
     *
     * @param kept how long an upload waits to go on
     * @param open unfinished ones per account
     */
    public record Limits(long maxBytes, Duration kept, int open) {}

    private final Clock clock;
    private final UnitOfWork work;
    private final UploadStore store;
    private final FileAttachments attachments;
    private final Path folder;
    private final Limits limits;
    private final Listeners.Hearing sweeping;
    /** Uploads of which a piece is arriving at this moment. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Activate
    public ResumableUploads(BundleContext context, @Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Listeners listeners,
            @Reference FileAttachments attachments, @Reference(target = "(word=commons)") Schema schema, Config config) throws IOException {
        this(FileAttachments.dataFolder(context), clock, work, sql, listeners, attachments,
                new Limits(config.uploadMaxBytes(), Duration.ofHours(config.uploadHours()), config.uploadsOpen()));
    }

    public ResumableUploads(Path data, Clock clock, UnitOfWork work, Sql sql, Listeners listeners, FileAttachments attachments, Limits limits) throws IOException {
        this.folder = data.resolve("files").resolve("uploads");
        this.clock = clock;
        this.work = work;
        this.store = new UploadStore(sql);
        this.attachments = attachments;
        this.limits = limits;
        Files.createDirectories(folder);
        this.sweeping = listeners.listen(new Listeners.Listener("commons.upload-sweep", List.of(Dues.DAY_BEGAN), false, 3), entry -> sweep());
    }

    @Deactivate
    @Override
    public void close() {
        sweeping.close();
    }

    @Override
    public Upload begin(Announcement announced, Actor by) {
        if (announced.name() == null || announced.name().length() > LONGEST_NAME) {
            throw new Problem.Invalid("file-name", "name", "文件名缺失或超过 " + LONGEST_NAME + " 个字");
        }
        FileType.named(announced.mediaType()).orElseThrow(() -> new Problem.Invalid("media-type", "mediaType", FileAttachments.TAKEN));
        if (announced.size() < 1) {
            throw new Problem.Invalid("empty-file", "size", "文件是空的，请重新选择");
        }
        if (announced.size() > limits.maxBytes()) {
            throw FileAttachments.tooLarge("size", limits.maxBytes());
        }
        String sha256 = announced.sha256() == null ? "" : announced.sha256().toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new Problem.Invalid("sha256", "sha256", "请给出全部内容的 SHA-256（64 位十六进制）");
        }
        sweep();
        Row row = new Row(UUID.randomUUID().toString(), announced.name(), FileType.said(announced.mediaType()), announced.size(), sha256, announced.set(), null,
                by.account(), now());
        work.execute(tx -> {
            if (store.openOf(tx, by.account(), old()) >= limits.open()) {
                throw new Problem.IllegalMove("uploads-open", "未完成的上传已有 " + limits.open() + " 个，请先完成或放弃其中一些");
            }
            if (announced.set() != null) {
                room(tx, announced.set(), sha256, by);
            }
            store.insert(tx, row);
        });
        return shown(row);
    }

    @Override
    public Upload upload(String id, Actor by) {
        return shown(own(id, by));
    }

    /** Somebody else's is as unknown as one that never was. */
    private Row own(String id, Actor by) {
        return work.run(tx -> store.find(tx, id)).filter(r -> r.account().equals(by.account()) && r.touched().isAfter(old()))
                .orElseThrow(() -> new Problem.NotFound("upload-not-found", "没有这个上传，或已过期，请重新开始：" + id));
    }

    private Upload shown(Row row) {
        Attachment attachment = row.attachment() == null ? null : attachments.get(row.attachment());
        return new Upload(row.id(), row.name(), row.mediaType(), row.size(), row.sha256(), attachment == null ? received(row.id()) : row.size(), row.set(), attachment,
                row.account(), row.touched().plus(limits.kept()));
    }

    private long received(String id) {
        try {
            Path file = folder.resolve(id);
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell how much of upload " + id + " is there", e);
        }
    }

    @Override
    public Upload append(String id, long offset, InputStream piece, Actor by) throws IOException {
        if (!busy.add(id)) {
            throw new Problem.IllegalMove("upload-busy", "该文件的另一段正在接收，请稍后查询进度再继续");
        }
        try {
            Row row = own(id, by);
            Upload before = shown(row);
            if (offset != before.offset()) {
                throw new Problem.IllegalMove("upload-offset", "应从第 " + before.offset() + " 字节继续，不是 " + offset);
            }
            if (before.attachment() != null) {
                return before;
            }
            try {
                receive(row, offset, piece);
            } finally {
                // What arrived before a line broke counts, and so does the time it arrived.
                work.execute(tx -> store.touch(tx, id, now()));
            }
            if (received(id) == row.size()) {
                finish(row, by);
            }
            return upload(id, by);
        } finally {
            busy.remove(id);
        }
    }

    private void receive(Row row, long offset, InputStream piece) throws IOException {
        try (FileChannel out = FileChannel.open(folder.resolve(row.id()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.position(offset);
            long size = offset;
            byte[] buffer = new byte[65_536];
            try {
                for (int n = piece.read(buffer); n >= 0; n = piece.read(buffer)) {
                    if (size + n > row.size()) {
                        throw new Problem.Invalid("too-large", "content", "收到的内容多于所说的 " + row.size() + " 字节");
                    }
                    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                    size += n;
                }
            } finally {
                out.force(true);
            }
        }
    }

    /** Checks the whole and makes it an attachment; where it is not what was announced nothing of it is kept. */
    private void finish(Row row, Actor by) throws IOException {
        Path file = folder.resolve(row.id());
        try {
            String sha256 = hash(file);
            if (!sha256.equals(row.sha256())) {
                throw new Problem.Invalid("sha256", "sha256", "收到的内容与所说的 SHA-256 不符，请重新上传");
            }
            FileType type = FileAttachments.checked(file, row.mediaType());
            attachments.admit(file, row.name(), type, sha256, row.size(), by, (tx, attachment) -> {
                if (!store.finish(tx, row.id(), attachment.id(), now())) {
                    throw new Problem.NotFound("upload-not-found", "上传已被放弃：" + row.id());
                }
                if (row.set() != null) {
                    room(tx, row.set(), sha256, by);
                    store.addToSet(tx, row.set(), attachment.id());
                }
            });
        } catch (Problem refused) {
            forget(row.id());
            throw refused;
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = FileAttachments.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void giveUp(String id, Actor by) {
        if (!busy.add(id)) {
            throw new Problem.IllegalMove("upload-busy", "该文件的一段正在接收，请稍后再放弃");
        }
        try {
            boolean open = work.run(tx -> store.find(tx, id)).filter(r -> r.account().equals(by.account()) && r.attachment() == null).isPresent();
            if (open) {
                forget(id);
            }
        } finally {
            busy.remove(id);
        }
    }

    private void forget(String id) {
        work.execute(tx -> store.delete(tx, id));
        try {
            Files.deleteIfExists(folder.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the pieces of an upload could not be removed: " + id, e);
        }
    }

    @Override
    public FileSet expect(Subject about, int expected, Actor by) {
        if (expected < 1 || expected > MOST_OF_A_SET) {
            throw new Problem.Invalid("expected", "expected", "应到份数应在 1 至 " + MOST_OF_A_SET + " 之间：" + expected);
        }
        SetRow set = new SetRow(UUID.randomUUID().toString(), about, expected, by.account());
        work.execute(tx -> store.insertSet(tx, set, now()));
        return set(set.id());
    }

    @Override
    public FileSet set(String id) {
        return work.run(tx -> {
            SetRow set = found(tx, id);
            List<Attachment> files = files(tx, id);
            return new FileSet(id, set.about(), set.expected(), contents(files), store.underwayOf(tx, id, old()), files, set.account());
        });
    }

    private SetRow found(Tx tx, String id) {
        return store.findSet(tx, id).orElseThrow(() -> new Problem.NotFound("set-not-found", "没有这个附件组：" + id));
    }

    /** Files the sweep of unused attachments has removed no longer count. */
    private List<Attachment> files(Tx tx, String set) {
        return store.filesOf(tx, set).stream().flatMap(id -> attachments.find(tx, id).stream()).toList();
    }

    private static int contents(List<Attachment> files) {
        return (int) files.stream().map(Attachment::sha256).distinct().count();
    }

    @Override
    public FileSet add(String set, String attachment, Actor by) {
        work.execute(tx -> {
            Attachment stored = attachments.find(tx, attachment).filter(a -> a.account().equals(by.account()))
                    .orElseThrow(() -> new Problem.Invalid("attachment-unknown", "attachment", "没有这个附件，请重新上传：" + attachment));
            room(tx, set, stored.sha256(), by);
            store.addToSet(tx, set, attachment);
        });
        return set(set);
    }

    /** Whether the set is this actor's and takes one more content; one it has already is always taken. */
    private void room(Tx tx, String id, String sha256, Actor by) {
        store.lockSet(tx, id);
        SetRow set = store.findSet(tx, id).filter(s -> s.account().equals(by.account()))
                .orElseThrow(() -> new Problem.Invalid("set-unknown", "set", "没有这个附件组：" + id));
        List<Attachment> files = files(tx, id);
        boolean there = files.stream().anyMatch(a -> a.sha256().equals(sha256));
        if (!there && contents(files) >= set.expected()) {
            throw new Problem.IllegalMove("set-full", "这组附件应到 " + set.expected() + " 份，已经到齐");
        }
    }

    /** Removes what nobody went on with in time, and sets of which nothing is left. */
    private void sweep() {
        List<Row> abandoned = work.run(tx -> store.untouchedSince(tx, old(), 100));
        for (Row row : abandoned) {
            if (busy.add(row.id())) {
                try {
                    forget(row.id());
                } finally {
                    busy.remove(row.id());
                }
            }
        }
        if (!abandoned.isEmpty()) {
            work.execute(tx -> store.deleteEmptySets(tx, old()));
            log.info("{} uploads that nobody went on with were removed", abandoned.size());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    private Instant old() {
        return clock.instant().minus(limits.kept());
    }
}
