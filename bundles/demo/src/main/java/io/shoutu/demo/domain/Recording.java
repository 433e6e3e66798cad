package io.shoutu.demo.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded series (录制数据), in the order of its file.
 *
 * @param rows never empty, unsorted: the machine file steps back by 55 minutes once, and stays so
 */
public record Recording(List<Row> rows) {
    /**
     * One row.
     *
     * @param recordedAt as the file writes it, with a {@code T}: {@code 2013-12-02T21:15:00}
     * @param celsius the value, taken as °F (the source states no unit), in °C rounded to 0.01
     */
    public record Row(String recordedAt, double celsius) {}

    public Recording {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a recording without rows");
        }
    }

    /** Reads {@code timestamp,value} with a heading; anything else is a fault of the build. */
    public static Recording read(InputStream csv) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    int comma = line.indexOf(',');
                    rows.add(new Row(line.substring(0, comma).replace(' ', 'T'), celsius(Double.parseDouble(line.substring(comma + 1)))));
                }
            }
        }
        return new Recording(rows);
    }

    static double celsius(double fahrenheit) {
        return Math.round((fahrenheit - 32) * 5 / 9 * 100) / 100.0;
    }
}
