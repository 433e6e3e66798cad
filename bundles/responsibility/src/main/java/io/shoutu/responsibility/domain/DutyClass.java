package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;

/** Whose kind of responsibility a duty is (责任类别). Source: founding document S3, 五类责任. */
public enum DutyClass implements Term {
    LEADERSHIP("领导责任"),
    PRINCIPAL("主体责任"),
    REGULATORY("监管责任"),
    POST("岗位责任"),
    OVERSIGHT("监督责任");

    private final String label;

    DutyClass(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
