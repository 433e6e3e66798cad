package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An instrument of supervision (督办文书): a letter, an interview, a listing, from the draft to its end.
 *
 * <p>A value: each move answers the instrument after it, or raises the {@link Problem} that stands in the way and changes nothing.
 *
 * @param number of the record, e.g. {@code DB-2026-000012}
 * @param document number of the paper, given when it goes out; null before, so that drafts leave no gap
 * @param deadline last legal day to answer now, null before it goes out or where there is none
 * @param firstDeadline the first one; stays
 * @param provisional whether a holiday notice still to come may move the deadline
 * @param signBy last legal day to sign for it, or null
 * @param overdue whether the deadline has passed while the clock runs
 * @param missed the deadlines that were missed, the first first; they stay
 * @param score effect on the addressee's score when it went out, as it was in force then
 * @param lateScore effect of each miss, as it was in force then
 * @param chasedOn the legal day it was last reminded of, or null
 * @param version counts what was kept; a move leaves it, the store raises it
 */
public record Instrument(String number, Draft draft, Flow flow, State state, Instant since, String document, LocalDate deadline, LocalDate firstDeadline, boolean provisional, LocalDate signBy,
        boolean overdue, List<LocalDate> missed, int score, int lateScore, List<Deed> deeds, String draftedBy, Instant draftedAt, LocalDate chasedOn, long version) {

    /** What it does to the addressee's score, and why (对考核的影响). */
    public record Effect(String reason, LocalDate day, int points) {}

    public Instrument {
        deeds = List.copyOf(deeds);
        missed = List.copyOf(missed);
    }

    public static Instrument drafted(String number, Draft draft, Kind kind, Actor by, Instant now) {
        return new Instrument(number, draft, kind.flow(), State.DRAFTED, now, null, null, null, false, null, false, List.of(), 0, 0, List.of(), by.account(), now, null, 1);
    }

    public Subject subject() {
        return new Subject(SupervisionFacts.KIND, number);
    }

    /** What stands in the way of a move before its form is filled in. @param addressed whether the asking one is the addressee, or belongs to it */
    public Optional<Problem> obstacle(Verb verb, Actor by, boolean addressed, Kind kind, Reckoning days) {
        return Guards.obstacle(this, verb, by, addressed, kind, days);
    }

    /** Writes the draft anew. */
    public Instrument revise(Draft fresh, Actor by, Kind kind, Reckoning days, Instant now) {
        require(Verb.REVISION, by, false, kind, days);
        if (!fresh.kind().equals(draft.kind())) {
            throw new Problem.Invalid("kind-fixed", "kind", "文书种类不能修改，请撤稿后另拟");
        }
        return with(fresh, state, now, deadline, provisional, signBy, overdue, deeds);
    }

    /**
     * Makes a move.
     *
     * @param addressed whether the mover is the addressee, or belongs to it
     * @param kind its kind as in force today
     * @throws Problem.Invalid naming the field that is missing or wrong
     */
    public Instrument move(Verb verb, Actor by, Said said, boolean addressed, Kind kind, Reckoning days, Instant now) {
        Lifecycle.Move<State, Verb> move = require(verb, by, addressed, kind, days);
        String text = verb.needed() ? Words.required(said.text(), "text", verb.said(), 2000) : Words.optional(said.text(), "text", verb.said(), 2000);
        String people = people(verb, said);
        LocalDate day = day(verb, said, days);
        String month = verb == Verb.MONTHLY_REPORT ? month(said.month(), days.today()) : null;
        boolean onBehalf = flow.roles(verb).contains("*") && !addressed && by.holds(Roles.OPERATOR);
        List<Deed> done = Stream.concat(deeds.stream(), Stream.of(new Deed(verb, by.account(), now, onBehalf, text, day, month, people))).toList();
        return switch (verb) {
            case ISSUE, LISTING -> out(move.to(), kind, days, now, done);
            case COMMITMENT -> {
                WorkCalendar.Answer end = said.day() != null ? new WorkCalendar.Answer(said.day(), false) : days.until(Reckoning.FEEDBACK, days.today());
                yield with(draft, move.to(), now, notPast(end.date(), days), end.provisional(), signBy, false, done);
            }
            case EXTENSION_GRANT -> with(draft, move.to(), now, pendingExtension().orElseThrow().day(), false, signBy, false, done);
            case REJECTION -> rejected(move.to(), said.day(), days, now, done);
            default -> with(draft, move.to(), now, deadline, provisional, signBy, move.to().clockRuns() && overdue, done);
        };
    }

    private Lifecycle.Move<State, Verb> require(Verb verb, Actor by, boolean addressed, Kind kind, Reckoning days) {
        obstacle(verb, by, addressed, kind, days).ifPresent(p -> {
            throw p;
        });
        return flow.table().require(state, verb);
    }

    /** It goes out: the clocks begin to run. */
    private Instrument out(State to, Kind kind, Reckoning days, Instant now, List<Deed> done) {
        WorkCalendar.Answer end = !flow.hasDeadline() ? null : draft.deadline() != null ? new WorkCalendar.Answer(draft.deadline(), false) : days.add(days.today(), kind.answerDays(), kind.working());
        if (flow == Flow.LISTING && end.date().isAfter(days.until(Reckoning.LONGEST, days.today()).date())) {
            throw new Problem.Invalid("listing-too-long", "deadline", "挂牌治理期限最长" + days.limit(Reckoning.LONGEST).words() + "，即不晚于 " + days.until(Reckoning.LONGEST, days.today()).date() + "，文稿要求 " + end.date());
        }
        WorkCalendar.Answer sign = days.until(Reckoning.SIGN, days.today());
        LocalDate last = end == null ? null : end.date();
        return new Instrument(number, draft, flow, to, now, document, last, last, end != null && end.provisional(), sign.date(), false, List.of(), kind.score(), kind.lateScore(), done, draftedBy, draftedAt, null, version);
    }

    private Instrument rejected(State to, LocalDate until, Reckoning days, Instant now, List<Deed> done) {
        if (until == null && deadline != null && deadline.isBefore(days.today())) {
            throw new Problem.Invalid("deadline-passed", "day", "原期限 " + deadline + " 已过，退回重办请给出新的期限");
        }
        return with(draft, to, now, until == null ? deadline : notPast(until, days), until == null && provisional, signBy, false, done);
    }

    private static LocalDate notPast(LocalDate day, Reckoning days) {
        if (day.isBefore(days.today())) {
            throw new Problem.Invalid("deadline-passed", "day", "期限不能早于今天（" + days.today() + "）：" + day);
        }
        return day;
    }

    private static String people(Verb verb, Said said) {
        return switch (verb) {
            case HOLDING -> Words.required(said.people(), "people", "主持人和参加人", 500);
            case ACCEPTANCE -> Words.required(said.people(), "people", "验收组成员和专家", 500);
            default -> Words.optional(said.people(), "people", "参加人", 500);
        };
    }

    private LocalDate day(Verb verb, Said said, Reckoning days) {
        return switch (verb) {
            case HOLDING, LISTING, FILING, DELISTING -> {
                LocalDate day = said.day() == null ? days.today() : said.day();
                if (day.isAfter(days.today())) {
                    throw new Problem.Invalid("day-ahead", "day", "日期不能晚于今天（" + days.today() + "）：" + day);
                }
                yield day;
            }
            case EXTENSION_REQUEST -> {
                if (said.day() == null || !said.day().isAfter(deadline)) {
                    throw new Problem.Invalid("extension-day", "day", "请填写申请延至的日期，须晚于现期限 " + deadline);
                }
                yield said.day();
            }
            default -> said.day();
        };
    }

    private String month(String text, LocalDate today) {
        YearMonth month;
        try {
            month = YearMonth.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("month", "month", "月份应如 2026-03：" + (text == null ? "（未填）" : text));
        }
        if (month.isAfter(YearMonth.from(today)) || month.isBefore(YearMonth.from(outOn().orElseThrow()))) {
            throw new Problem.Invalid("month", "month", "月份应在挂牌的 " + YearMonth.from(outOn().orElseThrow()) + " 到本月之间：" + month);
        }
        if (reported().contains(month.toString())) {
            throw new Problem.Invalid("month-reported", "month", month + " 的进展已经报送");
        }
        return month.toString();
    }

    /** Gives it the number of its paper. */
    public Instrument numbered(String paper) {
        return new Instrument(number, draft, flow, state, since, paper, deadline, firstDeadline, provisional, signBy, overdue, missed, score, lateScore, deeds, draftedBy, draftedAt, chasedOn, version);
    }

    /** The instrument once its deadline has run out, or empty where it has not, or was told before. */
    public Optional<Instrument> ranOut(Instant now) {
        if (overdue || !state.clockRuns() || deadline == null || now.isBefore(Legal.endOf(deadline))) {
            return Optional.empty();
        }
        return Optional.of(new Instrument(number, draft, flow, state, since, document, deadline, firstDeadline, provisional, signBy, true, Stream.concat(missed.stream(), Stream.of(deadline)).toList(), score, lateScore,
                deeds, draftedBy, draftedAt, chasedOn, version));
    }

    private Instrument with(Draft draft, State to, Instant now, LocalDate deadline, boolean provisional, LocalDate signBy, boolean overdue, List<Deed> deeds) {
        return new Instrument(number, draft, flow, to, to == state ? since : now, document, deadline, firstDeadline, provisional, signBy, overdue, missed, score, lateScore, deeds, draftedBy, draftedAt, chasedOn, version);
    }

    /** When its deadline runs out, while the clock runs and it has not. */
    public Optional<Instant> due() {
        return state.clockRuns() && !overdue && deadline != null ? Optional.of(Legal.endOf(deadline)) : Optional.empty();
    }

    /** The first deadline missed, or null. */
    public LocalDate lateSince() {
        return missed.isEmpty() ? null : missed.get(0);
    }

    public Optional<Deed> last(Verb verb) {
        return deeds.stream().filter(d -> d.verb() == verb).reduce((a, b) -> b);
    }

    /** The day it went out, or empty. */
    public Optional<LocalDate> outOn() {
        return last(Verb.ISSUE).or(() -> last(Verb.LISTING)).map(d -> Legal.day(d.at()));
    }

    /** The request for an extension nobody has decided yet. */
    public Optional<Deed> pendingExtension() {
        return deeds.stream().filter(d -> d.verb() == Verb.EXTENSION_REQUEST || d.verb() == Verb.EXTENSION_GRANT || d.verb() == Verb.EXTENSION_REFUSAL).reduce((a, b) -> b)
                .filter(d -> d.verb() == Verb.EXTENSION_REQUEST);
    }

    /** Months a progress report came in for. */
    public List<String> reported() {
        return deeds.stream().filter(d -> d.verb() == Verb.MONTHLY_REPORT).map(Deed::month).toList();
    }

    /** Months whose report is due and missing, while it is treated. */
    public List<String> missingMonths(Reckoning days) {
        List<String> missing = new ArrayList<>();
        if (flow == Flow.LISTING && (state == State.TREATING || state == State.SIGNED)) {
            for (YearMonth month = YearMonth.from(outOn().orElseThrow()); days.reportDue(month).isBefore(days.today()); month = month.plusMonths(1)) {
                if (!reported().contains(month.toString())) {
                    missing.add(month.toString());
                }
            }
        }
        return missing;
    }

    /** Whether it stands unsigned although its day to sign has passed. */
    public boolean unsigned(LocalDate today) {
        return (state == State.ISSUED || state == State.LISTED) && signBy != null && signBy.isBefore(today);
    }

    /** What it does to the addressee's score: nothing before it goes out, nothing once withdrawn; never anything of a fine. */
    public List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        if (outOn().isPresent() && state != State.WITHDRAWN) {
            if (score != 0) {
                effects.add(new Effect("印发", outOn().get(), score));
            }
            if (lateScore != 0) {
                // Each year bears its own misses: a second one in the next weighs there.
                missed.stream().collect(Collectors.groupingBy(LocalDate::getYear, TreeMap::new, Collectors.toList()))
                        .forEach((year, days) -> effects.add(new Effect("逾期" + days.size() + "次", days.get(0), days.size() * lateScore)));
            }
        }
        return effects;
    }
}
