package io.shoutu.commons.attachments;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.commons.Config;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attachments (附件) as files {@code <data>/files/ab/<sha256>}: written aside, hashed, flushed to the disk, then moved into place. */
@Component(service = {Attachments.class, FileAttachments.class}, configurationPid = "io.shoutu.commons", immediate = true)
public final class FileAttachments implements Attachments, AutoCloseable {

    static final String BOUND = "attachment.bound";
    private static final Logger log = LoggerFactory.getLogger(FileAttachments.class);
    static final String TAKEN = "只接收 JPEG、PNG、WebP 图片和 PDF、docx、xlsx 文件";
    private static final int LONGEST_NAME = 120;

    private final Clock clock;
    private final UnitOfWork work;
    private final AttachmentStore store;
    private final Journal journal;
    private final Path folder;
    private final long maxBytes;
    private final Duration unbound;
    private final Listeners.Hearing sweeping;
    /** Held while a file comes into place with its row, or leaves because no row names it any more. */
    private final ReentrantLock inPlace = new ReentrantLock();

    @Activate
    public FileAttachments(BundleContext context, @Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference Listeners listeners, @Reference(target = "(word=commons)") Schema schema, Config config) throws IOException {
        this(dataFolder(context), clock, work, sql, journal, listeners, config.attachmentMaxBytes(), Duration.ofHours(config.attachmentUnboundHours()));
    }

    public FileAttachments(Path data, Clock clock, UnitOfWork work, Sql sql, Journal journal, Listeners listeners, long maxBytes, Duration unbound)
            throws IOException {
        this.folder = data.resolve("files");
        this.clock = clock;
        this.work = work;
        this.store = new AttachmentStore(sql);
        this.journal = journal;
        this.maxBytes = maxBytes;
        this.unbound = unbound;
        Files.createDirectories(folder.resolve("tmp"));
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            // What a process that died was still receiving; nobody was ever told it had arrived.
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        this.sweeping = listeners.listen(new Listeners.Listener("commons.attachment-sweep", List.of(Dues.DAY_BEGAN), false, 3), entry -> sweep());
    }

    static Path dataFolder(BundleContext context) {
        String named = context.getProperty("shoutu.data");
        if (named == null || named.isBlank()) {
            named = System.getenv("SHOUTU_DATA");
        }
        return Path.of(named == null || named.isBlank() ? "data" : named).toAbsolutePath();
    }

    @Deactivate
    @Override
    public void close() {
        sweeping.close();
    }

    @Override
    public Attachment store(String name, String mediaType, InputStream content, Actor by) throws IOException {
        Path aside = folder.resolve("tmp").resolve(UUID.randomUUID().toString());
        try {
            Received received = receive(content, aside);
            if (received.size() == 0) {
                throw new Problem.Invalid("empty-file", "content", "文件是空的，请重新选择");
            }
            return admit(aside, name, checked(aside, mediaType), received.sha256(), received.size(), by, (tx, attachment) -> {});
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** The type of a file that lies aside. @throws Problem.Invalid where we take no such file, or it is not what the sender says */
    static FileType checked(Path aside, String mediaType) throws IOException {
        FileType type = FileType.of(aside).orElseThrow(() -> new Problem.Invalid("file-type", "content", TAKEN));
        String said = FileType.said(mediaType);
        if (!type.called(said)) {
            throw new Problem.Invalid("media-type", "mediaType", "文件内容是 " + type.mediaType + "，与所说的类型不符：" + (said.isEmpty() ? "未说明" : said));
        }
        return type;
    }

    /** Moves a checked file into place and stores its row; {@code more} is stored with it. */
    Attachment admit(Path aside, String name, FileType type, String sha256, long size, Actor by, BiConsumer<Tx, Attachment> more) throws IOException {
        Attachment attachment = new Attachment(UUID.randomUUID().toString(), plainName(name, type), type.mediaType, sha256, size, null, null, by.account(),
                clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        inPlace.lock();
        try {
            Path place = place(sha256);
            if (Files.exists(place)) {
                Files.deleteIfExists(aside);
            } else {
                Files.createDirectories(place.getParent());
                Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
                flushFolder(place.getParent());
            }
            work.execute(tx -> {
                store.insert(tx, attachment);
                more.accept(tx, attachment);
            });
        } finally {
            inPlace.unlock();
        }
        log.info("attachment {} stored by {}: {} {} bytes", attachment.id(), by.account(), attachment.mediaType(), attachment.size());
        return attachment;
    }

    private record Received(long size, String sha256) {}

    private Received receive(InputStream content, Path aside) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (FileChannel out = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[65_536];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                if (size + n > maxBytes) {
                    throw tooLarge("content", maxBytes);
                }
                digest.update(buffer, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += n;
            }
            out.force(true);
        }
        return new Received(size, HexFormat.of().formatHex(digest.digest()));
    }

    static Problem.Invalid tooLarge(String field, long limit) {
        return new Problem.Invalid("too-large", field, "文件过大：上限为 " + limit / 1_048_576 + " MB");
    }

    /** The new name of a file survives a power cut only once its folder is flushed, too. Not every system can flush a folder. */
    static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("this system cannot flush a folder: {}", folder, e);
        }
    }

