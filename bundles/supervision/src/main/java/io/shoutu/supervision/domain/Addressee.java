package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.util.Arrays;
import java.util.Locale;

/** Whom a paper is for (收件人): a unit, a person or an enterprise; written {@code unit:yjj}, {@code person:ld03}, {@code enterprise:91…}. */
public record Addressee(Sort sort, String id) {
    /** The sorts of addressee (收件人类别). */
    public enum Sort implements Term {
        UNIT("单位"), PERSON("个人"), ENTERPRISE("企业");

        private final String label;

        Sort(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Addressee {
        if (sort == null || id == null || id.isBlank() || id.length() > 60) {
            throw new Problem.Invalid("addressee", "addressee", "请选择收件单位、个人或企业");
        }
    }

    /** Reads {@code unit:yjj}. @throws Problem.Invalid code {@code addressee}, naming the field */
    public static Addressee parse(String text, String field) {
        int colon = text == null ? -1 : text.indexOf(':');
        String sort = colon < 1 ? "" : text.substring(0, colon).strip().toUpperCase(Locale.ROOT);
        if (Arrays.stream(Sort.values()).noneMatch(s -> s.name().equals(sort)) || text.substring(colon + 1).isBlank()) {
            throw new Problem.Invalid("addressee", field, "收件人应写作 unit:单位代码、person:人员代码 或 enterprise:统一社会信用代码：" + text);
        }
        return new Addressee(Sort.valueOf(sort), text.substring(colon + 1).strip());
    }

    @Override
    public String toString() {
        return sort.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
