package io.shoutu.sensor.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.sensor.SensorDecoderContract;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** HJ 212 frames and what they say; the first cases are worked samples of the standard and of the field. */
class Hj212Test implements SensorDecoderContract {
    private static final Framing MARKS = new Hj212Frame.Marks(Hj212Edition.OF_2017);
    private static final String MN = "010000A8900016F000169DC0";
    static final String DUST = "##0171QN=20261122091530001;ST=39;CN=2011;PW=123456;MN=" + MN
            + ";Flag=5;CP=&&DataTime=20261122091500;a34001-Rtd=0.086,a34001-Flag=N;a01001-Rtd=18.2,a01001-Flag=N&&C481\r\n";
    private static final List<String> SAMPLES = List.of(
            "##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=" + MN + ";Flag=5;CP=&&RtdInterval=30&&1C80\r\n",
            "##0109ST=32;CN=2011;PW=123456;MN=NJGDKYYC202101q0001w0001;CP=&&DataTime=20210305003817000;ele01-Rtd=1;ele02-Rtd=0&&8C41\r\n", DUST,
            "##0087QN=20261122091530001;ST=91;CN=9014;PW=123456;MN=" + MN + ";Flag=4;CP=&&&&6B80\r\n",
            "##0094QN=20261122091600000;ST=91;CN=9011;PW=123456;MN=" + MN + ";Flag=4;CP=&&QnRtn=1&&FCC1\r\n",
            "##0095QN=20261122091600000;ST=91;CN=9012;PW=123456;MN=" + MN + ";Flag=4;CP=&&ExeRtn=1&&2800\r\n");

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] data(String cn, String content) {
        return Hj212Frame.around("QN=20261122091530001;ST=39;CN=" + cn + ";PW=123456;MN=" + MN + ";Flag=5;CP=&&" + content + "&&");
    }

    private static byte[] packets(List<String> contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < contents.size(); i++) {
            all.writeBytes(Hj212Frame.around("QN=20261122091530001;ST=39;CN=2011;PW=123456;MN=" + MN + ";Flag=7;PNUM=" + contents.size() + ";PNO=" + (i + 1) + ";CP=&&" + contents.get(i) + "&&"));
        }
        return all.toByteArray();
    }

    @Override
    public SensorDecoder decoder() {
        return new Hj212Decoder();
    }

    @Override
    public List<byte[]> goodPayloads() {
        return List.of(bytes(SAMPLES.get(1)), bytes(DUST), packets(List.of("DataTime=20261122091500;a34001-Rtd=0.0", "86,a34001-Flag=N")));
    }

    private List<String> read(byte[] payload) {
        return SensorDecoderContract.ask(decoder(), payload).readings();
    }

    /** Point, value, quality and attributes, as the house hears them. */
    private static List<String> heard(byte[] payload) throws SensorDecoder.Unreadable {
        List<String> all = new ArrayList<>();
        new Hj212Decoder().decode(payload, Instant.EPOCH, new SensorDecoder.Sink() {
            @Override
            public void reading(String point, Instant time, double value) {
                all.add(point + " " + value);
            }

            @Override
            public void reading(String point, Instant time, double value, SensorDecoder.Remark remark) {
                all.add(point + " " + value + " " + remark.quality() + " " + remark.attributes() + (remark.past() ? " past" : ""));
            }

            @Override
            public void refused(String what, String why) {
                all.add("refused " + what);
            }
        });
        return all;
    }

    @Test
    void theSamplesAreFoundAndWrittenByteForByte() {
        for (String sample : SAMPLES) {
            assertThat(MARKS.look(bytes(sample), 0, sample.length()).kind()).as(sample).isEqualTo(Framing.Kind.FRAME);
            assertThat(Hj212Frame.around(sample.substring(6, sample.length() - 6))).asString(StandardCharsets.US_ASCII).isEqualTo(sample);
        }
    }

    @Test
    void theCrcIsThatOfTheStandardAndNotThatOfModbus() {
        byte[] segment = bytes(SAMPLES.get(0).substring(6, 107));
        assertThat(Hj212Frame.crc(segment, 0, segment.length)).isEqualTo(0x1c80);
        int modbus = 0xffff;
        for (byte b : segment) {
            modbus ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                modbus = (modbus & 1) == 0 ? modbus >>> 1 : modbus >>> 1 ^ 0xa001;
            }
        }
        assertThat(modbus).isEqualTo(0x0759);
    }

    @Test
    void theCrcMayBeInLowerCase() {
        byte[] frame = bytes(DUST.substring(0, DUST.length() - 6) + "c481\r\n");
        assertThat(MARKS.look(frame, 0, frame.length).kind()).isEqualTo(Framing.Kind.FRAME);
    }

    @Test
    void dataSegmentOf435BytesIsRead() {
        StringBuilder content = new StringBuilder("DataTime=20210301111100");
        for (int i = 0; content.length() < 435 - 84; i++) {
            content.append(";w").append(10_000 + i).append("-Rtd=1.5");
        }
        byte[] frame = data("2011", content.toString());
        assertThat(read(frame)).hasSizeGreaterThan(10).allMatch(r -> r.startsWith("w1"));
    }

    @Test
    void theAnswersAreThoseOfTheStandard() throws Exception {
        Hj212Frame dust = Hj212Frame.read(bytes(DUST));
        assertThat(dust.wantsAnswer()).isTrue();
        assertThat(dust.answer("9014", "")).asString(StandardCharsets.US_ASCII).isEqualTo(SAMPLES.get(3));
    }

    @Test
    void valuesGetTheirPointTimeAndQuality() throws Exception {
        assertThat(read(bytes(DUST))).containsExactly("a34001 2026-11-22T01:15:00Z 0.086", "a01001 2026-11-22T01:15:00Z 18.2");
        assertThat(heard(bytes(DUST)).get(0)).isEqualTo("a34001 0.086 GOOD {flag=N}");
        // A flag before its value, each letter of the standard, and one it does not know.
        assertThat(heard(data("2011", "DataTime=20261122091500;a1-Flag=D,a1-Rtd=1;a2-Rtd=1,a2-Flag=T;a3-Rtd=1,a3-Flag=F;a4-Rtd=1,a4-Flag=C;a5-Rtd=1,a5-Flag=Z;a6-Rtd=1")))
                .extracting(text -> text.split(" ")[2]).containsExactly("BAD", "UNCERTAIN", "UNCERTAIN", "BAD", "UNCERTAIN", "GOOD");
    }

    @Test
    void minuteHourAndDayDataHavePointsOfTheirOwnAndSayNothingOfTheClock() throws Exception {
        assertThat(heard(data("2051", "DataTime=20261122091000;a34001-Min=0.05,a34001-Avg=0.08,a34001-Max=0.12,a34001-Cou=3,a34001-Flag=N")))
                .containsExactly("a34001-m-min 0.05 GOOD {flag=N} past", "a34001-m-avg 0.08 GOOD {flag=N} past", "a34001-m-max 0.12 GOOD {flag=N} past", "a34001-m-cou 3.0 GOOD {flag=N} past");
        assertThat(heard(data("2061", "DataTime=20261122090000;a34001-ZsAvg=0.08"))).containsExactly("a34001-h-zsavg 0.08 GOOD {} past");
        assertThat(heard(data("2031", "DataTime=20261121000000;a34001-Avg=0.07"))).containsExactly("a34001-d-avg 0.07 GOOD {} past");
        assertThat(heard(data("2021", "DataTime=20261122091500;SB1-RS=1"))).containsExactly("SB1-rs 1.0 GOOD {}");
        assertThat(read(data("2081", "DataTime=20261122091500;RestartTime=20261122080000"))).containsExactly("restart 2026-11-22T00:00:00Z 1.0");
    }

    @Test
    void whatTheFieldSendsOffTheStandardIsReadOrSaid() throws Exception {
        assertThat(read(bytes(SAMPLES.get(1)))).containsExactly("ele01 2021-03-04T16:38:17Z 1.0", "ele02 2021-03-04T16:38:17Z 0.0");
        assertThat(read(Hj212Frame.around("ST=39;CN=2011;PW=123456;MN=" + MN + ";CP=DataTime=20261122091500;a34001-Rtd=1"))).hasSize(1);
        assertThat(heard(data("2011", "DataTime=20261122091500;a34001-Rtd=abc,a34001-Flag=N;x=3;a01001-Rtd=5")))
                .containsExactly("refused x=3", "refused a34001-rtd=abc", "a01001 5.0 GOOD {}");
        assertThat(SensorDecoderContract.ask(decoder(), data("2011", "a34001-Rtd=1")).unreadable()).contains("DataTime");
        assertThat(SensorDecoderContract.ask(decoder(), data("2011", "DataTime=20261322091500;a34001-Rtd=1")).unreadable()).contains("不存在");
        assertThat(SensorDecoderContract.ask(decoder(), data("3020", "DataTime=20261122091500")).unreadable()).contains("3020");
        byte[] gbk = "QN=20261122091530001;ST=39;CN=2011;MN=".concat(MN).concat(";CP=&&DataTime=20261122091500;a34001-Rtd=1,a34001-Info=东门&&").getBytes(Charset.forName("GBK"));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(bytes(String.format("##%04d", gbk.length)));
        frame.writeBytes(gbk);
        frame.writeBytes(bytes(String.format("%04X\r\n", Hj212Frame.crc(gbk, 0, gbk.length))));
        assertThat(heard(frame.toByteArray())).containsExactly("a34001 1.0 GOOD {info=东门}");
    }

    @Test
    void messageOfWhichAPacketIsMissingIsNotRead() {
        byte[] all = packets(List.of("DataTime=20261122091500;a34001-Rtd=1", "a01001-Rtd=2", "a01002-Rtd=3"));
        int first = new String(all, StandardCharsets.ISO_8859_1).indexOf("##", 2);
        assertThat(SensorDecoderContract.ask(decoder(), Arrays.copyOfRange(all, first, all.length)).unreadable()).contains("分包不齐");
    }

    @Property(tries = 300)
    void messageCutIntoPacketsAnywhereSaysTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        String content = "DataTime=20261122091500;a34001-Rtd=0.086,a34001-Flag=N;a01001-Rtd=-18.25,a01001-Flag=N;w01018-Rtd=12,w01018-Flag=T";
        int[] cuts = IntStream.concat(IntStream.of(0, content.length()), random.ints(1 + random.nextInt(4), 1, content.length())).distinct().sorted().toArray();
        List<String> contents = new ArrayList<>();
        for (int i = 1; i < cuts.length; i++) {
            contents.add(content.substring(cuts[i - 1], cuts[i]));
        }
        assertThat(read(packets(contents))).as(contents.toString()).isEqualTo(read(data("2011", content)));
    }

    @Property(tries = 500)
    void everyFrameIsFoundOnceHoweverTheStreamIsSplitMergedAndMixedWithGarbage(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int most) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<String> sent = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            stream.writeBytes(Scanned.garbage(random, "##0129;=&A\r\n"));
            String frame = SAMPLES.get(random.nextInt(SAMPLES.size()));
            sent.add(frame);
            stream.writeBytes(bytes(frame));
        }
        Scanned found = Scanned.in(MARKS, stream.toByteArray(), random, most);
        assertThat(found.frames).extracting(f -> new String(f, StandardCharsets.ISO_8859_1)).isEqualTo(sent);
        assertThat(found.frames.stream().mapToInt(f -> f.length).sum() + found.garbage).as("every byte is accounted for").isEqualTo(stream.size());
    }

    @Test
    void everyBitFlipIsFoundAndHoldsNothingElseBack() {
        byte[] good = bytes(DUST);
        byte[] next = bytes(SAMPLES.get(5));
        Random random = new Random(1);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] stream = Arrays.copyOf(flipped, flipped.length + next.length);
            System.arraycopy(next, 0, stream, flipped.length, next.length);
            Scanned found = Scanned.in(MARKS, stream, random, 100);
            // The case of a letter of the CRC says nothing.
            boolean same = new String(flipped, StandardCharsets.ISO_8859_1).equalsIgnoreCase(DUST) && bit / 8 >= good.length - 6;
            assertThat(found.frames).as("bit %d of %s", bit, new String(flipped, StandardCharsets.ISO_8859_1)).hasSize(same ? 2 : 1);
            assertThat(found.frames.get(found.frames.size() - 1)).isEqualTo(next);
        }
    }

    @Test
    void theFactorsOfTheTableHaveUnitsTheHouseKnows() {
        assertThat(decoder().points()).extracting(SensorDecoder.KnownPoint::name).contains("a34001", "a34001-h-avg", "Leq").doesNotHaveDuplicates();
    }
}
