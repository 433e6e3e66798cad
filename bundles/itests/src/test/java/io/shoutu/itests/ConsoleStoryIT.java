package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do at the console, walked in Chromium on the demo county, one story after another; each asks axe-core and leaves pictures. */
class ConsoleStoryIT {
    static Platform platform;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(true);
        // The passwords are written down before the accounts exist; the map is drawn when all of them do.
        Platform.await("the demo county to be drawn", java.time.Duration.ofSeconds(120), () -> {
            String[] maps = platform.data.resolve("maps").toFile().list();
            return maps != null && maps.length > 0;
        });
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sensor/ui/stories/alarm-night", "hazard/ui/stories/inspection", "hazard/ui/stories/public-report", "hazard/ui/stories/oversight", "web/ui/stories/directory", "web/ui/stories/guided", "hazard/ui/stories/hazard",
        "web/ui/stories/house", "web/ui/stories/console"})
    void walks(String story) throws Exception {
        Path pictures = Files.createDirectories(platform.home.resolve("bundles/itests/target/pictures"));
        // Some want to know the accounts, some the whole data directory.
        boolean whole = story.endsWith("guided") || story.endsWith("house");
        String known = whole ? platform.data.toString() : platform.data.resolve("demo-accounts.json").toString();
        Platform.Outcome walked = platform.execute(List.of("node", platform.home.resolve("bundles/" + story + ".mjs").toString(), platform.base(), known, pictures.toString()), Map.of());
        assertThat(walked.exit()).as(walked.text()).isZero();
    }
}
