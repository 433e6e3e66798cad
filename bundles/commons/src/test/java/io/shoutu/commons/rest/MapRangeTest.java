package io.shoutu.commons.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.maps.MapSheets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large archive is read piece by piece. */
class MapRangeTest {
    @TempDir
    Path folder;

    private static String body(Response answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((StreamingOutput) answer.getEntity()).write(out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void thePieceThatWasAskedForIsAnswered() throws IOException {
        Files.writeString(folder.resolve("county.pmtiles"), "0123456789");
        MapResource map = new MapResource(new MapSheets(folder, Clock.systemUTC(), null, null, null));
        Response middle = map.archive("county.pmtiles", "bytes=2-5");
        assertThat(middle.getStatus()).isEqualTo(206);
        assertThat(middle.getHeaderString("Content-Range")).isEqualTo("bytes 2-5/10");
        assertThat(body(middle)).isEqualTo("2345");
        assertThat(body(map.archive("county.pmtiles", "bytes=7-"))).isEqualTo("789");
        assertThat(body(map.archive("county.pmtiles", "bytes=-3"))).isEqualTo("789");
        assertThat(body(map.archive("county.pmtiles", "bytes=8-99"))).isEqualTo("89");
        assertThat(map.archive("county.pmtiles", "bytes=10-").getStatus()).isEqualTo(416);
        assertThat(body(map.archive("county.pmtiles", null))).isEqualTo("0123456789");
        assertThat(map.archive("county.pmtiles", "lines=1-2").getStatus()).isEqualTo(200);
    }
}
