package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.notices.domain.Ladder;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes notices of what the journal tells (事实转通知): alarms to those on duty, overdue hazards to their rectifier. Facts are known by name and
 * details alone. Heard inside the listener's transaction, so that each makes its notice exactly once.
 */
@Component(service = FactHearing.class, configurationPid = "io.shoutu.notices")
public final class FactHearing {
    /** As people read a moment in a text: China's clock, to the second. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Legal.ZONE);

    /** Shelved, suppressed by design, out of service. */
    private static final Set<String> SILENT = Set.of("SHLVD", "DSUPR", "OOSRV");

    private final Clock clock;
    private final UnitOfWork work;
    private final Notices notices;
    private final Set<String> priorities;
    private final List<Addressee> alarmTo;
    private final List<Notice.Step> alarmEscalation;
    private final List<Addressee> hazardTo;
    private final List<Notice.Step> hazardEscalation;
    private final Duration valid;

    @Activate
    public FactHearing(@Reference Clock clock, @Reference UnitOfWork work, @Reference Notices notices, Config config) {
        this(clock, work, notices, config.alarmPriorities(), config.alarmTo(), config.alarmEscalation(), config.hazardTo(), config.hazardEscalation(),
                Duration.ofHours(config.validHours()));
    }

    public FactHearing(Clock clock, UnitOfWork work, Notices notices, String priorities, String alarmTo, String alarmEscalation, String hazardTo, String hazardEscalation,
            Duration valid) {
        this.clock = clock;
        this.work = work;
        this.notices = notices;
        this.priorities = Arrays.stream(priorities.split(",")).map(String::strip).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
        this.alarmTo = Ladder.addressees(alarmTo);
        this.alarmEscalation = Ladder.parse(alarmEscalation);
        this.hazardTo = Ladder.addressees(hazardTo);
        this.hazardEscalation = Ladder.parse(hazardEscalation);
        this.valid = valid;
    }

    /** Hears {@code sensor.alarm-raised}, {@code sensor.alarm-realarmed} and {@code sensor.alarm-escalated}; one that is kept silent calls nobody. */
    public void alarmRaised(Entry alarm) {
        if (SILENT.contains(String.valueOf(alarm.text("state")))) {
            return;
        }
        if (!priorities.contains(String.valueOf(alarm.text("priority"))) || alarmTo.isEmpty()) {
            return;
        }
        Level level = switch (alarm.text("priority")) {
            case "CRITICAL" -> Level.URGENT;
            case "HIGH" -> Level.IMPORTANT;
            default -> Level.ORDINARY;
        };
        String what = alarm.name().endsWith("-escalated") ? "报警升级：" : alarm.name().endsWith("-realarmed") ? "再次报警：" : "报警：";
        String title = what + (alarm.text("title") == null ? alarm.subject().number() : alarm.text("title"));
        String text = "报警 " + alarm.subject().number() + "，" + LOCAL.format(alarm.happened()) + " 触发。请立即查看并确认。";
        // One plant's alarms belong together, however many of its points speak at once.
        String place = alarm.text("enterprise") != null ? alarm.text("enterprise") : alarm.text("device");
        give(alarm, alarmTo, level, title, text, place == null ? null : "alarm:" + place, alarmEscalation);
    }

    /** Hears {@code sensor.alarm-acknowledged}: whoever acknowledged the alarm need not acknowledge its notice as well. */
    public void alarmAcknowledged(Entry alarm) {
        work.execute(tx -> notices.settle(tx, alarm.subject(), new Actor(alarm.account(), alarm.actorName(), Actor.Kind.PERSON, Set.of())));
    }

    /** Hears {@code sensor.alarms-reviewed}: each owner is told of his, and those on duty of what nobody owns. */
    public void alarmsReviewed(Entry review) {
        List<Addressee> to = review.text("owner") == null ? alarmTo : List.of(Addressee.account(review.text("owner")));
        if (to.isEmpty()) {
            return;
        }
        String text = review.text("problems") + "，其中：" + review.text("first") + "。请逐项处理或说明原因。";
        give(review, to, Level.ORDINARY, "本周该治理的报警 " + review.text("number") + " 项", text, null, List.of());
    }

    /** Hears {@code hazard.overdue} and {@code hazard.reminded}. */
    public void hazardChased(Entry hazard) {
        boolean overdue = hazard.name().endsWith("overdue");
        String rectifier = hazard.text("rectifier");
        List<Addressee> to = rectifier == null ? hazardTo : List.of(Addressee.account(rectifier));
        if (to.isEmpty()) {
            return;
        }
        String stage = overdue ? "已逾期" : hazard.text("stageLabel") == null ? "提醒" : hazard.text("stageLabel");
        String title = "隐患" + stage + "：" + (hazard.text("title") == null ? hazard.subject().number() : hazard.text("title"));
        String text = hazard.subject().number() + (hazard.text("deadline") == null ? "" : "，整改期限 " + hazard.text("deadline")) + "。请登录平台办理。";
        give(hazard, to, overdue ? Level.IMPORTANT : Level.ORDINARY, title, text, "hazard:" + hazard.subject().number(), overdue ? hazardEscalation : List.of());
    }

    /** Hears {@code supervision.issued}, {@code .listed}, {@code .reminded}, {@code .overdue}, {@code .rejected}: the fact names whom to tell, the addressee of the paper. */
    public void supervisionTold(Entry paper) {
        if (paper.text("to") == null) {
            return;
        }
        String verb = paper.name().substring(paper.name().indexOf('.') + 1);
        boolean grave = verb.equals("overdue") || verb.equals("listed");
        String stage = switch (verb) {
            case "issued" -> "请签收";
            case "listed" -> "挂牌督办，请签收";
            case "rejected" -> "已退回，请重办";
            case "overdue" -> "已逾期";
            default -> paper.text("stageLabel") == null ? "提醒" : paper.text("stageLabel");
        };
        String title = (paper.text("kindLabel") == null ? "督办文书" : paper.text("kindLabel")) + "（" + stage + "）：" + (paper.text("title") == null ? paper.subject().number() : paper.text("title"));
        String text = (paper.text("document") == null ? paper.subject().number() : paper.text("document")) + (paper.text("signBy") == null ? "" : "，签收期限 " + paper.text("signBy"))
                + (paper.text("deadline") == null ? "" : "，办理期限 " + paper.text("deadline")) + "。请登录平台办理。";
        give(paper, List.of(Addressee.parse(paper.text("to"))), grave || verb.equals("issued") ? Level.IMPORTANT : Level.ORDINARY, title, text, "supervision:" + paper.subject().number(), List.of());
    }

    private void give(Entry entry, List<Addressee> to, Level level, String title, String text, String mergeKey, List<Notice.Step> escalation) {
        // Worth sending as long after the last step as after the first.
        Duration ladder = escalation.stream().map(Notice.Step::after).reduce(Duration.ZERO, Duration::plus);
        Notice notice = new Notice(entry.subject(), to, level, cut(title, 100), cut(text, 1_000), mergeKey == null ? null : cut(mergeKey, 150),
                clock.instant().plus(ladder).plus(valid), escalation, entry.asCause());
        work.execute(tx -> notices.send(tx, notice, Told.PLATFORM));
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest - 1))) + "…";
    }
}
