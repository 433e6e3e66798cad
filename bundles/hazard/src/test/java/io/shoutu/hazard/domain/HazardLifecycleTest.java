package io.shoutu.hazard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HazardLifecycleTest {
    static Stream<Arguments> everyVerbInEveryState() {
        return Arrays.stream(HazardState.values()).flatMap(s -> Arrays.stream(HazardVerb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyVerbInEveryState")
    void whatTheTableNamesIsPossibleAndNothingElse(HazardState state, HazardVerb verb) {
        Hazard hazard = Hazards.in(state);
        if (verb == HazardVerb.EXTENSION_GRANT || verb == HazardVerb.EXTENSION_REFUSAL) {
            hazard = state == HazardState.RECTIFYING ? Hazards.doing(HazardVerb.EXTENSION_REQUEST, hazard) : hazard;
        }
        boolean graded = state == HazardState.GRADED || state == HazardState.RECTIFYING;
        if (graded && (verb == HazardVerb.REGRADING_REQUEST || verb == HazardVerb.REGRADING_APPROVAL || verb == HazardVerb.REGRADING_REFUSAL)) {
            hazard = Hazards.doing(HazardVerb.UPGRADE, hazard);
            hazard = verb == HazardVerb.REGRADING_REQUEST ? hazard : Hazards.doing(HazardVerb.REGRADING_REQUEST, hazard);
        }
        if (state == HazardState.CLOSED && (verb == HazardVerb.LOOK_BACK_PASS || verb == HazardVerb.REBOUND)) {
            hazard = Hazards.doing(HazardVerb.LOOK_BACK, hazard);
        }
        Hazard at = hazard;
        List<HazardState> leadsTo = HazardLifecycle.TABLE.moves().stream().filter(m -> m.from() == state && m.verb() == verb)
                .map(Lifecycle.Move::to).toList();
        if (leadsTo.isEmpty()) {
            assertThatThrownBy(() -> Hazards.doing(verb, at)).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> {
                assertThat(p.code()).isEqualTo("illegal-move");
                assertThat(p.getMessage()).isNotBlank();
            });
        } else {
            assertThat(leadsTo).contains(Hazards.doing(verb, at).state());
        }
    }

    @ParameterizedTest
    @EnumSource(HazardVerb.class)
    void aVerbTakesItsOwnRoleAndNoOther(HazardVerb verb) {
        for (String role : List.of("admin", "operator", "rectifier", "acceptor", "leader", "device")) {
            boolean refused = Hazards.in(HazardState.RECTIFYING).obstacle(verb, Hazards.actor("somebody", role), Hazards.GRANTS)
                    .filter(Problem.Forbidden.class::isInstance).isPresent();
            assertThat(refused).as("%s by %s", verb, role).isEqualTo(!HazardLifecycle.roles(verb).contains(role));
        }
    }

    @Test
    void everyRowOfAVerbNamesTheSameRoles() {
        assertThat(HazardLifecycle.TABLE.moves()).allSatisfy(m ->
                assertThat(List.of(m.role().split(", "))).isEqualTo(HazardLifecycle.roles(m.verb())));
    }

    @Test
    void thePictureInTheReadmeIsTheOneTheTableDraws() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String picture = "```mermaid\n" + HazardLifecycle.TABLE.mermaid() + "```";
        assertThat(readme).as("README.md is stale; its picture should be:%n%s", picture).contains(picture);
    }
}
