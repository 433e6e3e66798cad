package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Subject;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Results for tests: a county head's year with two duties. */
final class Results {
    static final Instant AS_OF = YearResult.end(2025);

    private Results() {}

    static YearResult.Done act(long entry, boolean late, boolean overdue) {
        return new YearResult.Done(entry, "responsibility.executive-chaired", new Subject("meeting", "HY-2025-00000" + entry), "cheng", Instant.parse("2025-03-05T01:00:00Z"),
                late ? Instant.parse("2026-02-01T01:00:00Z") : Instant.parse("2025-03-06T01:00:00Z"), late, overdue, "第" + entry + "次\t常务\\会议\n（纪要）");
    }

    static YearResult.Line line(String code, int required, YearResult.Done... counted) {
        return new YearResult.Line(code, "主持会议", new Span(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), "2025年"), LocalDate.of(2025, 12, 31), required, counted.length,
                Math.min(required, counted.length), false, Arrays.asList(counted), List.of(), List.of());
    }

    static YearResult.Line reversing(YearResult.Line line, YearResult.Done... reversed) {
        return new YearResult.Line(line.code(), line.text(), line.slot(), line.due(), line.required(), line.done(), line.capped(), line.provisional(), line.counted(), Arrays.asList(reversed), List.of());
    }

    static YearResult result(YearResult.Line... lines) {
        return new YearResult("ZR-2025-0001", 1, "县长责任清单", "领导干部责任清单", new Bearer("xzf", "县长"), new Span(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), "2025年"), AS_OF,
                List.of(new YearResult.Holder("ld01", "cheng", LocalDate.of(2024, 1, 1), null)), Arrays.asList(lines));
    }
}
