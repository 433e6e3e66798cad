package io.shoutu.sensor.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoutu.api.Problem;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBodyTest {
    private static RuleBody read(String json) throws Exception {
        return JsonMapper.builder().build().readValue(json, RuleBody.class);
    }

    @Test
    void examplesOfTheWireContractAreUnderstood() throws Exception {
        RuleBody hot = read("""
                {"series":"AL-9001.temperature","name":"轴承温度过高","kind":"threshold","direction":"above","limit":35.0,"hysteresis":1.0,"onDelaySeconds":0,"offDelaySeconds":0,"priority":"HIGH"}""");
        assertThat(hot.condition()).isEqualTo(new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0));
        assertThat(read("{\"series\":\"AL-9001.temperature\",\"name\":\"x\",\"kind\":\"no-data\",\"timeoutSeconds\":60,\"priority\":\"MEDIUM\"}").condition()).isEqualTo(new Silence(60));
        assertThat(read("{\"kind\":\"threshold\",\"direction\":\"below\",\"limit\":19.5}").condition()).isEqualTo(new Threshold(Threshold.Direction.BELOW, 19.5, 0, 0, 0));
    }

    @Test
    void aKindThatIsNotOursIsThatOfAPlugin() throws Exception {
        assertThat(read("{\"kind\":\"acme-jump\",\"settings\":{\"by\":\"5\"},\"onDelaySeconds\":3}").condition()).isEqualTo(new Brought("acme-jump", Map.of("by", "5"), 3, 0));
    }

    @Test
    void whatCannotBeNamesItsField() throws Exception {
        wrong("kind", "{\"name\":\"没有类别\"}");
        wrong("kind", "{\"kind\":\"Rate of change\"}");
        wrong("settings", "{\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":1,\"settings\":{\"by\":\"5\"}}");
        wrong("limit", "{\"kind\":\"acme-jump\",\"settings\":{\"by\":\"5\"},\"limit\":1}");
        wrong("direction", "{\"kind\":\"threshold\",\"direction\":\"up\",\"limit\":1}");
        wrong("limit", "{\"kind\":\"threshold\",\"direction\":\"above\"}");
        wrong("timeoutSeconds", "{\"kind\":\"no-data\"}");
        wrong("timeoutSeconds", "{\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":1,\"timeoutSeconds\":5}");
        wrong("limit", "{\"kind\":\"no-data\",\"timeoutSeconds\":5,\"limit\":1}");
        assertThatThrownBy(() -> read("{\"priority\":\"URGENT\"}").priorityTerm()).isInstanceOf(Problem.Invalid.class).hasFieldOrPropertyWithValue("field", "priority");
    }

    private static void wrong(String field, String json) throws Exception {
        RuleBody body = read(json);
        assertThatThrownBy(body::condition).as(json).isInstanceOf(Problem.Invalid.class).hasFieldOrPropertyWithValue("field", field);
    }
}
