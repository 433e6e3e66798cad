package io.shoutu.supervision.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Performs;
import io.shoutu.supervision.domain.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;

/** Every operation has a door, every door an operation, every verb both. */
class FormsTest {
    @Test
    void everyVerbHasItsAddressAndItsOperation() {
        List<String> operations = new SupervisionOperations().operations().stream().map(Operation::name).toList();
        List<String> performed = Stream.of(SupervisionResource.class, LadderResource.class, PointsResource.class, RulesResource.class).flatMap(c -> Arrays.stream(c.getDeclaredMethods())).filter(m -> m.isAnnotationPresent(Performs.class))
                .map(m -> m.getAnnotation(Performs.class).value()).distinct().toList();
        assertThat(operations).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(performed);
        List<String> paths = Arrays.stream(SupervisionResource.class.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(Path.class)).map(m -> m.getAnnotation(Path.class).value()).toList();
        assertThat(paths).containsAll(Arrays.stream(Verb.values()).map(v -> "{number}/" + v.word()).toList());
    }

    @Test
    void aWrongFieldIsNamed() {
        assertThatThrownBy(() -> new Forms.DraftForm("reminder", "函", null, null, null, "yjj", null, null, null, null, null, null).draft()).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("addressee"));
        assertThatThrownBy(() -> new Forms.DraftForm("reminder", "函", null, null, null, "unit:yjj", null, null, null, null, "明天", null).draft()).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("deadline"));
        assertThatThrownBy(() -> new Forms.DraftForm("reminder", " ", null, null, null, "unit:yjj", null, null, null, null, null, null).draft()).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("title"));
        assertThatThrownBy(() -> new Forms.MoveForm("x", "2026-13-01", null, null, null).said()).isInstanceOf(Problem.Invalid.class);
        assertThat(new Forms.MoveForm(null, " ", null, null, null).said().day()).isNull();
    }
}
