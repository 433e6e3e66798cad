package io.shoutu.commons.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.commons.testing.House;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapSheetsTest {
    @Nested
    class OnDerby extends Contract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Contract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    /** What the map does, whatever database is below. */
    abstract static class Contract {
        private static final Actor ADMIN = House.actor("admin", "admin");
        private static final String SQUARE = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"县\",\"code\":\"990123000000\"},"
                + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.4,39.9],[116.5,39.9],[116.5,40.0],[116.4,39.9]]]}}]}";
        private final House house;
        @TempDir
        Path folder;
        private MapSheets maps;

        Contract(House house) {
            this.house = house;
        }

        @BeforeEach
        void open() {
            maps = new MapSheets(folder, house.clock(), house.work(), house.sql(), house.journal());
        }

        @AfterEach
        void close() {
            house.close();
        }

        private MapSheets.Sheet take(String text, String approval, boolean fictional, Datum datum) {
            return maps.take(text.getBytes(StandardCharsets.UTF_8), "县界", approval, fictional, datum, ADMIN);
        }

        @Test
        void boundariesAreKeptInCgcs2000AndTheNewestIsInForce() throws IOException {
            assertThat(maps.inForce()).isEmpty();
            take(SQUARE, "GS(2024)0650号", false, Datum.CGCS2000);
            house.clock().advance(Duration.ofMinutes(1));
            MapSheets.Sheet mars = take(SQUARE, "GS(2024)0650号", false, Datum.GCJ02);
            assertThat(maps.inForce()).contains(mars);
            assertThat(maps.all()).hasSize(2);
            String kept = Files.readString(maps.file(mars));
            assertThat(kept).doesNotContain("116.4,39.9").contains("\"code\":\"990123000000\"");
            double[] corner = Datum.GCJ02.toCgcs2000(116.4, 39.9);
            assertThat(kept).contains(String.valueOf(Math.round(corner[0] * 1e7) / 1e7));
            assertThat(house.told("map.sheet-imported")).hasSize(2).last().satisfies(e -> assertThat(e.data()).containsEntry("approval", "GS(2024)0650号"));
        }

        @Test
        void theSameFileAgainChangesNothing() {
            MapSheets.Sheet first = take(SQUARE, "GS(2024)0650号", false, Datum.WGS84);
            assertThat(take(SQUARE, "GS(2024)0650号", false, Datum.WGS84)).isEqualTo(first);
            assertThat(maps.all()).hasSize(1);
        }

        @Test
        void withoutAnApprovalNumberOnlyAnInventedCountyIsTaken() {
            assertThatThrownBy(() -> take(SQUARE, null, false, Datum.WGS84)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("approval"));
            assertThatThrownBy(() -> take(SQUARE, "没有", false, Datum.WGS84)).isInstanceOf(Problem.Invalid.class);
            assertThat(take(SQUARE, null, true, Datum.WGS84).fictional()).isTrue();
        }

        @Test
        void whatIsNoMapIsRefusedAndSaysWhere() {
            for (String bad : new String[] {"", "[]", "{", "{\"type\":\"FeatureCollection\",\"features\":[]}", SQUARE.replace("116.4,39.9", "500000.1,4400000.2"),
                SQUARE.replace("Polygon", "Circle"), SQUARE.replace("[116.5,40.0]", "[]")}) {
                assertThatThrownBy(() -> take(bad, "GS(2024)0650号", false, Datum.WGS84)).as(bad).isInstanceOf(Problem.Invalid.class);
            }
            assertThatThrownBy(() -> take(SQUARE, "GS(2024)0650号", false, null)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("system"));
            assertThat(maps.all()).isEmpty();
        }

        @Test
        void tilesAreThoseOfTheFolderAndNothingBesideIt() throws IOException {
            Files.createDirectories(folder.resolve("tiles/county/9/1/"));
            Files.write(folder.resolve("tiles/county/9/1/2.png"), new byte[] {1});
            Files.writeString(folder.resolve("tiles/county.json"), "{\"title\":\"影像\",\"approval\":\"苏S(2026)1号\",\"maxZoom\":14}");
            Files.writeString(folder.resolve("secret.png"), "x");
            assertThat(maps.tiles()).containsExactly(new MapSheets.Tiles("county", "影像", "苏S(2026)1号", 0, 14, "png"));
            assertThat(maps.tile("county", 9, 1, 2, "png")).isPresent();
            assertThat(maps.tile("county", 9, 1, 3, "png")).isEmpty();
            assertThat(maps.tile("..", 9, 1, 2, "png")).isEmpty();
            assertThat(maps.archive("../secret.png")).isEmpty();
        }
    }
}
