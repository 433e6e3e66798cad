package io.shoutu.edge.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shoutu.edge.http.Json;
import java.io.PrintStream;

/** What a command prints with {@code --json} (机读输出). */
final class Printed {
    private Printed() {}

    static void json(PrintStream out, Object value) throws JsonProcessingException {
        out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
