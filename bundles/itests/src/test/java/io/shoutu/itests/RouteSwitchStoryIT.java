package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.itests.Platform.As;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Stopping {@code hazard.from-alarm} leaves alarms running and opens no hazard; starting it opens each exactly once. */
class RouteSwitchStoryIT {
    @Test
    void aStoppedRouteOpensNoHazardAndAStartedOneOpensEachExactlyOnce() throws Exception {
        try (Platform platform = Platform.started(false)) {
            String[] points = {"p1", "p2", "p3", "p4", "p5"};
            String secret = platform.device("AL-9002", points);
            for (String point : points) {
                platform.ok(201, platform.post(As.ADMIN, "/api/rules", "{\"series\":\"AL-9002." + point + "\",\"name\":\"过高\",\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":10,\"hysteresis\":0,\"onDelaySeconds\":0,\"offDelaySeconds\":0,\"priority\":\"CRITICAL\"}"));
            }
            Platform.Outcome routes = platform.command("shoutu:routes");
            assertThat(routes.exit()).as(routes.text()).isZero();
            assertThat(routes.text()).contains("hazard.from-alarm");
            assertThat(platform.command("shoutu:complete \"shoutu:route-st\"").text()).isEqualTo("shoutu:route-start\nshoutu:route-stop\n");
            assertThat(platform.command("shoutu:complete \"shoutu:route-stop hazard.from\"").text()).isEqualTo("hazard.from-alarm\n");
            everyCommandSpeaksJsonAndSaysWhatItIs(platform);
            Platform.Outcome stopped = platform.command("shoutu:route-stop hazard.from-alarm");
            assertThat(stopped.exit()).as(stopped.text()).isZero();

            long now = System.currentTimeMillis();
            try (Publisher device = new Publisher(platform, "AL-9002", secret)) {
                for (int i = 0; i < points.length; i++) {
                    device.send(now + i, points[i], 11);
                }
            }
            await("five alarms while the route is stopped", Duration.ofSeconds(60), () -> platform.get(As.ADMIN, "/api/alarms?state=active").body().path("total").asInt() == 5);
            assertThat(platform.get(As.ADMIN, "/api/hazards").body().path("total").asInt()).isZero();

            platform.kill();
            platform.start();
            await("hazards after the restart, when all routes run again", Duration.ofSeconds(60), () -> platform.get(As.ADMIN, "/api/hazards").body().path("total").asInt() == 5);

            platform.command("shoutu:route-stop hazard.from-alarm");
            platform.ok(201, platform.post(As.ADMIN, "/api/devices/AL-9002/points", "{\"name\":\"p6\",\"label\":\"温度\",\"unit\":\"Cel\",\"resolution\":null}"));
            platform.ok(201, platform.post(As.ADMIN, "/api/rules", "{\"series\":\"AL-9002.p6\",\"name\":\"过高\",\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":10,\"hysteresis\":0,\"onDelaySeconds\":0,\"offDelaySeconds\":0,\"priority\":\"HIGH\"}"));
            try (Publisher device = new Publisher(platform, "AL-9002", secret)) {
                device.send(System.currentTimeMillis(), "p6", 11);
            }
            await("the sixth alarm", Duration.ofSeconds(60), () -> platform.get(As.ADMIN, "/api/alarms?state=active").body().path("total").asInt() == 6);
            assertThat(platform.get(As.ADMIN, "/api/hazards").body().path("total").asInt()).isEqualTo(5);
            Platform.Outcome started = platform.command("shoutu:route-start hazard.from-alarm");
            assertThat(started.exit()).as(started.text()).isZero();
            await("the sixth hazard", Duration.ofSeconds(60), () -> platform.get(As.ADMIN, "/api/hazards").body().path("total").asInt() == 6);

            Set<String> causes = new TreeSet<>();
            platform.get(As.ADMIN, "/api/hazards?limit=100").body().path("items").forEach(h -> causes.add(h.path("causedBy").asText()));
            assertThat(causes).as("each alarm has its own hazard").hasSize(6);
            Platform.Outcome unknown = platform.command("shoutu:route-stop no.such-route");
            assertThat(unknown.exit()).as("an unknown route is an honest failure: " + unknown.text()).isNotZero();
            assertThat(platform.command("shoutu:no-such-command").exit()).isNotZero();
        }
    }

    /** The ten an operator needs and whatever else there is: each says what it does, and what it answers can be read by a program. */
    private static void everyCommandSpeaksJsonAndSaysWhatItIs(Platform platform) throws Exception {
        Set<String> commands = new TreeSet<>(platform.command("shoutu:complete \"shoutu:\"").text().lines().toList());
        assertThat(commands).contains("shoutu:status", "shoutu:routes", "shoutu:listeners", "shoutu:parked", "shoutu:replay", "shoutu:backup", "shoutu:restore", "shoutu:demo-load", "shoutu:demo-reset", "shoutu:doors");
        // One is the completion itself, the other prints what it sends until it is stopped.
        commands.removeAll(Set.of("shoutu:complete", "shoutu:simulate"));
        for (String command : commands) {
            Platform.Outcome help = platform.command(command + " --help");
            assertThat(help.text()).as(command).contains("--json").containsPattern("[一-龥]");
        }
        for (String command : Set.of("shoutu:status", "shoutu:routes", "shoutu:listeners", "shoutu:parked", "shoutu:doors")) {
            Platform.Outcome json = platform.command(command + " --json");
            assertThat(json.exit()).as(json.text()).isZero();
            assertThat(Platform.JSON.readTree(json.text()).isContainerNode()).as(command + ": " + json.text()).isTrue();
        }
        assertThat(platform.command("shoutu:complete \"shoutu:parked sen\"").text()).isEqualTo("sensor\n");
    }
}
