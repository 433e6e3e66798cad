package io.shoutu.responsibility.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A responsibility list (责任清单) in one of its editions. Editions share the number; a published one is never changed, so the results of
 * version 1 stay what they were when version 2 comes (R1).
 *
 * @param number e.g. ZR-2026-0001, the same for all editions
 * @param edition 1, 2, …
 * @param version of this record, for If-Match
 * @param term the days it is in force; set by publishing, cut by the next edition
 * @param submittedBy account of who submitted it last, or null
 * @param category what sort of list it is (清单类别), one of the county's own words, e.g. 部门监管责任清单
 * @param layer which layer inside a department breaks the department's list down here (内部细化层级), or null
 */
public record DutyList(String number, int edition, long version, String title, Bearer bearer, Span term, ListState state, Instant since,
        List<Duty> duties, String submittedBy, String note, String category, String layer) {
    public static final String KIND = "duty-list";
    /** The sort of list the founding documents begin with. */
    public static final String LEADERS = "领导干部责任清单";

    /** A list of a leader. */
    public DutyList(String number, int edition, long version, String title, Bearer bearer, Span term, ListState state, Instant since, List<Duty> duties,
            String submittedBy, String note) {
        this(number, edition, version, title, bearer, term, state, since, duties, submittedBy, note, LEADERS, null);
    }

    public DutyList {
        duties = List.copyOf(duties);
        Duty.distinct(duties);
        if (title == null || title.isBlank() || title.length() > 200) {
            throw new Problem.Invalid("required", "title", "请填写清单名称（不超过 200 字）");
        }
    }

    /** A first edition, in draft (起草). */
    public static DutyList draft(String number, String title, Bearer bearer, int year, List<Duty> duties, String category, String layer, Instant now) {
        Span term = new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), year + "年");
        return new DutyList(number, 1, 0, title, bearer, term, ListState.DRAFT, now, duties, null, null, category, layer);
    }

    public Subject subject() {
        return new Subject(KIND, number + "." + edition);
    }

    /** The next edition, in draft, with the same duties to begin with (修订). Only what is in force can be revised. */
    public DutyList revise(Instant now) {
        if (state != ListState.PUBLISHED) {
            throw new Problem.IllegalMove("illegal-move", "当前状态为“" + state.label() + "”，只有“执行中”的清单才能修订出新版");
        }
        return new DutyList(number, edition + 1, 0, title, bearer, new Span(LocalDate.of(term.first().getYear(), 1, 1), term.last(), term.label()), ListState.DRAFT, now, duties, null, null, category, layer);
    }

    public DutyList edit(String newTitle, List<Duty> newDuties, Instant now) {
        return moved(ListVerb.EDIT, now, newTitle, newDuties, term, submittedBy, note);
    }

    public DutyList submit(Actor by, Instant now) {
        if (duties.isEmpty()) {
            throw new Problem.IllegalMove("list-empty", "清单还没有条目，请先填写条目再提交审定");
        }
        return moved(ListVerb.SUBMISSION, now, title, duties, term, by.account(), null);
    }

    /** Back to the draft, with the reason (退回). */
    public DutyList giveBack(String reason, Instant now) {
        return moved(ListVerb.RETURN, now, title, duties, term, submittedBy, reason);
    }

    public DutyList approve(Actor by, Instant now) {
        if (by.account().equals(submittedBy)) {
            throw new Problem.IllegalMove("same-person", "提交人不能审定自己提交的清单，请由其他有权人员审定");
        }
        return moved(ListVerb.APPROVAL, now, title, duties, term, submittedBy, null);
    }

    /** In force from that day, which lies in its year; an act before it counts for the edition before. */
    public DutyList publish(LocalDate from, Instant now) {
        if (!term.contains(from)) {
            throw new Problem.Invalid("publish-day", "from", "生效日期须在" + term.label() + "内");
        }
        return moved(ListVerb.PUBLICATION, now, title, duties, new Span(from, term.last(), term.label()), submittedBy, null);
    }

    /** Its term ends the day before the next edition comes into force. */
    public DutyList supersede(LocalDate nextFrom, Instant now) {
        if (!nextFrom.isAfter(term.first())) {
            throw new Problem.Invalid("publish-day", "from", "新版生效日期须晚于现行版的生效日期 " + term.first());
        }
        return moved(ListVerb.SUPERSESSION, now, title, duties, new Span(term.first(), nextFrom.minusDays(1), term.label()), submittedBy, note);
    }

    public DutyList archive(Instant now) {
        return moved(ListVerb.ARCHIVING, now, title, duties, term, submittedBy, note);
    }

    private DutyList moved(ListVerb verb, Instant now, String newTitle, List<Duty> newDuties, Span newTerm, String submitter, String words) {
        ListState to = ListLifecycle.TABLE.require(state, verb).to();
        return new DutyList(number, edition, version, newTitle, bearer, newTerm, to, to == state ? since : now, newDuties, submitter, words, category, layer);
    }
}
