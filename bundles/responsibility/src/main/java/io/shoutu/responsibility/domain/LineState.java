package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;

/** Where a duty stands in one of its slots (履职状态). The letter is for tables in which colour alone would not do. */
public enum LineState implements Term {
    OVERDUE("已逾期", "逾"), DUE("今日到期", "今"), DUE_SOON("临近期限", "临"), OPEN("进行中", "进"), DONE("已完成", "完"), EXCEEDED("超额完成", "超");

    private final String label;
    private final String letter;

    LineState(String label, String letter) {
        this.label = label;
        this.letter = letter;
    }

    @Override
    public String label() {
        return label;
    }

    /** One character (字标). */
    public String letter() {
        return letter;
    }
}
