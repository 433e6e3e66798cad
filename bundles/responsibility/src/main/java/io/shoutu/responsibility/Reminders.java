package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.Holding;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Reminder;
import io.shoutu.responsibility.domain.ReminderStore;
import io.shoutu.responsibility.domain.Stage;
import io.shoutu.responsibility.domain.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Reminds of duties that are not performed yet (履职提醒), each morning: due soon → due → overdue → superior. Each rung of each duty in each slot is told once; the notice
 * and the row that points at it stand in one transaction. What is performed in the meantime is not told any more.
 */
@Component(service = Reminders.class)
public final class Reminders {
    private static final Actor PLATFORM = Actor.system("responsibility");
    private static final Duration VALID = Duration.ofDays(3);

    private final AtomicReference<Notices> notices = new AtomicReference<>();
    private final UnitOfWork work;
    private final DutyListStore lists;
    private final ReminderStore store;
    private final Fulfilment fulfilment;
    private final Journal journal;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public Reminders(@Reference UnitOfWork work, @Reference DutyListStore lists, @Reference ReminderStore store, @Reference Fulfilment fulfilment, @Reference Journal journal,
            @Reference ListWords words, @Reference Clock clock) {
        this.work = work;
        this.lists = lists;
        this.store = store;
        this.fulfilment = fulfilment;
        this.journal = journal;
        this.words = words;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Notices service) {
        notices.set(service);
    }

    public void unbind(Notices service) {
        notices.compareAndSet(service, null);
    }

    /** A reminder and how far its notice got; no receipts where there is no notice. */
    public record Told(Reminder reminder, List<Notices.Receipted> receipts) {}

    /** Hears {@code day.began}. A day missed while the machine was off reminds of nothing: its own morning follows and tells the rung that is reached by then. */
    public void morning(Entry day) {
        LocalDate today = LocalDate.parse(day.text("date"));
        if (!today.equals(Legal.day(clock.instant()))) {
            return;
        }
        List<DutyList> all = new ArrayList<>(work.run(tx -> lists.ofYear(tx, today.getYear(), ListState.PUBLISHED)));
        // In January the last slots of the year before may still be open.
        all.addAll(work.run(tx -> lists.ofYear(tx, today.getYear() - 1, ListState.PUBLISHED)));
        for (DutyList list : all) {
            remind(list, today, day);
        }
    }

    private void remind(DutyList list, LocalDate today, Entry day) {
        Instant now = clock.instant();
        Fulfilment.Standing standing = fulfilment.of(list, now);
        List<Reminder> earlier = work.run(tx -> store.of(tx, list.number(), list.edition()));
        for (Tally.Line line : standing.tally().lines()) {
            int caughtUp = told(earlier, line, Stage.CAUGHT_UP);
            if (line.fulfilled()) {
                if (told(earlier, line, Stage.SUPERIOR) > caughtUp) {
                    work.execute(tx -> caughtUp(tx, list, line, caughtUp, today, now, day));
                }
                continue;
            }
            // What is long over is the business of the year's end, not of this morning.
            if (line.slot().due().plusDays(words.superiorAfter() + 31L).isBefore(today)) {
                continue;
            }
            Optional<Stage.Call> call = Stage.reached(line.slot().due(), today, words.soon(), words.superiorAfter())
                    .map(reached -> reached.stage() == Stage.SUPERIOR ? new Stage.Call(Stage.SUPERIOR, caughtUp) : reached);
            call.ifPresent(c -> work.execute(tx -> {
                if (!store.given(tx, list, line.duty().code(), line.slot(), c)) {
                    tell(tx, list, line, c, standing.holdings(), today, now, day);
                }
            }));
        }
    }

    private static int told(List<Reminder> earlier, Tally.Line line, Stage stage) {
        return (int) earlier.stream().filter(r -> r.stage() == stage && r.code().equals(line.duty().code()) && r.slot().equals(line.slot().span().first())).count();
    }

