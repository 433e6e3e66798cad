package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo county: within two minutes a real recorded anomaly is an alarm and a hazard, and the page walks it to its end in Chromium. */
class DemoStoryIT {
    @Test
    void theRecordedAnomalyBecomesAHazardAndThePageWalksItToItsEnd() throws Exception {
        try (Platform platform = Platform.started(true)) {
            Path file = platform.data.resolve("demo-accounts.json");
            await("the demo accounts", Duration.ofSeconds(30), () -> Files.exists(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            JsonNode hazard = await("an alarm of the replayed series and the hazard opened from it", Duration.ofSeconds(120),
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

            Path pictures = platform.home.resolve("bundles/itests/target/pictures");
            Files.createDirectories(pictures);
            Platform.Outcome story = platform.execute(List.of("node", platform.home.resolve("bundles/web/ui/stories/main-job.mjs").toString(),
                    platform.base(), file.toString(), pictures.toString()), Map.of());
            assertThat(story.exit()).as(story.text()).isZero();
        }
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
