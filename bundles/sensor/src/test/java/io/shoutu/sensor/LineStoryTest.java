package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.KnownDevices;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.line.Hj212Decoder;
import io.shoutu.sensor.line.Hj212Inlet;
import io.shoutu.sensor.line.Hj212InletTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A dust station calls, and its readings are stored with what it says of them: the whole way from the frame to the series. */
class LineStoryTest {
    private static final String MN = "010000A8900016F000169DC0";
    private static final String FRAME = "##0171QN=20261122091530001;ST=39;CN=2011;PW=123456;MN=" + MN
            + ";Flag=5;CP=&&DataTime=20261122091500;a34001-Rtd=0.086,a34001-Flag=N;a01001-Rtd=18.2,a01001-Flag=N&&C481\r\n";

    @Test
    void readingsOfAStationAreStoredBeforeItIsAnsweredAndARepeatIsStoredOnce() throws Exception {
        try (Station station = new Station()) {
            station.known.catalogue.put(new Device(MN, "扬尘站", null, null, null, null, null, "hj212-2017", true, Instant.EPOCH, 1), KnownDevices.hash("secret"));
            Series dust = station.known.series(MN, "a34001");
            station.formats.add(new Hj212Decoder());
            station.house.clock().set(Instant.parse("2026-11-22T01:15:31Z"));
            Inlets inlets = new Inlets(station.ingest, station.known.catalogue, station.formats, (device, word) -> device.equals(MN) && new String(word).equals("123456"));
            Hj212Inlet inlet = new Hj212Inlet(Hj212InletTest.config(), station.house.clock());
            inlets.add(inlet);
            try {
                IngestTest.waitFor("the inlet to open", () -> inlet.port() > 0);
                try (Socket socket = new Socket("127.0.0.1", inlet.port())) {
                    socket.setSoTimeout(20_000);
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                    for (int i = 0; i < 2; i++) {
                        socket.getOutputStream().write(FRAME.getBytes(StandardCharsets.ISO_8859_1));
                        assertThat(in.readLine()).isEqualTo("##0087QN=20261122091530001;ST=91;CN=9014;PW=123456;MN=" + MN + ";Flag=4;CP=&&&&6B80");
                        assertThat(station.history.range(dust, 0, Long.MAX_VALUE, 10)).extracting(Reading::value).containsExactly(0.086);
                    }
                }
                Reading stored = station.history.range(dust, 0, Long.MAX_VALUE, 10).get(0);
                assertThat(stored.attributes()).isEqualTo("{\"flag\":\"N\"}");
                assertThat(Flag.BAD.in(stored.flags())).isFalse();
                assertThat(station.parked.list(null, null, null, 10).items()).as("what the point nobody declared said").extracting(Parked::point).contains("a01001");
                station.known.series(MN, "a01001");
                IngestTest.waitFor("the value of the point just declared", () -> station.history.range(station.known.catalogue.series(MN, "a01001"), 0, Long.MAX_VALUE, 10).size() == 1);
                station.house.clock().advance(Duration.ofSeconds(1));
            } finally {
                inlets.close();
            }
        }
    }
}
