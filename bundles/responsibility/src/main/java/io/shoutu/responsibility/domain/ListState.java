package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;

/** Where a duty list stands (清单状态). Source: mechanism 3, drafted by the committee's office, approved by the standing committee. */
public enum ListState implements Term {
    DRAFT("起草中"), SUBMITTED("待审定"), APPROVED("已审定"), PUBLISHED("执行中"), SUPERSEDED("已由新版替代"), ARCHIVED("已归档");

    private final String label;

    ListState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
