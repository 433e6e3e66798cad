package io.shoutu.responsibility.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.documents.Format;
import io.shoutu.responsibility.ListImports;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.Rhythm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The bodies (责任清单表单), as {@code docs/wire.md} has them. */
final class DutyForms {
    private DutyForms() {}

    /** {@code enterprise}: the credit code of an enterprise, instead of {@code unit}. */
    record DraftForm(String title, String unit, String enterprise, String post, int year, String category, String layer, List<DutyForm> duties) {
        Bearer bearer() {
            return DutyForms.bearer(unit, enterprise, post);
        }
    }

    static Bearer bearer(String unit, String enterprise, String post) {
        return blank(enterprise) == null ? new Bearer(unit, blank(post)) : Bearer.of(new CreditCode(enterprise.strip()), blank(post));
    }

    /** A list that was in force already, from {@code from}. */
    record PastForm(String title, String unit, String enterprise, String post, int year, String category, String layer, String from, List<DutyForm> duties) {
        ListImports.Past past() {
            LocalDate first = day("from", from);
            return new ListImports.Past(title, bearer(unit, enterprise, post), blank(category) == null ? io.shoutu.responsibility.domain.DutyList.LEADERS : category.strip(), blank(layer), year,
                    first == null ? LocalDate.of(year, 1, 1) : first, DutyForms.duties(duties));
        }
    }

    record EditForm(String title, List<DutyForm> duties) {}

    record Reason(String reason) {}

    record PublicationForm(String from) {}

    record RemarkForm(String code, String slot, String text, String planned) {}

    record AssistantForm(String unit, String post, String account, String delegation, String from) {}

    record EndForm(String to) {}

    record BasisForm(String source, String article, String effectiveFrom) {}

    /** {@code cycle} with {@code byDay} and {@code byNth}, or {@code withinDays} before each holiday; {@code times} in both. */
    record RhythmForm(Cycle cycle, Integer times, Integer byDay, Integer byNth, Integer withinDays) {
        Rhythm rhythm() {
            if (times == null) {
                throw new Problem.Invalid("rhythm", "times", "请填写每个周期的次数");
            }
            if (withinDays != null) {
                return new Rhythm.BeforeHolidays(times, withinDays);
            }
            return new Rhythm.Every(cycle, times, byNth == null ? null : new Rhythm.By(byDay == null ? 0 : byDay, byNth));
        }
    }

    record CoverageForm(boolean lead, Set<String> sectors) {}

    record DutyForm(String code, DutyClass kind, String text, BasisForm basis, RhythmForm rhythm, Set<String> kinds, boolean shares, Integer within, CoverageForm coverage, Set<String> marks,
            String deliverable) {
        Duty duty() {
            return new Duty(code == null ? null : code.strip(), kind, text == null ? null : text.strip(),
                    basis == null ? null : new Basis(blank(basis.source()), blank(basis.article()), day("basis.effectiveFrom", basis.effectiveFrom())), rhythm == null ? null : rhythm.rhythm(),
                    kinds == null ? Set.of() : kinds, shares, within,
                    coverage == null || coverage.sectors() == null || coverage.sectors().isEmpty() ? null : new Duty.Coverage(coverage.lead(), coverage.sectors()), marks, blank(deliverable));
        }
    }

    static List<Duty> duties(List<DutyForm> forms) {
        return forms == null ? List.of() : forms.stream().map(DutyForm::duty).toList();
    }

    /** What a document is written as. */
    static Format format(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pdf" -> Format.PDF;
            case "docx" -> Format.DOCX;
            default -> throw new Problem.Invalid("format", "format", "format 应为 pdf 或 docx：" + text);
        };
    }

    static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A legal day; blank is null. */
    static LocalDate day(String field, String text) {
        try {
            return blank(text) == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("day", field, "日期应如 2026-03-01：" + text);
        }
    }

    /** A moment; blank is null. */
    static Instant moment(String field, String text) {
        try {
            return blank(text) == null ? null : Instant.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("moment", field, "时间应如 2026-03-01T00:00:00Z：" + text);
        }
    }

    /** A body that was not sent is answered like an empty one. */
    static <T> T need(T form) {
        if (form == null) {
            throw new Problem.Invalid("body-required", "body", "请求没有内容");
        }
        return form;
    }
}
