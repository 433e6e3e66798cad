package io.shoutu.commons.time;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The working calendar (工作日历): notices in tables, read once and reckoned in memory. */
@Component(service = WorkCalendar.class)
public final class SqlWorkCalendar implements WorkCalendar {
    private static final String PUBLISHED = "calendar.published";
    private static final Table<?> NOTICE = table("calendar_notice");
    private static final Table<?> DAY = table("calendar_day");
    private static final Field<Integer> YEAR = field("notice_year", Integer.class);
    private static final Field<String> SOURCE = field("source", String.class);
    private static final Field<String> DATE = field("day_text", String.class);
    private static final Field<Integer> OFF = field("day_off", Integer.class);
    private static final Field<String> NAME = field("day_name", String.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Sql sql;
    private final Journal journal;
    private final Journal.Following following;
    private volatile Calendar calendar;
    /** A notice was published, maybe by another node, since the tables were read. */
    private volatile boolean stale;

    @Activate
    public SqlWorkCalendar(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference(target = "(word=commons)") Schema schema) {
        this.clock = clock;
        this.work = work;
        this.sql = sql;
        this.journal = journal;
        // Before the tables are read, so that nothing published meanwhile is missed.
        this.following = journal.follow(entries -> {
            if (entries.stream().anyMatch(e -> e.name().equals(PUBLISHED))) {
                stale = true;
            }
        });
        this.calendar = work.run(tx -> {
            Set<Integer> known = new HashSet<>(sql.on(tx).select(YEAR).from(NOTICE).fetch(YEAR));
            // A county may have corrected a year; what travels with the house only fills years that are missing.
            PublishedNotices.all().stream().filter(n -> !known.contains(n.year())).forEach(n -> store(tx, n));
            return load(tx);
        });
    }

    @Deactivate
    public void close() {
        following.close();
    }

    private Calendar calendar() {
        if (stale) {
            // Before the look: what is published during it makes the calendar stale again.
            stale = false;
            try {
                calendar = work.run(this::load);
            } catch (RuntimeException e) {
                stale = true;
                throw e;
            }
        }
        return calendar;
    }

    @Override
    public Answer add(LocalDate from, int workingDays) {
        return calendar().add(from, workingDays);
    }

    @Override
    public Count between(LocalDate from, LocalDate to) {
        return calendar().between(from, to);
    }

    @Override
    public Day day(LocalDate date) {
        return calendar().day(date);
    }

    @Override
    public List<Notice> notices() {
        return calendar().notices();
    }

    @Override
    public void publish(Notice notice, Actor by) {
        check(notice);
        work.execute(tx -> {
            sql.on(tx).deleteFrom(DAY).where(YEAR.eq(notice.year())).execute();
            sql.on(tx).deleteFrom(NOTICE).where(YEAR.eq(notice.year())).execute();
            store(tx, notice);
            journal.write(tx, new Fact(new Subject("calendar", Integer.toString(notice.year())), PUBLISHED, clock.instant(), by,
                    Map.of("title", notice.year() + "年放假通知", "source", notice.source(), "days", notice.days().size())));
            Calendar next = load(tx);
            tx.afterCommit(() -> calendar = next);
        });
    }

    private static void check(Notice notice) {
        if (notice.year() < 1950 || notice.year() > 2200) {
            throw new Problem.Invalid("notice-year", "year", "通知年份不合理：" + notice.year());
        }
        if (notice.source() == null || notice.source().isBlank()) {
            throw new Problem.Invalid("notice-source", "source", "请写明通知的文号或网址，没有出处的放假安排不能导入");
        }
        if (notice.source().length() > 1_000) {
            throw new Problem.Invalid("notice-source", "source", "出处最长1000字");
        }
        if (notice.days().isEmpty()) {
            throw new Problem.Invalid("notice-empty", "days", "通知里没有任何日期");
        }
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < notice.days().size(); i++) {
            NoticeDay day = notice.days().get(i);
            String at = "days[" + i + "]";
            if (day.date() == null) {
                throw new Problem.Invalid("notice-day", at + ".date", "第" + (i + 1) + "天缺少日期");
            }
            // A notice may reach over the turn of the year: that of 2019 made 2018-12-29 a working day.
            if (day.date().isBefore(LocalDate.of(notice.year() - 1, 12, 1)) || day.date().isAfter(LocalDate.of(notice.year() + 1, 1, 31))) {
                throw new Problem.Invalid("notice-day", at + ".date", "日期不属于" + notice.year() + "年的通知：" + day.date());
            }
            if (!seen.add(day.date())) {
                throw new Problem.Invalid("notice-day", at + ".date", "同一天出现两次：" + day.date());
            }
            if (day.name() != null && day.name().length() > 80) {
                throw new Problem.Invalid("notice-day", at + ".name", "名称最长80字");
            }
        }
    }

    private void store(Tx tx, Notice notice) {
        // Two nodes that start at once both fill the tables of a new house; one of them does.
        if (sql.on(tx).insertInto(NOTICE, YEAR, SOURCE).values(notice.year(), notice.source()).onConflict(YEAR).doNothing().execute() == 0) {
            return;
        }
        var insert = sql.on(tx).batch(sql.on(tx).insertInto(DAY, YEAR, DATE, OFF, NAME).values((Integer) null, null, null, null));
        for (NoticeDay day : notice.days()) {
            insert.bind(notice.year(), day.date().toString(), day.off() ? 1 : 0, day.name());
        }
        insert.execute();
    }

    private Calendar load(Tx tx) {
        Map<Integer, List<NoticeDay>> days = new HashMap<>();
        sql.on(tx).select(YEAR, DATE, OFF, NAME).from(DAY).orderBy(YEAR, DATE)
                .forEach(r -> days.computeIfAbsent(r.value1(), y -> new ArrayList<>()).add(new NoticeDay(LocalDate.parse(r.value2()), r.value3() == 1, r.value4())));
        return new Calendar(sql.on(tx).select(YEAR, SOURCE).from(NOTICE).orderBy(YEAR)
                .fetch(r -> new Notice(r.value1(), r.value2(), days.getOrDefault(r.value1(), List.of()))));
    }
}
