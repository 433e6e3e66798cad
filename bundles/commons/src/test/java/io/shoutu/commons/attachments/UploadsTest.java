package io.shoutu.commons.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Uploads.Announcement;
import io.shoutu.api.attachments.Uploads.FileSet;
import io.shoutu.api.attachments.Uploads.Upload;
import io.shoutu.commons.testing.House;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private static final Actor BY = House.actor("zhang.wei", "operator");
    private static final Actor OTHER = House.actor("li.na", "operator");
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private final House house = on();
    private ResumableUploads uploads;

    House on() {
        return House.onDerby();
    }

    @BeforeEach
    void open() throws IOException {
        uploads = started();
    }

    private ResumableUploads started() throws IOException {
        return new ResumableUploads(house.files(), house.clock(), house.work(), house.sql(), house.listeners(), (FileAttachments) house.attachments(),
                new ResumableUploads.Limits(2_000_000, Duration.ofHours(24), 3));
    }

    @AfterEach
    void close() {
        uploads.close();
        house.close();
    }

    private static byte[] pdf(int size, int fill) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) fill);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        return bytes;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static Announcement announced(String name, String type, byte[] content, String set) throws Exception {
        return new Announcement(name, type, content.length, sha256(content), set);
    }

    private static InputStream piece(byte[] content, int from, int to) {
        return new ByteArrayInputStream(content, from, to - from);
    }

    private Upload whole(byte[] content, String type, String set) throws Exception {
        Upload upload = uploads.begin(announced("a", type, content, set), BY);
        return uploads.append(upload.id(), 0, new ByteArrayInputStream(content), BY);
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @Test
    void aFileInPiecesGoesOnAfterABreakAndARestartAndComesOutByteForByte() throws Exception {
        byte[] content = pdf(1_500_000, 0);
        new Random(7).nextBytes(content);
        System.arraycopy("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 9);
        Upload upload = uploads.begin(announced("方案.pdf", "application/pdf", content, null), BY);
        assertThat(upload.offset()).isZero();
        assertThat(uploads.append(upload.id(), 0, piece(content, 0, 400_000), BY).offset()).isEqualTo(400_000);
        InputStream breaking = new InputStream() {
            private int at = 400_000;

            @Override
            public int read() throws IOException {
                if (at == 900_000) {
                    throw new IOException("the line broke");
                }
                return content[at++] & 0xff;
            }
        };
        assertThatThrownBy(() -> uploads.append(upload.id(), 400_000, breaking, BY)).isInstanceOf(IOException.class);
        uploads.close();
        uploads = started();
        long there = uploads.upload(upload.id(), BY).offset();
        assertThat(there).isBetween(800_000L, 900_000L);
        refused(() -> uploads.append(upload.id(), 400_000, piece(content, 400_000, 500_000), BY), "upload-offset");
        Upload done = uploads.append(upload.id(), there, piece(content, (int) there, content.length), BY);
        assertThat(done.attachment().name()).isEqualTo("方案.pdf");
        assertThat(done.attachment().sha256()).isEqualTo(sha256(content));
        try (InputStream in = house.attachments().open(done.attachment().id())) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(uploads.upload(upload.id(), BY).attachment()).as("whose last answer was lost asks again").isEqualTo(done.attachment());
        assertThat(house.files().resolve("files/uploads")).isEmptyDirectory();
    }

    @Test
    void whatIsNotWhatItWasAnnouncedAsIsRefusedWholeAndNothingIsKept() throws Exception {
        byte[] content = pdf(1_000, 1);
        Upload wrongHash = uploads.begin(new Announcement("a.pdf", "application/pdf", 1_000, "0".repeat(64), null), BY);
        refused(() -> uploads.append(wrongHash.id(), 0, new ByteArrayInputStream(content), BY), "sha256");
        refused(() -> uploads.upload(wrongHash.id(), BY), "upload-not-found");
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        refused(() -> whole(script, "application/pdf", null), "file-type");
        refused(() -> whole(content, "image/png", null), "media-type");
        Upload more = uploads.begin(announced("a.pdf", "application/pdf", content, null), BY);
        refused(() -> uploads.append(more.id(), 0, new ByteArrayInputStream(pdf(1_001, 1)), BY), "too-large");
        refused(() -> uploads.begin(new Announcement("a.pdf", "application/pdf", 2_000_001, "0".repeat(64), null), BY), "too-large");
        refused(() -> uploads.begin(new Announcement("a.pdf", "application/pdf", 0, "0".repeat(64), null), BY), "empty-file");
        refused(() -> uploads.begin(new Announcement("a.exe", "application/x-msdownload", 1, "0".repeat(64), null), BY), "media-type");
        refused(() -> uploads.begin(new Announcement("a.pdf", "application/pdf", 1, "abc", null), BY), "sha256");
    }

    @Test
    void anUploadIsItsOwnersAloneAndOnlySoManyStayOpen() throws Exception {
        byte[] content = pdf(100, 1);
        Upload mine = uploads.begin(announced("a.pdf", "application/pdf", content, null), BY);
        refused(() -> uploads.upload(mine.id(), OTHER), "upload-not-found");
        refused(() -> uploads.append(mine.id(), 0, new ByteArrayInputStream(content), OTHER), "upload-not-found");
        uploads.giveUp(mine.id(), OTHER);
        assertThat(uploads.upload(mine.id(), BY).offset()).isZero();
        uploads.begin(announced("b.pdf", "application/pdf", content, null), BY);
        uploads.begin(announced("c.pdf", "application/pdf", content, null), BY);
        refused(() -> uploads.begin(announced("d.pdf", "application/pdf", content, null), BY), "uploads-open");
        uploads.giveUp(mine.id(), BY);
        refused(() -> uploads.upload(mine.id(), BY), "upload-not-found");
        uploads.begin(announced("d.pdf", "application/pdf", content, null), BY);
    }

    @Test
    void whatNobodyGoesOnWithIsRemovedADayAfterItsLastPiece() throws Exception {
        house.settle();
        byte[] content = pdf(100, 1);
        Upload left = uploads.begin(announced("a.pdf", "application/pdf", content, null), BY);
        uploads.append(left.id(), 0, piece(content, 0, 50), BY);
        house.clock().advance(Duration.ofHours(23));
        uploads.append(left.id(), 50, piece(content, 50, 60), BY);
        house.clock().advance(Duration.ofHours(23));
        house.settle();
        assertThat(uploads.upload(left.id(), BY).offset()).isEqualTo(60);
        house.clock().advance(Duration.ofHours(1));
        refused(() -> uploads.upload(left.id(), BY), "upload-not-found");
        house.clock().advance(Duration.ofHours(24));
        house.settle();
        assertThat(Files.exists(house.files().resolve("files/uploads").resolve(left.id()))).isFalse();
    }

    @Test
    void aSetSaysHowManyOfItsFilesHaveArrivedAndWhyAMoveMustWait() throws Exception {
        Subject hazard = new Subject("hazard", "YH-2026-000001");
        FileSet set = uploads.expect(hazard, 4, BY);
        for (int i = 1; i <= 3; i++) {
            whole(pdf(100, i), "application/pdf", set.id());
        }
        whole(pdf(100, 3), "application/pdf", set.id());
        uploads.begin(announced("d.pdf", "application/pdf", pdf(100, 4), set.id()), BY);
        FileSet now = uploads.set(set.id());
        assertThat(now.about()).isEqualTo(hazard);
        assertThat(now.received()).as("the same content twice counts once").isEqualTo(3);
        assertThat(now.missing()).isEqualTo(1);
        assertThat(now.underway()).isEqualTo(1);
        assertThatThrownBy(() -> uploads.complete(set.id())).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("已收到 3/4");
        var byHand = house.attachments().store("e.pdf", "application/pdf", new ByteArrayInputStream(pdf(100, 5)), BY);
        uploads.add(set.id(), byHand.id(), BY);
        uploads.complete(set.id());
        assertThat(uploads.missing(set.id())).isZero();
        refused(() -> uploads.begin(announced("f.pdf", "application/pdf", pdf(100, 6), set.id()), BY), "set-full");
        refused(() -> uploads.begin(announced("f.pdf", "application/pdf", pdf(100, 6), set.id()), OTHER), "set-unknown");
        refused(() -> uploads.expect(hazard, 0, BY), "expected");
        refused(() -> uploads.set("nothing"), "set-not-found");
    }

    // Office files: an archive is looked into.

    private static byte[] archive(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> office(String main, String part) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("[Content_Types].xml", ("<Types><Override PartName=\"/" + part + "\" ContentType=\"" + main + "\"/></Types>").getBytes(StandardCharsets.UTF_8));
        entries.put(part, "<x/>".getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    private static Map<String, byte[]> word() {
        return office(DOCX + ".main+xml", "word/document.xml");
    }

    @Test
    void aDocumentAndAWorkbookAreTaken() throws Exception {
        assertThat(whole(archive(word()), DOCX, null).attachment().mediaType()).isEqualTo(DOCX);
        assertThat(whole(archive(office(XLSX + ".main+xml", "xl/workbook.xml")), XLSX, null).attachment().mediaType()).isEqualTo(XLSX);
        refused(() -> whole(archive(word()), XLSX, null), "media-type");
        refused(() -> whole(archive(Map.of("a.txt", new byte[1])), DOCX, null), "file-type");
    }

    @Test
    void anArchiveThatSwellsLeadsOutOrCarriesMacrosIsRefused() throws Exception {
        Map<String, byte[]> bomb = word();
        bomb.put("word/media/x.bin", new byte[40 << 20]);
        refused(() -> whole(archive(bomb), DOCX, null), "unsafe-archive");
        Map<String, byte[]> out = word();
        out.put("../../etc/passwd", new byte[1]);
        refused(() -> whole(archive(out), DOCX, null), "unsafe-archive");
        Map<String, byte[]> macros = word();
        macros.put("word/vbaProject.bin", new byte[1]);
        refused(() -> whole(archive(macros), DOCX, null), "macros");
        byte[] broken = archive(word());
        refused(() -> whole(Arrays.copyOf(broken, broken.length - 30), DOCX, null), "unsafe-archive");
    }
}
