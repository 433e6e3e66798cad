package io.shoutu.responsibility.township;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.township.Decline;
import io.shoutu.responsibility.store.SqlTownshipStore;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a township's office should have and has; accidents and deaths beside the year before; on both databases. */
class TownshipsTest {
    @Nested
    class OnDerby extends Story {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Story {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    abstract static class Story {
        private static final Actor CLERK = House.actor("clerk", "planner");
        private final House house;
        private final Townships townships;

        Story(House house) {
            this.house = house.and("responsibility", SqlTownshipStore.class);
            townships = new Townships(house.work(), new SqlTownshipStore(house.sql(), house.schema("responsibility")), house.journal(), house.directory(), house.clock());
        }

        @BeforeEach
        void people() {
            AreaCode area = new AreaCode("990101000000");
            house.directory().put(new Area(area, "安澜县"), CLERK);
            house.directory().put(new Unit("xz101", "潮平镇", area, null, Unit.Kind.TOWNSHIP, null), CLERK);
            house.directory().put(new Unit("yjj", "县应急管理局", area, null, Unit.Kind.DEPARTMENT, null), CLERK);
            house.directory().put(new Person("p1", "曾某", "xz101", null), CLERK);
            house.directory().put(new Person("p2", "解某", "xz101", null), CLERK);
        }

        @AfterEach
        void leave() {
            house.close();
        }

        @Test
        void vacanciesCertificatesAndTrainingAreCountedAsOfToday() {
            assertThat(townships.staffing(CLERK).offices()).singleElement().satisfies(office -> assertThat(office.known()).as("a township nobody wrote down is shown").isFalse());
            assertThatThrownBy(() -> townships.keep(null, "xz101", "专职安全员", "p1", true, null, null, null, LocalDate.of(2026, 1, 1), null, CLERK)).hasMessageContaining("先登记");
            townships.keep("xz101", null, "安澜编〔2025〕6号", "巡查车1辆", Map.of("专职安全员", 3), CLERK);
            assertThatThrownBy(() -> townships.keep("xz101", null, "安澜编〔2026〕1号", null, Map.of("专职安全员", 1), CLERK)).isInstanceOf(Problem.Stale.class);
            assertThatThrownBy(() -> townships.keep("yjj", null, "文", null, Map.of("专职安全员", 1), CLERK)).isInstanceOf(Problem.Invalid.class);
            var first = townships.keep(null, "xz101", "专职安全员", "p1", true, "AQ-1", LocalDate.of(2026, 2, 13), LocalDate.of(2026, 1, 5), LocalDate.of(2025, 1, 1), null, CLERK);
            townships.keep(null, "xz101", "专职安全员", "p2", true, "AQ-2", LocalDate.of(2026, 2, 12), LocalDate.of(2025, 6, 1), LocalDate.of(2025, 1, 1), null, CLERK);
            assertThat(townships.staffing(CLERK)).satisfies(s -> {
                assertThat(s.wanted()).isEqualTo(3);
                assertThat(s.filled()).isEqualTo(2);
                assertThat(s.certified()).as("the last day of a certificate still counts, the day after does not").isEqualTo(1);
                assertThat(s.trained()).as("last year's training is not this year's").isEqualTo(1);
            });
            townships.keep(first.id(), "xz101", "专职安全员", "p1", true, "AQ-1", null, null, LocalDate.of(2025, 1, 1), LocalDate.of(2026, 2, 12), CLERK);
            assertThat(townships.staffing(CLERK)).satisfies(s -> {
                assertThat(s.filled()).isEqualTo(1);
                assertThat(s.offices().get(0).staff()).as("who left stays to be seen").hasSize(2);
            });
        }

        @Test
        void bothMustFallAndAMissingMonthIsNotAGoodOne() {
            for (int m = 1; m <= 3; m++) {
                townships.enter(YearMonth.of(2024, m), 2, 1, "直报系统", CLERK);
                if (m != 2) {
                    townships.enter(YearMonth.of(2025, m), 1, 0, "直报系统", CLERK);
                }
            }
            assertThat(townships.decline(2025)).satisfies(d -> {
                assertThat(d.through()).as("February is missing, so March is not compared").isEqualTo(1);
                assertThat(d.both()).isTrue();
                assertThat(Decline.change(d.accidents(), d.accidentsBefore())).isEqualTo(-50.0);
            });
            townships.enter(YearMonth.of(2025, 2), 1, 1, "直报系统", CLERK);
            townships.enter(YearMonth.of(2025, 2), 4, 3, "直报系统，三十日内增加死亡", CLERK);
            assertThat(townships.decline(2025)).satisfies(d -> {
                assertThat(d.through()).isEqualTo(3);
                assertThat(d.accidents()).as("the last revision counts").isEqualTo(6);
                assertThat(d.both()).as("as many accidents and as many deaths as before is no decline").isFalse();
            });
            assertThat(townships.revisions(2025)).as("none is overwritten").hasSize(4);
            assertThat(townships.decline(2030).both()).as("nothing to compare").isNull();
            assertThatThrownBy(() -> townships.enter(YearMonth.of(2026, 2), 0, 0, "直报系统", CLERK)).hasMessageContaining("还没有结束");
            assertThatThrownBy(() -> townships.enter(YearMonth.of(2025, 5), 0, 1, "直报系统", CLERK)).hasMessageContaining("不能为 0");
        }
    }
}
