package io.shoutu.responsibility.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.ScoreInput;
import io.shoutu.responsibility.domain.yearend.ScoreItem;
import io.shoutu.responsibility.domain.yearend.ScoreRule;
import io.shoutu.responsibility.domain.yearend.ScoreSheet;
import io.shoutu.responsibility.domain.yearend.YearEndStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Frozen years, rules and evaluations kept and found again, on both databases. */
class SqlYearEndStoreTest {
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

    abstract static class Contract {
        private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
        private final House house;
        private final YearEndStore store;

        Contract(House house) {
            this.house = house.and("responsibility", SqlYearEndStore.class);
            this.store = new SqlYearEndStore(house.sql(), house.schema("responsibility"));
        }

        @AfterEach
        void leave() {
            house.close();
        }

        private Optional<Frozen> frozen(String id) {
            return house.work().run(tx -> store.frozen(tx, id));
        }

        private List<ScoreRule> rules() {
            return house.work().run(store::rules);
        }

        @Test
        void aFrozenYearIsAddedOnceAndReadBackToTheLetter() {
            String content = "shoutu-year-end/1\n县长 \t 𠮷 " + "长".repeat(40_000);
            Frozen frozen = new Frozen("ZR-2025-0001.1", 2025, content, Frozen.hash(content), NOW, NOW, "system:responsibility");
            house.work().execute(tx -> store.add(tx, frozen));
            assertThat(frozen("ZR-2025-0001.1")).contains(frozen);
            assertThat(frozen("ZR-2025-0001.1").get().recomputed()).isEqualTo(frozen.sha256());
            assertThatThrownBy(() -> house.work().execute(tx -> store.add(tx, frozen))).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("不再改动");
            List<Frozen> ofYear = house.work().run(tx -> store.frozen(tx, 2025));
            assertThat(ofYear).hasSize(1);
            assertThat(frozen("ZR-2025-0002.1")).isEmpty();
        }

        @Test
        void theFirstRuleIsThereAndAddsUp() {
            assertThat(rules()).singleElement().satisfies(rule -> {
                assertThat(rule.inForce(LocalDate.of(2025, 12, 31))).isTrue();
                assertThat(rule.items()).extracting(ScoreItem::input).doesNotContainNull().hasSize(6).contains(ScoreInput.SUPERVISION);
                assertThat(rule.items().stream().filter(item -> item.way() != ScoreItem.Way.BONUS).map(ScoreItem::most).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("100");
            });
        }

        @Test
        void aRuleIsKeptWithItsItemsAndAnOldVersionIsStale() {
            ScoreRule rule = ScoreRule.draft(2, "县评分办法", "县安委办〔2026〕1号",
                    List.of(new ScoreItem("1", "完成", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, new BigDecimal("100"), new BigDecimal("99.5"), null)), House.actor("clerk", "planner"), NOW);
            house.work().execute(tx -> store.add(tx, rule));
            assertThat(rules().get(1)).isEqualTo(rule);
            ScoreRule compared = house.work().run(tx -> store.keep(tx, rule.compared("a".repeat(64), House.actor("clerk", "planner"), NOW)));
            assertThat(compared.version()).isEqualTo(2);
            assertThat(compared.comparedSha()).isEqualTo("a".repeat(64));
            assertThatThrownBy(() -> house.work().run(tx -> store.keep(tx, rule))).isInstanceOf(Problem.Stale.class);
        }

        @Test
        void anEvaluatorsSecondMarkReplacesHisFirst() {
            house.work().execute(tx -> store.evaluate(tx, "ZR-2025-0001.1", new ScoreSheet.Evaluation("b", 80), NOW));
            house.work().execute(tx -> store.evaluate(tx, "ZR-2025-0001.1", new ScoreSheet.Evaluation("a", 70), NOW));
            house.work().execute(tx -> store.evaluate(tx, "ZR-2025-0001.1", new ScoreSheet.Evaluation("b", 90), NOW));
            List<ScoreSheet.Evaluation> marks = house.work().run(tx -> store.evaluations(tx, "ZR-2025-0001.1"));
            assertThat(marks).containsExactly(new ScoreSheet.Evaluation("a", 70), new ScoreSheet.Evaluation("b", 90));
        }
    }
}
