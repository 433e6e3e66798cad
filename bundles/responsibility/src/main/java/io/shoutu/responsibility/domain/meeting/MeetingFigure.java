package io.shoutu.responsibility.domain.meeting;

/**
 * How often a body sat on work safety in a year (会议学习统计), meetings and study apart.
 *
 * @param unit id of the unit
 */
public record MeetingFigure(String unit, MeetingForm form, long meetings, long studies) {}
