package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.demo.domain.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide gives its accounts to those who may have them, and its reading rises and falls as asked. */
class GuideTest {
    @TempDir
    Path data;

    private static Actor person(String account) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of("operator"), Scope.EVERYWHERE);
    }

    @Test
    void itsAccountsAreForWhoeverHasTheCodeOrOneOfThem() throws Exception {
        Guide guide = new Guide(data, Clock.systemUTC());
        ObjectNode kept = new ObjectMapper().createObjectNode();
        kept.putArray("accounts").addObject().put("account", "lin").put("name", "林").put("role", "operator").put("password", "pass");
        new Secrets(data.resolve("demo-accounts.json")).write(kept);
        String code = Files.readString(data.resolve("demo-code")).strip();
        assertThat(Files.getPosixFilePermissions(data.resolve("demo-code"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(guide.accounts(code)).as("before all can sign in").isEmpty();
        guide.peopled();
        assertThat(guide.accounts(code.toLowerCase().replace("-", ""))).containsExactly(new Guide.Account("lin", "林", "operator", "pass"));
        assertThat(guide.accounts(person("lin"))).hasSize(1);
        assertThatThrownBy(() -> guide.accounts("")).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> guide.accounts((String) null)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> guide.accounts(person("admin"))).isInstanceOf(Problem.Forbidden.class);
        new Guide(data, Clock.systemUTC());
        assertThat(Files.readString(data.resolve("demo-code")).strip()).as("a restart keeps it").isEqualTo(code);
    }

    private static List<Double> values(Story story, long now, int steps) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            String letter = story.letter(i, now);
            values.add(letter == null ? null : Double.valueOf(letter.replaceAll(".*temperature\":([0-9.]+).*", "$1")));
        }
        return values;
    }

    @Test
    void theReadingRisesOverTheLimitStaysThereAndFallsBackWhenItIsCalmed() {
        Story story = new Story();
        assertThat(values(story, 0, 1)).as("the recording goes on").containsOnlyNulls();
        story.calm();
        assertThat(story.phase()).isEqualTo(Story.Phase.RECORDED);
        story.begin(0);
        List<Double> rising = values(story, 1, 10);
        assertThat(rising).isSorted();
        assertThat(rising.get(0)).isLessThan(Story.LIMIT);
        assertThat(rising.get(9)).isGreaterThan(Story.LIMIT + 5);
        assertThat(values(story, 2, 20)).allMatch(v -> v > Story.LIMIT + 5);
        story.calm();
        assertThat(values(story, 3, 20)).last().isNull();
    }

    @Test
    void aStoryLeftAloneFallsBackByItself() {
        Story story = new Story();
        story.begin(0);
        values(story, 1, 15);
        assertThat(story.phase()).isEqualTo(Story.Phase.HIGH);
        values(story, 600_001, 1);
        assertThat(story.phase()).isEqualTo(Story.Phase.FALLING);
        story.begin(600_002);
        assertThat(story.phase()).isEqualTo(Story.Phase.RISING);
    }

    @Test
    void nothingBeginsBeforeReadingsAreSent() {
        Guide guide = new Guide(data, Clock.systemUTC());
        assertThat(guide.rise().ready()).isFalse();
        assertThatThrownBy(guide::begin).isInstanceOf(Problem.IllegalMove.class);
        guide.sends();
        assertThat(guide.begin().phase()).isEqualTo(Story.Phase.RISING);
        assertThat(guide.calm().phase()).isEqualTo(Story.Phase.FALLING);
    }
}
