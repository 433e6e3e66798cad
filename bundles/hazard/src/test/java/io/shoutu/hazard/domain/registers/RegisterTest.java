package io.shoutu.hazard.domain.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RegisterTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Actor ALL = new Actor("all", "全", Actor.Kind.PERSON, new HashSet<>(Roles.ALL));
    private static final Actor NONE = new Actor("none", "无", Actor.Kind.PERSON, Set.of(Roles.AUDITOR));

    private static Dossier at(Register register, Stage stage) {
        return new Dossier(register.series() + "-2026-000001", register, stage, null, Map.of("members", "甲\n乙"), List.of(), "someone", NOW, "someone", null, 1);
    }

    /** Every stage with every act: what is not in the table is refused by naming where it can be done, what is in it is refused to whoever lacks the role. */
    @TestFactory
    Stream<DynamicTest> eachMoveIsAllowedWhereTheTableSaysSoAndNowhereElse() {
        return Arrays.stream(Register.values()).flatMap(register -> register.table().moves().stream().map(Lifecycle.Move::from).distinct()
                .flatMap(stage -> Arrays.stream(Act.values()).map(act -> DynamicTest.dynamicTest(register + " " + stage + " " + act, () -> {
                    Dossier dossier = at(register, stage);
                    boolean inTable = register.table().find(stage, act).isPresent();
                    boolean known = register.table().moves().stream().anyMatch(m -> m.verb() == act);
                    if (!inTable) {
                        assertThat(dossier.obstacle(act, ALL)).get().isInstanceOf(Problem.IllegalMove.class);
                    }
                    if (known) {
                        assertThat(dossier.obstacle(act, NONE)).get().isInstanceOf(Problem.Forbidden.class);
                    }
                    if (inTable) {
                        dossier.obstacle(act, ALL).ifPresent(p -> assertThat(((Problem) p).code()).as("only what is missing, or the same person").isIn("not-ready", "same-person"));
                    }
                }))));
    }

    @Test
    void everyStageIsReachedFromTheFirstAndEverySeriesIsItsOwn() {
        assertThat(Arrays.stream(Register.values()).map(Register::series)).doesNotHaveDuplicates().allMatch(s -> s.matches("[A-Z]{2}"));
        for (Register register : Register.values()) {
            Set<Stage> reached = new HashSet<>(Set.of(register.table().moves().get(0).from()));
            if (register == Register.FIVE_IN_PLACE) {
                reached.add(Stage.IN_PLACE);
            }
            for (int i = 0; i < Stage.values().length; i++) {
                register.table().moves().stream().filter(m -> reached.contains(m.from())).forEach(m -> reached.add(m.to()));
            }
            assertThat(register.table().moves()).as(register.label()).allMatch(m -> reached.contains(m.from()));
            assertThat(register.keepers()).isNotEmpty();
            assertThat(register.table().mermaid()).startsWith("stateDiagram-v2");
        }
    }

    @Test
    void aFormTakesWhatItAsksForAndNothingElse() {
        Actor by = new Actor("w", "值班", Actor.Kind.PERSON, Set.of(Roles.OPERATOR));
        assertThatThrownBy(() -> Dossier.entered("DW-1", Register.WATCHED_SPOT, Map.of("title", "渡口"), by, NOW)).isInstanceOf(Problem.Invalid.class).hasMessageContaining("请填写不放心的原因");
        Map<String, Object> form = Map.of("title", "渡口", "why", "客流", "level", "purple", "watcher", "主任", "watchFrom", "2026-03-01", "watchTo", "2026-03-05");
        assertThatThrownBy(() -> Dossier.entered("DW-1", Register.WATCHED_SPOT, form, by, NOW)).hasMessageContaining("盯防级别应为");
        assertThatThrownBy(() -> Dossier.entered("DW-1", Register.WATCHED_SPOT, Map.of("title", "渡口", "why", "客流", "level", "red", "watcher", "主任", "watchFrom", "明天", "watchTo", "2026-03-05"), by, NOW)).hasMessageContaining("应为日期");
        assertThatThrownBy(() -> Dossier.entered("DW-1", Register.WATCHED_SPOT, Map.of("title", "渡口", "why", "客流", "level", "red", "watcher", "主任", "watchFrom", "2026-03-06", "watchTo", "2026-03-05"), by, NOW)).hasMessageContaining("不得早于");
        assertThatThrownBy(() -> Dossier.entered("TR-1", Register.SAFETY_SPENDING, Map.of("enterprise", "91990101MA0000001X", "spendingYear", "今年", "accrued", "1", "setAside", "1"), by, NOW)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void standardisationHoldsThreeYearsAtMost() {
        Dossier reviewed = at(Register.SELF_ASSESSMENT, Stage.REVIEWED);
        assertThatThrownBy(() -> reviewed.act(Act.CERTIFICATION, Map.of("certificate", "A", "certifiedOn", "2026-01-01", "validUntil", "2029-01-02"), ALL, NOW)).hasMessageContaining("不超过三年");
        assertThat(reviewed.act(Act.CERTIFICATION, Map.of("certificate", "A", "certifiedOn", "2026-01-01", "validUntil", "2029-01-01"), ALL, NOW).stage()).isEqualTo(Stage.CERTIFIED);
    }
}