    /** The sender's name for the file without any path, control or direction character, and never empty. */
    static String plainName(String name, FileType type) {
        String text = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder plain = new StringBuilder();
        text.codePoints().filter(c -> {
            int sort = Character.getType(c);
            return sort != Character.CONTROL && sort != Character.FORMAT && sort != Character.SURROGATE && sort != Character.LINE_SEPARATOR
                    && sort != Character.PARAGRAPH_SEPARATOR && "\"<>|:*?".indexOf(c) < 0;
        }).forEach(plain::appendCodePoint);
        String kept = plain.toString().strip().replaceAll("^\\.+", "");
        if (kept.codePointCount(0, kept.length()) > LONGEST_NAME) {
            // Cut in front, so that the extension stays.
            kept = kept.substring(kept.offsetByCodePoints(0, kept.codePointCount(0, kept.length()) - LONGEST_NAME));
        }
        return kept.isBlank() ? (type.mediaType.startsWith("image/") ? "picture." : "document.") + type.extension : kept;
    }

    @Override
    public List<Attachment> bind(Tx tx, List<String> ids, Subject about, String purpose, Actor by) {
        List<Attachment> bound = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            boolean now = id != null && store.bind(tx, id, about, purpose);
            Attachment attachment = (id == null ? Optional.<Attachment>empty() : store.find(tx, id))
                    .orElseThrow(() -> new Problem.Invalid("attachment-unknown", "attachments", "没有这个附件，请重新上传：" + id));
            if (!about.equals(attachment.about())) {
                throw new Problem.Invalid("attachment-bound", "attachments", "该附件已用于另一记录，请重新上传：" + id);
            }
            if (now) {
                Map<String, Object> data = new HashMap<>();
                data.put("about", about.toString());
                data.put("purpose", purpose);
                data.put("sha256", attachment.sha256());
                data.put("size", attachment.size());
                data.put("mediaType", attachment.mediaType());
                journal.write(tx, new Fact(new Subject("attachment", id), BOUND, clock.instant(), by, data));
            }
            bound.add(attachment);
        }
        return bound;
    }

    @Override
    public List<Attachment> of(Subject about) {
        return work.run(tx -> store.of(tx, about));
    }

    @Override
    public Attachment get(String id) {
        return work.run(tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("attachment-not-found", "没有找到附件：" + id));
    }

    Optional<Attachment> find(Tx tx, String id) {
        return store.find(tx, id);
    }

    @Override
    public InputStream open(String id) throws IOException {
        return Files.newInputStream(place(get(id).sha256()));
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Removes what was stored and then used by no record within the time given for it. */
    private void sweep() {
        List<Attachment> old = work.run(tx -> store.unboundSince(tx, clock.instant().minus(unbound), 1_000));
        for (Attachment attachment : old) {
            work.execute(tx -> {
                if (store.deleteUnbound(tx, attachment.id())) {
                    tx.afterCommit(() -> forget(attachment.sha256()));
                }
            });
        }
        if (!old.isEmpty()) {
            log.info("{} attachments that no record used were removed", old.size());
        }
    }

    private void forget(String sha256) {
        inPlace.lock();
        try {
            boolean still = work.run(tx -> store.holds(tx, sha256));
            if (!still) {
                Files.deleteIfExists(place(sha256));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file nobody needs could not be removed: " + sha256, e);
        } finally {
            inPlace.unlock();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
