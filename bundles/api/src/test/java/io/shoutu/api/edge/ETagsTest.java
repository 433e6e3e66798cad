package io.shoutu.api.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {
    @Test
    void whatWasHandedOutIsReadBack() {
        assertThat(ETags.expected(ETags.of(42))).isEqualTo(42);
    }

    @Test
    void absentBlankAndStarSetNoCondition() {
        assertThat(ETags.expected(null)).isNull();
        assertThat(ETags.expected(" ")).isNull();
        assertThat(ETags.expected("*")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "W/\"3\"", "\"3\", \"4\"", "\"-1\"", "\"x\"", "\"99999999999999999999\""})
    void anythingElseIsNamed(String header) {
        assertThatThrownBy(() -> ETags.expected(header)).isInstanceOfSatisfying(Problem.Invalid.class, e -> assertThat(e.field()).isEqualTo("If-Match"));
    }
}
