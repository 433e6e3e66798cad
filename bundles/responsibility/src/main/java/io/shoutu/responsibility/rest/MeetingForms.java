package io.shoutu.responsibility.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Resolution;
import io.shoutu.responsibility.domain.meeting.Study;
import io.shoutu.responsibility.domain.meeting.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The bodies of meetings (会议表单), as {@code docs/wire.md} has them. */
final class MeetingForms {
    private MeetingForms() {}

    record TopicForm(String text, String aim) {
        Topic topic() {
            return new Topic(text, MeetingForms.one(Topic.Aim.values(), aim, "topics", "议题类别"));
        }
    }

    record ResolutionForm(String text, String unit, LocalDate due, LocalDate done, String result) {
        Resolution resolution() {
            return new Resolution(text, unit, due, done, result);
        }
    }

    /** {@code hours} is a number of hours, in quarters. */
    record StudyForm(BigDecimal hours, Integer expected, Integer notesChecked, Integer notesPassed) {
        Study study() {
            BigDecimal quarters = hours == null ? BigDecimal.ZERO : hours.multiply(BigDecimal.valueOf(4));
            if (quarters.stripTrailingZeros().scale() > 0) {
                throw new Problem.Invalid("study-hours", "hours", "学习时长以 0.25 小时为单位：" + hours);
            }
            return new Study(quarters.intValue(), none(expected), none(notesChecked), none(notesPassed));
        }

        private static int none(Integer number) {
            return number == null ? 0 : number;
        }
    }

    record MinutesForm(String reference, String sort, String form, String unit, String chair, String title, String heldAt, String place, List<String> attendees, List<TopicForm> topics,
            List<ResolutionForm> resolutions, StudyForm study, List<String> files) {
        Minutes minutes() {
            return new Minutes(one(MeetingSort.values(), sort, "sort", "会议或学习"), one(MeetingForm.values(), form, "form", "会议形式"), unit, chair, title, moment(heldAt, "heldAt"), place,
                    some(attendees), some(topics).stream().map(TopicForm::topic).toList(), some(resolutions).stream().map(ResolutionForm::resolution).toList(), study == null ? null : study.study());
        }

        List<String> attached() {
            return some(files);
        }
    }

    record ReasonForm(String reason) {}

    record RedatingForm(String heldAt, String reason) {}

    record CompletionForm(Integer row, String result) {}

    /** A moment: with an offset, or in China's time without one; null where nothing was said. */
    static Instant moment(String text, String field) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() <= 19 && !text.endsWith("Z") ? LocalDateTime.parse(text.strip()).atZone(Legal.ZONE).toInstant() : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("time-format", field, "时间应写作 2026-03-05T09:00：" + text);
        }
    }

    /** A word of a list of words; null where nothing was said. */
    static <E extends Enum<E> & Term> E one(E[] words, String text, String field, String label) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(words).filter(w -> w.name().equals(text) || w.label().equals(text.strip())).findFirst().orElseThrow(() -> new Problem.Invalid("unknown-word", field,
                label + "没有“" + text + "”；可选的有：" + Arrays.stream(words).map(w -> w.name() + "（" + w.label() + "）").collect(Collectors.joining("、"))));
    }

    /** The rows of a list; none for null. */
    static <T> List<T> some(List<T> list) {
        if (list != null && list.stream().anyMatch(java.util.Objects::isNull)) {
            throw new Problem.Invalid("empty-row", null, "列表中有空行（null），请去掉后再提交");
        }
        return list == null ? List.of() : list;
    }
}
