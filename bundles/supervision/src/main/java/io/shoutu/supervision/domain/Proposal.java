package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.api.supervision.SupervisionFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A step of the ladder the platform proposes (督办建议); only a person makes a paper of it.
 *
 * @param addressee whom it would be for, or null where the directory names nobody: whoever confirms then says
 * @param reason why it is proposed, in Chinese
 * @param paper number of the instrument it became, or null
 */
public record Proposal(String number, Subject about, String ladder, int rung, String kind, Addressee addressee, String enterprise, String title, String reason, String demand, State state, Instant proposedAt,
        String decidedBy, Instant decidedAt, String note, String paper, LocalDate due, long version) {
    /** Where it stands (建议状态). */
    public enum State implements Term {
        OPEN("待确认"), CONFIRMED("已确认拟稿"), DECLINED("不采纳"), LAPSED("已失效");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Subject subject() {
        return new Subject(SupervisionFacts.PROPOSAL, number);
    }

    /** Why the asking one cannot decide it, or empty. */
    public Optional<Problem> obstacle(Actor by) {
        if (!by.holds(Roles.OPERATOR) && !by.holds(Roles.LEADER)) {
            return Optional.of(new Problem.Forbidden("role-required", "督办建议须由值班员或领导确认，您没有这个角色"));
        }
        return state == State.OPEN ? Optional.empty() : Optional.of(new Problem.IllegalMove("illegal-move", "这条建议" + state.label() + "，不能再办理"));
    }

    public Proposal confirmed(Actor by, String instrument, String words, Instant now) {
        require(by);
        return decided(State.CONFIRMED, by, Words.optional(words, "note", "说明", 500), instrument, now);
    }

    public Proposal declined(Actor by, String words, Instant now) {
        require(by);
        return decided(State.DECLINED, by, Words.required(words, "note", "不采纳的理由", 500), null, now);
    }

    /** What was overdue is settled, or a higher step took its place. */
    public Proposal lapsed(String why, Actor platform, Instant now) {
        return decided(State.LAPSED, platform, why, null, now);
    }

    private void require(Actor by) {
        obstacle(by).ifPresent(p -> {
            throw p;
        });
    }

    private Proposal decided(State to, Actor by, String words, String instrument, Instant now) {
        return new Proposal(number, about, ladder, rung, kind, addressee, enterprise, title, reason, demand, to, proposedAt, by.account(), now, words, instrument, due, version);
    }
}
