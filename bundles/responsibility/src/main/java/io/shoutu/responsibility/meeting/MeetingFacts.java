package io.shoutu.responsibility.meeting;

/** The facts told about meetings (会议事实). */
public final class MeetingFacts {
    public static final String ENTERED = "responsibility.meeting-entered";
    public static final String EDITED = "responsibility.meeting-edited";
    public static final String SIGNED = "responsibility.meeting-signed";
    public static final String ADOPTED = "responsibility.meeting-adopted";
    public static final String RETURNED = "responsibility.meeting-returned";
    public static final String REDATED = "responsibility.meeting-redated";
    public static final String VOIDED = "responsibility.meeting-voided";
    public static final String RESOLUTION_COMPLETED = "responsibility.resolution-completed";

    private MeetingFacts() {}
}
