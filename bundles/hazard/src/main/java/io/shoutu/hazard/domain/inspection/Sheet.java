package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A check sheet (检查表) in one of its versions; a version never changes, an inspection names the one it was done by. 六个100% and 三查三带 are sheets
 * like any other, because no two counties count them alike.
 *
 * @param code stable, e.g. {@code six-100}
 * @param version 1, 2, …; 0 before it is kept
 */
public record Sheet(String code, int version, String title, String category, LocalDate effectiveFrom, String publishedBy, Instant publishedAt, List<Item> items) {
    /**
     * An item (检查项).
     *
     * @param number 1, 2, … in the order of the sheet
     * @param part heading it stands under, or null
     * @param basis the clause it rests on, or null
     */
    public record Item(int number, String part, String text, String basis) {
        public Item {
            part = Words.optional(part, "items", "分组", 60);
            text = Words.required(text, "items", "检查内容", 500);
            basis = Words.optional(basis, "items", "依据", 300);
        }
    }

    public Sheet {
        if (code == null || !code.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new Problem.Invalid("sheet-code", "code", "检查表代码应为小写字母、数字和连字符，如 six-100");
        }
        title = Words.required(title, "title", "检查表名称", 100);
        category = Words.optional(category, "category", "类别", 40);
        if (effectiveFrom == null) {
            throw new Problem.Invalid("sheet-day", "effectiveFrom", "请填写启用日期");
        }
        items = items == null ? List.of() : List.copyOf(items);
        if (items.isEmpty() || items.size() > 300) {
            throw new Problem.Invalid("sheet-items", "items", "检查表应有1至300项");
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).number() != i + 1) {
                throw new Problem.Invalid("sheet-items", "items", "检查项应从1起连续编号");
            }
        }
    }

    public Sheet as(int next, String by, Instant now) {
        return new Sheet(code, next, title, category, effectiveFrom, by, now, items);
    }
}
