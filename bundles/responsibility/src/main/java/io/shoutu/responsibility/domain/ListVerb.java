package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;

/** What can be done to a duty list (清单办理动作); the word is the last part of its address. */
public enum ListVerb implements Term {
    EDIT("修改条目"), SUBMISSION("提交审定"), RETURN("退回修改"), APPROVAL("审定"), PUBLICATION("发布执行"), SUPERSESSION("由新版替代"), ARCHIVING("归档");

    private final String label;

    ListVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
