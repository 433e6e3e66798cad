package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Problem;
import io.shoutu.responsibility.domain.Words;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the minutes say (会议内容): everything somebody writes down of a meeting or a study session.
 *
 * @param sort meeting or study
 * @param form which body sat
 * @param unit id of the unit that called it
 * @param chair id of the person who chaired it
 * @param title e.g. 县委常委会会议（第8次）
 * @param heldAt when it began; never later than now
 * @param place where, or null
 * @param attendees ids of the others who were there, the chair not among them
 * @param topics at least one
 * @param resolutions what was decided
 * @param study only of a study session, else null
 */
public record Minutes(MeetingSort sort, MeetingForm form, String unit, String chair, String title, Instant heldAt, String place, List<String> attendees, List<Topic> topics,
        List<Resolution> resolutions, Study study) {
    private static final int MOST = 200;

    public Minutes {
        if (sort == null || form == null) {
            throw new Problem.Invalid("required", sort == null ? "sort" : "form", sort == null ? "请选择是会议还是学习" : "请选择会议形式");
        }
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "unit", "请选择召开单位");
        }
        if (chair == null || chair.isBlank()) {
            throw new Problem.Invalid("required", "chair", "请选择主持人");
        }
        if (heldAt == null) {
            throw new Problem.Invalid("required", "heldAt", "请填写召开时间");
        }
        title = Words.required(title, "title", "会议名称", 200);
        place = Words.optional(place, "place", "地点", 200);
        LinkedHashSet<String> others = new LinkedHashSet<>(attendees);
        others.remove(chair);
        attendees = List.copyOf(others);
        topics = List.copyOf(topics);
        resolutions = List.copyOf(resolutions);
        if (topics.isEmpty()) {
            throw new Problem.Invalid("required", "topics", "请至少填写一个议题");
        }
        if (attendees.size() > MOST || topics.size() > MOST || resolutions.size() > MOST) {
            throw new Problem.Invalid("too-many-rows", "attendees", "参加人、议题、议定事项各不能超过 " + MOST + " 个");
        }
        if (sort == MeetingSort.STUDY ? study == null : study != null) {
            throw new Problem.Invalid("study", "hours", sort == MeetingSort.STUDY ? "请填写学习时长" : "会议不填写学习时长；专题学习请另记为“学习”，两者分别统计");
        }
    }

    /** Whether any item is on work safety; what has none counts for nobody. */
    public boolean onSafety() {
        return topics.stream().anyMatch(topic -> sort == MeetingSort.STUDY ? topic.aim() == Topic.Aim.STUDY : topic.safety() && topic.aim() != Topic.Aim.STUDY);
    }

    Minutes held(Instant at) {
        return new Minutes(sort, form, unit, chair, title, at, place, attendees, topics, resolutions, study);
    }

    Minutes with(List<Resolution> others) {
        return new Minutes(sort, form, unit, chair, title, heldAt, place, attendees, topics, others, study);
    }
}
