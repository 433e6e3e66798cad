package io.shoutu.api.notices;

import io.shoutu.api.Term;

/** How far one delivery of a notice has got (送达进度). */
public enum Progress implements Term {
    QUEUED("待发送"),
    /** Handed to the channel at this moment, or the process died while it was. */
    SENDING("发送中"),
    SENT("已发送"), DELIVERED("已送达"), READ("已读"), ACKNOWLEDGED("已确认"),
    /** The channel refuses it for good, or nobody could be reached there. */
    FAILED("未送达"),
    /** Nobody can say whether it went out; it is not sent again unless marked as a possible repetition. */
    UNKNOWN("结果不明"),
    /** Tried as often as is allowed; waits until a person tries it again. */
    PARKED("暂存待处理"),
    /** Its time had passed before it could go out. */
    EXPIRED("已过期");

    private final String label;

    Progress(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether a later report may still move it: what is read is never again merely sent. */
    public boolean reached(Progress other) {
        return rank() >= other.rank();
    }

    private int rank() {
        return switch (this) {
            case QUEUED -> 0;
            case SENDING -> 1;
            case PARKED, EXPIRED -> 2;
            case UNKNOWN -> 3;
            case SENT -> 4;
            case FAILED -> 5;
            case DELIVERED -> 6;
            case READ -> 7;
            case ACKNOWLEDGED -> 8;
        };
    }
}
