package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo county (演示县): a real recorded anomaly is an alarm and a hazard within two minutes. Then what people do at the console, walked in Chromium, one story after
 * another; each asks axe-core and leaves pictures.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleStoryIT {
    static Platform platform;
    static Path accounts;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(true);
        accounts = platform.data.resolve("demo-accounts.json");
        // The passwords are written down before the accounts exist; the map is drawn when all of them do.
        Platform.await("the demo county to be drawn", Duration.ofSeconds(300), () -> {
            String[] maps = platform.data.resolve("maps").toFile().list();
            return maps != null && maps.length > 0;
        });
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @Test
    @Order(1)
    void theRecordedAnomalyBecomesAnAlarmAndAHazard() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(accounts))).isEqualTo("rw-------");
        JsonNode hazard = Platform.await("an alarm of the replayed series and the hazard opened from it", Duration.ofSeconds(300),
                () -> ofAlarm(platform.get(As.ADMIN, "/api/hazards?open=true&limit=200").body()));
        String alarm = hazard.path("causedBy").asText();
        assertThat(alarm).startsWith("alarm/");
        JsonNode raised = platform.ok(200, platform.get(As.ADMIN, "/api/alarms/" + alarm.substring(6)));
        String series = raised.path("series").asText();
        assertThat(List.of("AL-0001.temperature", "AL-0002.temperature")).contains(series);
        JsonNode latest = platform.ok(200, platform.get(As.ADMIN, "/api/series/" + series + "/latest"));
        assertThat(latest.path("attributes").path("recordedAt").asText()).startsWith("201");
        assertThat(platform.ok(200, platform.get(As.ADMIN, "/api/devices?limit=500")).path("total").asInt()).isEqualTo(60);
        assertThat(platform.ok(200, platform.get(As.ADMIN, "/api/directory/enterprises?limit=500")).path("total").asInt()).isGreaterThanOrEqualTo(38);
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sensor/ui/stories/alarm-night", "web/ui/stories/main-job", "hazard/ui/stories/inspection", "hazard/ui/stories/public-report", "hazard/ui/stories/oversight", "web/ui/stories/directory", "web/ui/stories/guided", "hazard/ui/stories/hazard",
        "web/ui/stories/house", "web/ui/stories/console", "web/ui/stories/supervision", "web/ui/stories/duty", "responsibility/ui/stories/year"})
    void walks(String story) throws Exception {
        Path pictures = Files.createDirectories(platform.home.resolve("bundles/itests/target/pictures"));
        // Some want to know the accounts, some the whole data directory.
        boolean whole = story.endsWith("guided") || story.endsWith("house");
        String known = whole ? platform.data.toString() : accounts.toString();
        Platform.Outcome walked = platform.execute(List.of("node", platform.home.resolve("bundles/" + story + ".mjs").toString(), platform.base(), known, pictures.toString()), Map.of());
        assertThat(walked.exit()).as(walked.text()).isZero();
    }

    /** The newest hazard an alarm caused, or null; the county's two years hold others. */
    private static JsonNode ofAlarm(JsonNode page) {
        for (JsonNode hazard : page == null ? List.<JsonNode>of() : page.path("items")) {
            if (hazard.path("causedBy").asText().startsWith("alarm/")) {
                return hazard;
            }
        }
        return null;
    }
}
