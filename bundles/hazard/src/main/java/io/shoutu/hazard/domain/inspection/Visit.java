package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.util.List;

/**
 * What was recorded of a visit (现场检查记录), signed or with the reason why not (安全生产法第六十八条).
 *
 * @param begunAt, endedAt as the phone says
 * @param fix where
 * @param cardShown whether the officers showed their cards (安全生产法第六十七条)
 * @param signed whether the inspected party signed
 * @param unsigned why it did not, required where it did not
 * @param summary in one paragraph, or null
 * @param track the way of a patrol, empty where none was recorded
 */
public record Visit(Instant begunAt, Instant endedAt, Fix fix, boolean cardShown, boolean signed, String unsigned, String summary, List<Answer> answers,
        List<SitePhoto> photos, Track track) {
    private static final int MOST = 200;

    public Visit {
        if (begunAt == null || endedAt == null || endedAt.isBefore(begunAt)) {
            throw new Problem.Invalid("visit-time", "endedAt", "请填写检查起止时间，结束不得早于开始");
        }
        if (fix == null) {
            throw new Problem.Invalid("fix-required", "fix", "请记录现场位置：打开定位，或手工填写地点");
        }
        unsigned = signed ? null : Words.required(unsigned, "unsigned", "未签字的原因（拒签的应记录在案，安全生产法第六十八条）", 500);
        summary = Words.optional(summary, "summary", "检查情况", 2000);
        answers = answers == null ? List.of() : List.copyOf(answers);
        photos = photos == null ? List.of() : List.copyOf(photos);
        track = track == null ? Track.NONE : track;
        if (photos.size() > MOST) {
            throw new Problem.Invalid("too-many-photos", "photos", "一次检查最多附" + MOST + "张照片，现有" + photos.size() + "张");
        }
        if (photos.stream().map(SitePhoto::attachment).distinct().count() < photos.size()) {
            throw new Problem.Invalid("photo-used-twice", "photos", "同一张照片不能用两次");
        }
    }

    /** Without a track. */
    public Visit(Instant begunAt, Instant endedAt, Fix fix, boolean cardShown, boolean signed, String unsigned, String summary, List<Answer> answers, List<SitePhoto> photos) {
        this(begunAt, endedAt, fix, cardShown, signed, unsigned, summary, answers, photos, Track.NONE);
    }

    public Visit along(Track way) {
        return new Visit(begunAt, endedAt, fix, cardShown, signed, unsigned, summary, answers, photos, way);
    }

    /** Whether every item of the sheet is answered once, with a photo where it failed; else the sentence says which is not. */
    void complete(Sheet sheet) {
        for (Sheet.Item item : sheet.items()) {
            long answered = answers.stream().filter(a -> a.item() == item.number()).count();
            if (answered != 1) {
                throw new Problem.Invalid("item-unanswered", "answers", "检查表第" + item.number() + "项" + (answered == 0 ? "没有检查结论：" : "有两个结论：") + item.text());
            }
        }
        for (Answer answer : answers) {
            if (sheet.items().stream().noneMatch(i -> i.number() == answer.item())) {
                throw new Problem.Invalid("item-unknown", "answers", "检查表没有第" + answer.item() + "项");
            }
            if (answer.outcome() == Answer.Outcome.FAIL && photos.stream().noneMatch(p -> p.item() == answer.item())) {
                throw new Problem.Invalid("photo-required", "photos", "第" + answer.item() + "项不符合，请至少附一张现场照片");
            }
        }
    }

    public List<Answer> failed() {
        return answers.stream().filter(a -> a.outcome() == Answer.Outcome.FAIL).toList();
    }

    /** As somebody wrote it: which hazards came of it is for the platform to say. */
    Visit asWritten() {
        return new Visit(begunAt, endedAt, fix, cardShown, signed, unsigned, summary, answers.stream().map(a -> a.became(null)).toList(), photos, track);
    }

    Visit became(int item, String hazard) {
        return new Visit(begunAt, endedAt, fix, cardShown, signed, unsigned, summary, answers.stream().map(a -> a.item() == item ? a.became(hazard) : a).toList(), photos, track);
    }
}
