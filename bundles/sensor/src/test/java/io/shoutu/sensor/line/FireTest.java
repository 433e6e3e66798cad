package io.shoutu.sensor.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.sensor.SensorDecoderContract;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** GB/T 26875.3 frames and what they say; the first cases are worked samples. */
class FireTest implements SensorDecoderContract {
    /** 2026-11-22 09:15:30 in Beijing. */
    static final Instant NOW = Instant.parse("2026-11-22T01:15:30Z");
    private static final String TAG = "1E0F09160B1A";
    static final byte[] COMPONENT = hex("40400100 0100 " + TAG + " 010000000000 000000000000 3000 02 0201 01022901000300 0300"
            + "31BAC5C2A533B2E3D7DFC0C8D1CCB8D0" + "00".repeat(15) + TAG + "8F 2323");
    static final byte[] CONFIRM = hex("40400100 0100 " + TAG + " 000000000000 010000000000 0000 03 77 2323");
    static final byte[] SYSTEM = hex("40400200 0100 " + TAG + " 010000000000 000000000000 0C00 02 0101 0102 0300 " + TAG + "FC 2323");

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] frame(String unit) {
        return new FireFrame(7, 1, 0, hex(TAG), hex("010000000000"), new byte[6], FireFrame.Command.SEND, hex(unit)).bytes();
    }

    @Override
    public SensorDecoder decoder() {
        return new FireDecoder();
    }

    @Override
    public List<byte[]> goodPayloads() {
        return List.of(COMPONENT, SYSTEM, frame("0301 01021E01000300 03 2003" + TAG), frame("1501 03" + TAG));
    }

    private static List<String> heard(byte[] payload) throws SensorDecoder.Unreadable {
        List<String> all = new ArrayList<>();
        new FireDecoder().decode(payload, NOW, new SensorDecoder.Sink() {
            @Override
            public void reading(String point, Instant time, double value) {
                reading(point, time, value, SensorDecoder.Remark.NONE);
            }

            @Override
            public void reading(String point, Instant time, double value, SensorDecoder.Remark remark) {
                all.add(point + "=" + value + (time.equals(NOW) ? "" : "@" + time) + (remark.quality() == SensorDecoder.Quality.GOOD ? "" : "?") + (remark.attributes().isEmpty() ? "" : " " + remark.attributes()));
            }

            @Override
            public void refused(String what, String why) {
                all.add("refused " + what);
            }

            @Override
            public boolean declared(String point) {
                return !point.equals("link");
            }

            @Override
            public void heartbeat() {
                all.add("alive");
            }
        });
        return all;
    }

    @Test
    void theSamplesAreFoundReadAndWrittenByteForByte() throws Exception {
        for (byte[] sample : List.of(COMPONENT, CONFIRM, SYSTEM)) {
            assertThat(FireFrame.MARKS.look(sample, 0, sample.length)).isEqualTo(new Framing.Look(Framing.Kind.FRAME, sample.length));
            assertThat(FireFrame.read(sample).bytes()).isEqualTo(sample);
        }
        assertThat(COMPONENT).hasSize(78);
        assertThat(FireFrame.read(COMPONENT).reply(FireFrame.Command.CONFIRM, NOW).bytes()).isEqualTo(CONFIRM);
        assertThat(heard(COMPONENT)).containsExactly("c1-2-41-1-3=3.0 {state=正常监视、火警, text=1号楼3层走廊烟感}");
        assertThat(heard(SYSTEM)).containsExactly("s1-2=3.0 {state=正常监视、火警}");
    }

    @Test
    void everyTypeOfUnitThatGoesUpIsRead() throws Exception {
        // Field data: 04 00 09 02 07 15 is 2021-07-02 09:00:04, further off than readings are taken: it costs no alarm.
        assertThat(heard(frame("0301 01021E01000300 03 2003 040009020715")).get(0)).startsWith("c1-2-30-1-3-a3=80.0?").contains("2021-07-02T01:00:04Z");
        assertThat(heard(frame("0302 01021E01000300 03 2003" + TAG + "01021E01000300 04 FFFF" + TAG))).containsExactly("c1-2-30-1-3-a3=80.0", "c1-2-30-1-3-a4=-0.1");
        assertThat(heard(frame("0301 01021E01000300 7F 2003" + TAG))).containsExactly("refused c1-2-30-1-3-a127");
        assertThat(heard(frame("0401 0102 05 09" + TAG)).get(0)).startsWith("s1-2-op=5.0").contains("复位、手动报警").contains("operator=9");
        assertThat(heard(frame("0501 0102 02 0A"))).containsExactly("s1-2-ver=522.0 {version=2.10}");
        String text = HexFormat.of().formatHex("一号泵房".getBytes(Charset.forName("GB18030")));
        assertThat(heard(frame("0601 0102 08" + text)).get(0)).startsWith("s1-2-cfg=").contains("text=一号泵房");
        assertThat(heard(frame("0701 01022901000300" + text + "00".repeat(23))).get(0)).startsWith("c1-2-41-1-3-cfg=").contains("一号泵房");
        assertThat(heard(frame("0801 0102 1F0F09160B1A"))).containsExactly("s1-2-clock=1.0");
        assertThat(heard(frame("1501 09" + TAG))).containsExactly("dev=9.0 {state=正常监视、主电故障}");
        assertThat(heard(frame("1802 20 01" + TAG + "40 02" + TAG))).hasSize(2).allMatch(r -> r.startsWith("dev-op="));
        assertThat(heard(frame("1901 01 01"))).containsExactly("dev-ver=257.0 {version=1.1}");
        assertThat(heard(frame("1A01 08" + text)).get(0)).startsWith("dev-cfg=");
        assertThat(heard(frame("1C01 1D0F09160B1A"))).containsExactly("dev-clock=-1.0");
        assertThat(heard(frame(""))).containsExactly("alive");
        assertThat(heard(frame("0102 0102 0300 " + TAG + "0B03 0500 " + TAG))).hasSize(2);
    }

    @Test
    void whatTheStandardDoesNotDefineIsSaid() {
        assertThat(SensorDecoderContract.ask(decoder(), frame("8001 00")).unreadable()).contains("厂家自定义");
        assertThat(SensorDecoderContract.ask(decoder(), frame("0901 00")).unreadable()).contains("未定义");
        assertThat(SensorDecoderContract.ask(decoder(), frame("0102 0102 0300 " + TAG)).unreadable()).contains("不完整");
        assertThat(SensorDecoderContract.ask(decoder(), frame("0101 0102 0300 " + TAG + "00")).unreadable()).contains("实为");
    }

    @Test
    void timesAreThoseOfBeijingAndTheOnesThatCannotBeAreNone() {
        assertThat(FireFrame.tag(NOW)).isEqualTo(hex(TAG));
        assertThat(FireFrame.instant(hex("040009020715"), 0)).isEqualTo(Instant.parse("2021-07-02T01:00:04Z"));
        assertThat(FireFrame.instant(hex("000000000000"), 0)).isNull();
        assertThat(FireFrame.instant(hex("000000 1F021A"), 0)).isNull();
        assertThat(FireFrame.address(hex("010203040506"))).isEqualTo("060504030201");
    }

    @Property(tries = 500)
    void everyFrameIsFoundOnceAlsoWithEndAndStartMarksInsideItsData(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int most) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<String> sent = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            stream.writeBytes(Scanned.garbage(random, "##\u0001\u0000AZ"));
            byte[] unit = new byte[random.nextInt(120)];
            for (int k = 0; k < unit.length; k++) {
                unit[k] = (byte) "##@\u0000\u0002".charAt(random.nextInt(5));
            }
            byte[] frame = new FireFrame(random.nextInt(65_536), 1, 1, hex(TAG), hex("232323232323"), hex("404040404040"), FireFrame.Command.SEND, unit).bytes();
            sent.add(HexFormat.of().formatHex(frame));
            stream.writeBytes(frame);
        }
        Scanned found = Scanned.in(FireFrame.MARKS, stream.toByteArray(), random, most);
        assertThat(found.frames).extracting(HexFormat.of()::formatHex).isEqualTo(sent);
    }

    @Test
    void everyBitFlipIsFoundAndHoldsNothingElseBack() {
        Random random = new Random(2);
        for (int bit = 0; bit < COMPONENT.length * 8; bit++) {
            byte[] flipped = COMPONENT.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] stream = Arrays.copyOf(flipped, flipped.length + SYSTEM.length);
            System.arraycopy(SYSTEM, 0, stream, flipped.length, SYSTEM.length);
            Scanned found = Scanned.in(FireFrame.MARKS, stream, random, 60);
            assertThat(found.frames).as("bit " + bit).hasSize(1);
            assertThat(found.frames.get(0)).isEqualTo(SYSTEM);
        }
    }
}
