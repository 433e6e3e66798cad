package io.shoutu.hazard.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Performs;
import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.HazardVerb;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
    private final JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"3000元 自筹\"|3000元 自筹", "5000|5000元", "1.5e3|1500元", "{\"amount\":5000,\"source\":\"企业自筹\"}|5000元，来源：企业自筹"})
    void fundsMayBeWordsANumberOrAmountAndSource(String funds, String read) throws Exception {
        assertThat(plan("\"funds\":" + funds + ",\"deadline\":\"2026-12-31\"").plan().funds()).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"funds\":\" \",\"deadline\":\"2026-12-31\"|five-guarantees|funds", "\"funds\":{},\"deadline\":\"2026-12-31\"|five-guarantees|funds",
            "\"funds\":5,\"deadline\":\"\"|five-guarantees|deadline", "\"funds\":5|five-guarantees|deadline", "\"funds\":5,\"deadline\":\"2026-02-30\"|deadline-format|deadline",
            "\"funds\":[],\"deadline\":\"2026-12-31\"|funds-format|funds", "\"funds\":-5,\"deadline\":\"2026-12-31\"|funds-negative|funds"})
    void whatAPlanLacksIsNamed(String body, String code, String field) throws Exception {
        Forms.PlanForm form = plan(body);
        assertThatThrownBy(form::plan).isInstanceOfSatisfying(Problem.Invalid.class, p -> {
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.field()).isEqualTo(field);
        });
    }

    @Test
    void photosOfASubmissionCountAsAfter() throws Exception {
        Forms.SubmissionForm form = json.readValue("{\"note\":\"已换\",\"photos\":[\"a\"],\"before\":[\"b\"],\"after\":[\"c\"]}", Forms.SubmissionForm.class);
        assertThat(form.done()).isEqualTo(List.of("c", "a"));
        assertThat(json.readValue("{}", Forms.SubmissionForm.class).done()).isEmpty();
    }

    @Test
    void everyVerbHasItsAddressAndEveryAddressSaysWhoMayCall() {
        List<Method> calls = Arrays.stream(HazardResource.class.getDeclaredMethods())
                .filter(m -> Arrays.stream(m.getAnnotations()).anyMatch(a -> a.annotationType().getName().startsWith("javax.ws.rs"))).toList();
        List<String> declared = new HazardOperations().operations().stream().map(Operation::name).toList();
        assertThat(calls).allSatisfy(m -> assertThat(declared).as(m.getName()).contains(m.getAnnotation(Performs.class).value()));
        assertThat(calls.stream().filter(m -> m.isAnnotationPresent(Path.class)).map(m -> m.getAnnotation(Path.class).value()).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(HazardVerb.values()).map(v -> "{number}/" + v.word()).toList());
    }

    private Forms.PlanForm plan(String rest) throws Exception {
        return json.readValue("{\"measures\":\"更换\",\"responsible\":\"孙毅\",\"contingency\":\"停机\"," + rest + "}", Forms.PlanForm.class);
    }
}
