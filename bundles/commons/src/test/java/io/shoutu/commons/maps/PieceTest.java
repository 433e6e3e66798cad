package io.shoutu.commons.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large archive is read piece by piece. */
class PieceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"bytes=2-5, 2345", "bytes=7-, 789", "bytes=-3, 789", "bytes=8-99, 89", "bytes=0-0, 0", "bytes=-99, 0123456789", "lines=1-2, 0123456789", "bytes=-, 0123456789", "bytes=10-, ''", "bytes=5-2, ''"})
    void thePieceThatWasAskedForIsWritten(String range, String expected) throws IOException {
        Path file = folder.resolve("county.pmtiles");
        Files.writeString(file, "0123456789");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Piece.of(range, 10).copy(file, out);
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
}
