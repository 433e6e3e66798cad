package io.shoutu.supervision.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.documents.Format;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Past;
import io.shoutu.supervision.domain.Said;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** The bodies (表单), as {@code docs/wire.md} has them. */
final class Forms {
    private Forms() {}

    /** A draft; {@code addressee} is {@code unit:yjj}, {@code person:ld03} or {@code enterprise:91…}, {@code about} a record such as {@code hazard/YH-2026-000001}. */
    record DraftForm(String kind, String title, String problem, String basis, String demand, String addressee, List<String> cc, String enterprise, String about, String follows, String deadline, String leader) {
        Draft draft() {
            return new Draft(blank(kind), title, problem, basis, demand, blank(addressee) == null ? null : Addressee.parse(addressee, "addressee"),
                    cc == null ? List.of() : cc.stream().filter(c -> blank(c) != null).map(c -> Addressee.parse(c, "cc")).distinct().toList(), blank(enterprise), subject(about), blank(follows), day(deadline, "deadline"), leader);
        }
    }

    /** What goes along with a move; what a move needs is in the table of {@code docs/wire.md}. */
    record MoveForm(String text, String day, String month, String people, List<String> files) {
        Said said() {
            return new Said(text, Forms.day(day, "day"), blank(month), people, files);
        }
    }

    record ConfirmForm(String kind, String addressee, String title, String problem, String basis, String demand, String deadline, String leader, String note) {}

    record NoteForm(String note) {}

    record PastForm(DraftForm draft, String document, String issuedOn, String signedOn, String heldOn, String repliedOn, String reply, String closedOn, String reference) {
        Past past() {
            if (draft == null) {
                throw new Problem.Invalid("draft-required", "draft", "请填写文书内容");
            }
            return new Past(draft.draft(), document, Forms.day(issuedOn, "issuedOn"), Forms.day(signedOn, "signedOn"), Forms.day(heldOn, "heldOn"), Forms.day(repliedOn, "repliedOn"), reply, Forms.day(closedOn, "closedOn"), reference);
        }
    }

    static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static Subject subject(String text) {
        return blank(text) == null ? null : Subject.parse(text.strip());
    }

    static LocalDate day(String text, String field) {
        try {
            return blank(text) == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("day", field, "日期应如 2026-12-31：" + text);
        }
    }

    /** What a document is written as. */
    static Format format(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pdf" -> Format.PDF;
            case "docx" -> Format.DOCX;
            default -> throw new Problem.Invalid("format", "format", "format 应为 pdf 或 docx：" + text);
        };
    }
}
