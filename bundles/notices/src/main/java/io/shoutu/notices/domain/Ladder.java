package io.shoutu.notices.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Notice.Step;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The ladder of escalation as text (升级阶梯), in settings and in the store: {@code PT15M role:admin; PT30M account:zhang.wei, unit:yjj}. */
public final class Ladder {
    private Ladder() {}

    /** @throws Problem.Invalid where it is not written so; empty text is no step */
    public static List<Step> parse(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        return Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).map(Ladder::step).toList();
    }

    private static Step step(String text) {
        String[] parts = text.split("\\s+", 2);
        try {
            return new Step(Duration.parse(parts[0]), addressees(parts.length < 2 ? "" : parts[1]));
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("escalation", "escalation", "升级应写作 PT15M role:admin; PT30M account:…，不是：" + text);
        }
    }

    /** {@code role:operator, account:zhang.wei}; empty text is nobody. */
    public static List<Addressee> addressees(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).map(Addressee::parse).toList();
    }

    public static String text(List<Step> steps) {
        return steps.stream().map(s -> s.after() + " " + names(s.to())).collect(Collectors.joining("; "));
    }

    public static String names(List<Addressee> to) {
        return to.stream().map(Addressee::toString).collect(Collectors.joining(", "));
    }
}
