package io.shoutu.supervision;

import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.PublicReportFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Watch;
import java.time.LocalDate;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears what is overdue in other rooms and what is settled there (逾期监听). The room stands without any of them. */
@Component(service = LadderHearing.class)
public final class LadderHearing {
    private static final Set<String> ENDED = Set.of("CLOSED", "DISMISSED", "MERGED");

    private final UnitOfWork work;
    private final SupervisionBook book;
    private final Climbing climbing;
    private final Majors majors;

    @Activate
    public LadderHearing(@Reference UnitOfWork work, @Reference SupervisionBook book, @Reference Climbing climbing, @Reference Majors majors) {
        this.work = work;
        this.book = book;
        this.climbing = climbing;
        this.majors = majors;
    }

    /** Hears {@code hazard.overdue}, {@code hazard.imported} (where it came in overdue) and {@code hazard.rejected} (where its deadline is over). */
    public void hazardLate(Entry hazard) {
        LocalDate due = day(hazard.text("deadline"));
        if (due == null || !due.isBefore(book.today()) || ENDED.contains(hazard.text("state"))) {
            return;
        }
        boolean major = major(hazard);
        work.execute(tx -> climbing.watch(tx, new Watch(hazard.subject(), "hazard", title(hazard), hazard.text("enterprise"), null, due, major, book.now(), null, null), hazard.asCause()));
    }

    private boolean major(Entry hazard) {
        if (hazard.text("grade") != null) {
            return HazardGrade.MAJOR.name().equals(hazard.text("grade"));
        }
        return majors.major(hazard.subject().number()).orElse(false);
    }

    /** Hears {@code hazard.report-overdue}; the fact says nothing of who reported, and neither does this room. */
    public void reportLate(Entry report) {
        LocalDate due = day(report.text("due") != null ? report.text("due") : report.text("deadline"));
        LocalDate since = due == null ? io.shoutu.api.time.Legal.day(report.happened()).minusDays(1) : due;
        work.execute(tx -> climbing.watch(tx, new Watch(report.subject(), "report", "群众举报 " + report.subject().number(), report.text("enterprise"), null, since, false, book.now(), null, null), report.asCause()));
    }

    /** Hears {@code responsibility.reminded}: what has reached the superior there becomes a matter of supervision here. */
    public void dutyLate(Entry duty) {
        LocalDate due = day(duty.text("due"));
        if (due == null || !"SUPERIOR".equals(duty.text("stage"))) {
            return;
        }
        String title = "责任清单条目 " + duty.text("code") + "（" + duty.text("slot") + "）";
        Addressee late = duty.text("bearer") == null ? null : Addressee.parse(duty.text("bearer"), "bearer");
        work.execute(tx -> climbing.watch(tx, new Watch(matter(duty), "duty", title, late != null && late.sort() == Addressee.Sort.ENTERPRISE ? late.id() : null, late, due, false, book.now(), null, null), duty.asCause()));
    }

    /** Hears {@code responsibility.caught-up}: the duty was performed after all, so nothing climbs any more because of it. */
    public void dutyCaughtUp(Entry duty) {
        work.execute(tx -> climbing.settle(tx, matter(duty), "已补办"));
    }

    /** Each item of a list in each period climbs by itself. */
    private static Subject matter(Entry duty) {
        return Watch.matter(duty.subject(), duty.text("code") + "@" + duty.text("slot"));
    }

    /** Hears what ends an overdue matter: handed in, accepted, dismissed, merged, a longer deadline; a report checked or handed on. */
    public void settled(Entry entry) {
        work.execute(tx -> climbing.settle(tx, entry.subject(), switch (entry.name()) {
            case HazardFacts.SUBMITTED -> "已提交复查";
            case HazardFacts.ACCEPTED -> "已验收销号";
            case HazardFacts.DISMISSED -> "不构成隐患";
            case HazardFacts.MERGED -> "已并入另一隐患";
            case HazardFacts.EXTENSION_GRANTED -> "已批准延期";
            case PublicReportFacts.CHECKED -> "举报已核查";
            case PublicReportFacts.TRANSFERRED -> "举报已移送";
            case PublicReportFacts.EXTENDED -> "举报已延期";
            default -> "已了结";
        }));
    }

    private static String title(Entry entry) {
        return entry.text("title") == null ? entry.subject().number() : Climbing.cut(entry.text("title"), 200);
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
