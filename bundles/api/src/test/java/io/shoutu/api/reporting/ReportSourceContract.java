package io.shoutu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The proof that a source of figures fits through its door (报表来源的合格检验): implement it, give the source and a period with figures. */
public interface ReportSourceContract {
    ReportSource source();

    /** A period in which the source has something to count. */
    Period busy();

    @Test
    default void itHasANameALabelAndColumns() {
        assertThat(source().name()).matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9-]*");
        assertThat(source().label()).matches("[^\\[\\]:*?/\\\\]{1,31}");
        Set<String> seen = new HashSet<>();
        assertThat(source().columns()).isNotEmpty().allSatisfy(column -> {
            assertThat(seen.add("key " + column.key())).as("key used once: " + column.key()).isTrue();
            assertThat(seen.add("heading " + column.heading())).as("heading used once: " + column.heading()).isTrue();
        });
        assertThat(source().columns().stream().map(Column::key).toList()).isEqualTo(source().columns().stream().map(Column::key).toList());
    }

    @Test
    default void itsRowsHoldWhatItsColumnsSay() {
        Figures figures = source().figures(busy(), Scope.EVERYWHERE);
        assertThat(figures.rows()).as("figures of " + busy()).isNotEmpty();
        List<String> keys = source().columns().stream().map(Column::key).toList();
        for (Map<String, Object> row : figures.rows()) {
            assertThat(keys).containsAll(row.keySet());
            for (Column column : source().columns()) {
                Object value = row.get(column.key());
                if (value != null) {
                    assertThat(value).as(column.key()).isInstanceOf(switch (column.kind()) {
                        case NUMBER -> Number.class;
                        case DATE -> LocalDate.class;
                        case TEXT, CODE, CHOICE -> String.class;
                    });
                }
            }
        }
        assertThat(figures.notes()).doesNotContainNull();
    }

    @Test
    default void theSameQuestionHasTheSameAnswer() {
        assertThat(source().figures(busy(), Scope.EVERYWHERE)).isEqualTo(source().figures(busy(), Scope.EVERYWHERE));
    }

    @Test
    default void whoSeesNothingIsToldNoNumber() {
        for (Map<String, Object> row : source().figures(busy(), Scope.NOWHERE).rows()) {
            assertThat(row.values()).as("figures for a scope that admits nothing: " + row)
                    .allSatisfy(value -> assertThat(!(value instanceof Number n) || n.doubleValue() == 0).isTrue());
        }
    }

    @Test
    default void aDayBeforeTheHouseStoodHasNoFigures() {
        Period before = new Period(LocalDate.of(1990, 1, 1), LocalDate.of(1990, 1, 1));
        for (Map<String, Object> row : source().figures(before, Scope.EVERYWHERE).rows()) {
            assertThat(row.values()).as("figures of 1990: " + row)
                    .allSatisfy(value -> assertThat(!(value instanceof Number n) || n.doubleValue() == 0).isTrue());
        }
    }
}
