package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How often a duty comes round (周期). Years are calendar years: the founding reports count from January to December. */
public enum Cycle implements Term {
    YEAR("每年", 12),
    HALF_YEAR("每半年", 6),
    QUARTER("每季度", 3),
    MONTH("每月", 1);

    private static final String[] QUARTERS = {"一", "二", "三", "四"};

    private final String label;
    private final int months;

    Cycle(String label, int months) {
        this.label = label;
        this.months = months;
    }

    @Override
    public String label() {
        return label;
    }

    /** The stretches of a year, the earliest first: 1, 2, 4 or 12. */
    public List<Span> of(int year) {
        List<Span> spans = new ArrayList<>();
        for (int begin = 1; begin <= 12; begin += months) {
            LocalDate first = LocalDate.of(year, begin, 1);
            spans.add(new Span(first, first.plusMonths(months).minusDays(1), name(year, begin)));
        }
        return spans;
    }

    private String name(int year, int begin) {
        return year + "年" + switch (this) {
            case YEAR -> "";
            case HALF_YEAR -> begin == 1 ? "上半年" : "下半年";
            case QUARTER -> "第" + QUARTERS[(begin - 1) / 3] + "季度";
            case MONTH -> begin + "月";
        };
    }
}
