package io.shoutu.hazard.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Format;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Plan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The bodies of the moves (办理表单), as {@code docs/wire.md} has them. */
final class Forms {
    private Forms() {}

    record Note(String note) {}

    record Reason(String reason) {}

    record GradingForm(HazardGrade grade, Criterion criterion, RectificationMode mode, String rectifier, String basis) {
        Grading grading() {
            return new Grading(grade, criterion, mode, basis);
        }
    }

    /** {@code funds} is a text, a number of yuan, or an object with {@code amount} and {@code source}. */
    record PlanForm(String measures, String responsible, Object funds, String deadline, String contingency, List<String> before, String goals,
            String requirements, String safety) {
        Plan plan() {
            return new Plan(measures, responsible, money(funds), day(deadline), contingency, goals, requirements, safety);
        }

        private static Funds money(Object funds) {
            Object amount = funds instanceof Map<?, ?> parts ? parts.get("amount") : funds;
            Object source = funds instanceof Map<?, ?> parts ? parts.get("source") : null;
            String text = amount instanceof Number n ? new BigDecimal(n.toString()).stripTrailingZeros().toPlainString() : text(amount);
            return text == null || text.isBlank() ? null : new Funds(text, text(source));
        }

        private static String text(Object value) {
            if (value == null || value instanceof String) {
                return (String) value;
            }
            throw new Problem.Invalid("funds-format", "funds", "资金应为文字、金额，或 {\"amount\":5000,\"source\":\"企业自筹\"}");
        }
    }

    record RectificationForm(String note, List<String> before, List<String> after) {}

    /** {@code photos} is another word for {@code after}. */
    record SubmissionForm(String note, List<String> before, List<String> after, List<String> photos) {
        List<String> done() {
            return Stream.of(after, photos).filter(list -> list != null).flatMap(List::stream).toList();
        }
    }

    record AcceptanceForm(String note, List<String> photos) {}

    record RejectionForm(String reason, String deadline) {}

    record ExtensionForm(String deadline, String reason) {}

    record TransferForm(String rectifier, String reason) {}

    record EscalationForm(String reason, String to) {}

    record UpgradeForm(Criterion criterion) {
        Grading grading() {
            return new Grading(HazardGrade.MAJOR, criterion, RectificationMode.BY_DEADLINE);
        }
    }

    record SupplementForm(String goals, String requirements, String safety) {}

    record LookBackForm(String due) {}

    record ReboundForm(String reason, List<String> photos) {}

    record MergerForm(String into, String reason) {}

    /** What became of a row of an earlier ledger. */
    static Map<String, Object> outcome(String number, boolean known, Problem.Invalid problem) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", number);
        view.put("known", known);
        view.put("field", problem == null ? null : problem.field());
        view.put("problem", problem == null ? null : problem.getMessage());
        return view;
    }

    /** What a document is written as. */
    static Format format(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pdf" -> Format.PDF;
            case "docx" -> Format.DOCX;
            default -> throw new Problem.Invalid("format", "format", "format 应为 pdf 或 docx：" + text);
        };
    }

    /** A legal day; blank is null. */
    static LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("deadline-format", "deadline", "时限应为日期，如 2026-12-31：" + text);
        }
    }
}
