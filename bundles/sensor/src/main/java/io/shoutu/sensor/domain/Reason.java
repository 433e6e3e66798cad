package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** Why something that arrived was parked (暂存原因). */
public enum Reason implements Term {
    MALFORMED("格式错误"),
    UNKNOWN_POINT("测点未声明"),
    UNKNOWN_DEVICE("设备未登记"),
    TIME_OUT_OF_RANGE("时间超出范围"),
    CONFLICT("与已存读数冲突"),
    NOT_A_NUMBER("不是数值"),
    TOO_MANY_VALUES("数量超限"),
    TOO_DEEP("嵌套过深"),
    NO_DECODER("缺少解码器"),
    DECODER_FAULT("解码器出错");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The reason of that word, or null. */
    public static Reason ofWord(String word) {
        for (Reason reason : values()) {
            if (reason.word().equals(word)) {
                return reason;
            }
        }
        return null;
    }
}