    /** Performed after the superior was told: said once, so that what climbs elsewhere because of it comes down. */
    private void caughtUp(Tx tx, DutyList list, Tally.Line line, int step, LocalDate today, Instant now, Entry day) {
        store.add(tx, new Reminder(list.number(), list.edition(), line.duty().code(), line.slot().span().first(), Stage.CAUGHT_UP, step, line.slot().span().label(), line.slot().due(), today, "无需再提醒", null));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", line.duty().code());
        data.put("slot", line.slot().span().label());
        data.put("due", line.slot().due().toString());
        data.put("required", line.slot().required());
        data.put("done", line.done());
        journal.write(tx, new Fact(list.subject(), ResponsibilityFacts.CAUGHT_UP, now, PLATFORM, data, day.asCause()));
    }

    private void tell(Tx tx, DutyList list, Tally.Line line, Stage.Call call, List<Holding> holdings, LocalDate today, Instant now, Entry day) {
        List<Addressee> to = call.stage() == Stage.SUPERIOR ? superiors() : bearers(list, holdings, today);
        Notices service = notices.get();
        String notice = service == null || to.isEmpty() ? null
                : service.send(tx, new Notice(list.subject(), to, call.stage().ordinal() >= Stage.OVERDUE.ordinal() ? Level.IMPORTANT : Level.ORDINARY,
                        cut("履职提醒（" + call.stage().label() + "）：" + line.duty().text(), 100),
                        cut(list.title() + " 条目 " + line.duty().code() + "（" + line.slot().span().label() + "）应履职 " + line.slot().required() + " 次，已履职 " + line.done() + " 次，应于 "
                                + line.slot().due() + " 前完成。“" + line.duty().text() + "”", 1_000),
                        "duty:" + list.number(), now.plus(VALID), List.of(), day.asCause()), PLATFORM);
        String addressee = to.isEmpty() ? "无人可提醒" : cut(String.join(",", to.stream().map(Addressee::toString).toList()), 300);
        store.add(tx, new Reminder(list.number(), list.edition(), line.duty().code(), line.slot().span().first(), call.stage(), call.step(), line.slot().span().label(), line.slot().due(), today,
                addressee, notice));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", line.duty().code());
        data.put("slot", line.slot().span().label());
        data.put("due", line.slot().due().toString());
        data.put("stage", call.stage().name());
        data.put("stageLabel", call.stage().label());
        data.put("required", line.slot().required());
        data.put("done", line.done());
        data.put("bearer", list.bearer().body() ? (list.bearer().unit().contains(":") ? "" : "unit:") + list.bearer().unit() : holdings.stream().filter(h -> h.on(today)).map(h -> "person:" + h.person()).findFirst().orElse(null));
        data.put("notice", notice);
        journal.write(tx, new Fact(list.subject(), ResponsibilityFacts.REMINDED, now, PLATFORM, data, day.asCause()));
    }

    /** Who holds the post today; for a body its unit, for an enterprise who heads it. */
    private static List<Addressee> bearers(DutyList list, List<Holding> holdings, LocalDate today) {
        if (list.bearer().body() && list.bearer().enterprise().isPresent()) {
            return holdings.stream().filter(h -> h.on(today) && h.account() != null).map(h -> Addressee.account(h.account())).distinct().toList();
        }
        if (list.bearer().body()) {
            return List.of(new Addressee(Addressee.Kind.UNIT, list.bearer().unit()));
        }
        return holdings.stream().filter(h -> h.on(today) && h.account() != null).map(h -> Addressee.account(h.account())).toList();
    }

    private List<Addressee> superiors() {
        return words.superior().stream().map(Addressee::parse).toList();
    }

    /** The reminders of an edition with their receipts, the latest first. */
    public List<Told> of(DutyList list) {
        Notices service = notices.get();
        return work.run(tx -> store.of(tx, list.number(), list.edition())).stream()
                .map(reminder -> new Told(reminder, service == null || reminder.notice() == null ? List.of() : service.get(reminder.notice(), PLATFORM).receipts())).toList();
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
