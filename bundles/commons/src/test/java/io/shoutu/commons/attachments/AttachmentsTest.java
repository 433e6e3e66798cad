package io.shoutu.commons.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments.Attachment;
import io.shoutu.commons.testing.House;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    private static final Actor BY = House.actor("zhang.wei", "operator");
    private static final Subject HAZARD = new Subject("hazard", "YH-2026-000001");
    private final House house = on();

    House on() {
        return House.onDerby();
    }


    @AfterEach
    void close() {
        house.close();
    }

    private static byte[] jpeg(int size, int fill) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) fill);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    private Attachment store(String name, String type, byte[] content) throws IOException {
        return house.attachments().store(name, type, new ByteArrayInputStream(content), BY);
    }

    private long filesKept() throws IOException {
        try (Stream<Path> all = Files.walk(house.files())) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatWasStoredComesBackByteForByteAndIsKeptOncePerContent() throws Exception {
        byte[] picture = jpeg(300_000, 7);
        Attachment first = store("现场.jpg", "image/jpeg", picture);
        Attachment second = store("again.jpg", "image/jpeg; q=1", picture);
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.sha256()).isEqualTo(second.sha256()).hasSize(64);
        assertThat(first.size()).isEqualTo(300_000);
        assertThat(first.name()).isEqualTo("现场.jpg");
        assertThat(first.about()).isNull();
        assertThat(house.attachments().get(first.id())).isEqualTo(first);
        try (InputStream in = house.attachments().open(first.id())) {
            assertThat(in.readAllBytes()).isEqualTo(picture);
        }
        assertThat(filesKept()).isEqualTo(1);
        assertThat(house.files().resolve("files").resolve(first.sha256().substring(0, 2)).resolve(first.sha256())).exists();
    }

    @Test
    void pngAndWebpAreTakenToo() throws Exception {
        assertThat(store("a.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}).mediaType()).isEqualTo("image/png");
        assertThat(store("a.webp", "image/webp", "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1)).mediaType()).isEqualTo("image/webp");
    }

    @Test
    void whatIsNoPictureOrNotWhatItSaysIsRefusedAndLeavesNothingBehind() throws Exception {
        refused("a.jpg", "image/jpeg", new byte[0], "empty-file");
        refused("a.jpg", "image/jpeg", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "file-type");
        refused("a.jpg", "image/jpeg", "GIF89a............".getBytes(StandardCharsets.UTF_8), "file-type");
        refused("a.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".getBytes(StandardCharsets.UTF_8), "file-type");
        refused("a.jpg", "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8}, "file-type");
        refused("a.webp", "image/webp", "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1), "file-type");
        refused("a.png", "image/png", jpeg(100, 1), "media-type");
        refused("a.jpg", "text/html", jpeg(100, 1), "media-type");
        refused("a.jpg", null, jpeg(100, 1), "media-type");
        refused("a.jpg", "image/jpeg", jpeg(1_048_577, 1), "too-large");
        assertThat(filesKept()).isZero();
        assertThat(store("a.jpg", "image/jpeg", jpeg(1_048_576, 1)).size()).isEqualTo(1_048_576);
    }

    private void refused(String name, String type, byte[] content, String code) {
        assertThatThrownBy(() -> store(name, type, content)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @Test
    void aSenderThatBreaksOffLeavesNothingBehind() throws Exception {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection lost");
                }
                return 1;
            }
        };
        assertThatThrownBy(() -> house.attachments().store("a.jpg", "image/jpeg", broken, BY)).isInstanceOf(IOException.class);
        assertThat(filesKept()).isZero();
    }

    @Test
    void aNameKeepsNoPathNoControlCharacterAndIsNeverEmpty() {
        assertThat(FileAttachments.plainName("../../etc/passwd", FileType.JPEG)).isEqualTo("passwd");
        assertThat(FileAttachments.plainName("C:\\temp\\现场 1.jpg", FileType.JPEG)).isEqualTo("现场 1.jpg");
        assertThat(FileAttachments.plainName("a\r\nSet-Cookie: x\u0000\u202Egpj.exe", FileType.JPEG)).isEqualTo("aSet-Cookie xgpj.exe");
        assertThat(FileAttachments.plainName("\"><img>.png", FileType.PNG)).isEqualTo("img.png");
        assertThat(FileAttachments.plainName("...", FileType.PNG)).isEqualTo("picture.png");
        assertThat(FileAttachments.plainName(null, FileType.WEBP)).isEqualTo("picture.webp");
        assertThat(FileAttachments.plainName("/", FileType.WEBP)).isEqualTo("picture.webp");
        String longName = "隐".repeat(300) + ".jpg";
        assertThat(FileAttachments.plainName(longName, FileType.JPEG)).hasSize(120).endsWith(".jpg");
    }

    @Test
    void aBoundFileBelongsToItsRecordForEverAndTheJournalHoldsItsHash() throws Exception {
        Attachment stored = store("a.jpg", "image/jpeg", jpeg(100, 1));
        List<Attachment> bound = house.work().run(tx -> house.attachments().bind(tx, List.of(stored.id(), stored.id()), HAZARD, "after", BY));
        assertThat(bound).singleElement().satisfies(a -> {
            assertThat(a.about()).isEqualTo(HAZARD);
            assertThat(a.purpose()).isEqualTo("after");
        });
        house.work().execute(tx -> house.attachments().bind(tx, List.of(stored.id()), HAZARD, "after", BY));
        assertThat(house.attachments().of(HAZARD)).hasSize(1);
        assertThat(house.told("attachment.bound")).singleElement().satisfies(e -> assertThat(e.text("sha256")).isEqualTo(stored.sha256()));
        assertThatThrownBy(() -> house.work().execute(tx -> house.attachments().bind(tx, List.of(stored.id()), new Subject("hazard", "YH-2"), "x", BY)))
                .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("attachment-bound"));
        assertThatThrownBy(() -> house.work().execute(tx -> house.attachments().bind(tx, List.of("nothing"), HAZARD, "x", BY)))
                .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("attachment-unknown"));
        assertThatThrownBy(() -> house.attachments().get("nothing")).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> house.attachments().open("../../etc/passwd")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whatNoRecordUsesIsRemovedAfterADayAndWhatOneUsesStays() throws Exception {
        house.attachments();
        house.settle();
        Attachment used = store("used.jpg", "image/jpeg", jpeg(100, 1));
        Attachment sameContent = store("same.jpg", "image/jpeg", jpeg(100, 1));
        Attachment unused = store("unused.jpg", "image/jpeg", jpeg(100, 2));
        house.work().execute(tx -> house.attachments().bind(tx, List.of(used.id()), HAZARD, "after", BY));
        house.clock().advance(Duration.ofHours(23));
        Attachment young = store("young.jpg", "image/jpeg", jpeg(100, 3));
        house.settle();
        assertThat(filesKept()).isEqualTo(3);
        house.clock().advance(Duration.ofHours(23));
        house.settle();
        assertThat(filesKept()).as("used and young").isEqualTo(2);
        assertThat(house.attachments().get(used.id()).name()).isEqualTo("used.jpg");
        assertThat(house.attachments().get(young.id()).name()).isEqualTo("young.jpg");
        house.attachments().open(used.id()).close();
        for (Attachment gone : List.of(sameContent, unused)) {
            assertThatThrownBy(() -> house.attachments().get(gone.id())).isInstanceOf(Problem.NotFound.class);
        }
    }
}
