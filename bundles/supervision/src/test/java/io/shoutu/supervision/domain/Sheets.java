package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Drafts, kinds, limits and papers in any state, for tests. It is Friday 13 February 2026. */
public final class Sheets {
    public static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    public static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    public static final Reckoning DAYS = new Reckoning(TODAY, new Weekdays(), List.of(limit("sign", 2, true), limit("listing.publish", 5, true), limit("listing.file", 3, true), limit("listing.longest", 365, false),
            limit("listing.extension-ask", 20, true), limit("listing.extension-answer", 10, true), limit("listing.accept", 10, false), limit("listing.delist-publish", 5, true), limit("listing.monthly", 5, false),
            limit("interview.feedback", 15, false), limit("points.objection", 10, true)));
    public static final Actor DRAFTER = actor("drafter", "operator");
    /** Holds every role and has done nothing yet. */
    public static final Actor ALL = actor("all", "operator", "leader", "acceptor", "inspector");

    private Sheets() {}

    /** Monday to Friday. */
    record Weekdays() implements WorkCalendar {
        @Override
        public Answer add(LocalDate from, int workingDays) {
            LocalDate day = from;
            for (int left = Math.abs(workingDays); left > 0;) {
                day = workingDays < 0 ? day.minusDays(1) : day.plusDays(1);
                left -= day(day).working() ? 1 : 0;
            }
            return new Answer(day, false);
        }

        @Override
        public Count between(LocalDate from, LocalDate to) {
            return new Count((int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(d -> day(d).working()).count(), false);
        }

        @Override
        public Day day(LocalDate date) {
            return new Day(date, date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY, null, false);
        }

        @Override
        public void publish(Notice notice, Actor by) {
            throw new UnsupportedOperationException("the tests have no holidays");
        }

        @Override
        public List<Notice> notices() {
            return List.of();
        }
    }

    static TimeLimit limit(String code, int amount, boolean working) {
        return new TimeLimit(code, code, amount, working, "示例", null, LONG_AGO, null);
    }

    public static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    public static Kind kind(Flow flow) {
        return new Kind(flow.name().toLowerCase(java.util.Locale.ROOT), flow.label(), flow, "DB", "安安委办", 10, true, -1, -2, "示例", LONG_AGO, null);
    }

    public static Draft draft(Flow flow) {
        return new Draft(kind(flow).code(), "关于罐区隐患逾期未整改的督办", "隐患逾期未整改", "安全生产法第四十一条", "请立即整改并书面答复", new Addressee(Addressee.Sort.UNIT, "yjj"),
                List.of(new Addressee(Addressee.Sort.UNIT, "xz400")), null, new Subject("hazard", "YH-2026-000001"), null, flow == Flow.LISTING ? TODAY.plusDays(200) : null, flow == Flow.LISTING ? "县应急管理局局长" : null);
    }

    public static Instrument fresh(Flow flow) {
        return Instrument.drafted("DB-2026-000001", draft(flow), kind(flow), DRAFTER, NOW);
    }

    /** A paper in this state with what usually led there, each step by somebody else. */
    public static Instrument in(Flow flow, State state) {
        List<Deed> deeds = new ArrayList<>();
        boolean out = !state.inside() && state != State.REFUSED && state != State.CANCELLED;
        if (state != State.DRAFTED) {
            deeds.add(deed(Verb.SUBMISSION, "drafter", null));
        }
        if (out) {
            deeds.add(deed(flow == Flow.LISTING ? Verb.LISTING : Verb.ISSUE, "drafter", TODAY));
        }
        if (state == State.REPLIED || state == State.REPORTED || state == State.ACCEPTANCE_ASKED) {
            deeds.add(deed(flow == Flow.LISTING ? Verb.ACCEPTANCE_REQUEST : flow == Flow.INVESTIGATION ? Verb.REPORT : Verb.REPLY, "addressee", null));
        }
        LocalDate deadline = out && flow.hasDeadline() ? TODAY.plusDays(flow == Flow.LISTING ? 200 : 14) : null;
        return new Instrument("DB-2026-000001", draft(flow), flow, state, NOW, out ? "安安委办〔2026〕1号" : null, deadline, deadline, false, out ? TODAY.plusDays(4) : null, false, List.of(), -1, -2, deeds, "drafter", NOW, null, 1);
    }

    static Deed deed(Verb verb, String by, LocalDate day) {
        return new Deed(verb, by, NOW, false, "说明", day, null, null);
    }

    /** All that any verb may need. */
    public static Said said(Verb verb) {
        return new Said("说明", verb == Verb.EXTENSION_REQUEST ? TODAY.plusDays(230) : null, "2026-02", "主持人、专家", List.of());
    }
}
