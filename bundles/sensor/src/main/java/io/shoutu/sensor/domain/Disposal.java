package io.shoutu.sensor.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The disposal of an alarm (处置记录): who deals with it and what it turned out to be. It stands beside the alarm and moves none of its states. It closes
 * only with a cause and a text.
 *
 * @param alarm number of the alarm
 * @param assignee account of whoever deals with it, or null
 * @param version 0 while nothing was done yet
 */
public record Disposal(String alarm, State state, String assignee, String assignedBy, Instant assignedAt, Cause cause, String conclusion, String disposedBy, Instant disposedAt,
        long version) {

    /** Its states (处置状态). */
    public enum State implements Term {
        OPEN("待处置"), ASSIGNED("处置中"), DISPOSED("已处置");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Its verbs (处置动作). */
    public enum Verb implements Term {
        ASSIGN("指派"), DISPOSE("处置完毕"), REOPEN("重新处置");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What it turned out to be (原因). */
    public enum Cause implements Term {
        REAL("真实险情"), FAULT("设备故障"), CALIBRATION("标定检修"), FALSE("误报");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(State.OPEN, Verb.ASSIGN, State.ASSIGNED, Roles.OPERATOR)
            .move(State.ASSIGNED, Verb.ASSIGN, State.ASSIGNED, Roles.OPERATOR)
            .move(State.OPEN, Verb.DISPOSE, State.DISPOSED, Roles.OPERATOR)
            .move(State.ASSIGNED, Verb.DISPOSE, State.DISPOSED, Roles.OPERATOR)
            .move(State.DISPOSED, Verb.REOPEN, State.OPEN, Roles.OPERATOR)
            .build();

    /** Of an alarm nobody has touched yet. */
    public static Disposal open(String alarm) {
        return new Disposal(alarm, State.OPEN, null, null, null, null, null, null, null, 0);
    }

    public Disposal assign(String to, Actor by, Instant now) {
        duty(by, Verb.ASSIGN);
        State next = TABLE.require(state, Verb.ASSIGN).to();
        return new Disposal(alarm, next, Words.needed("assignee", "处置人账号", to, 100), by.account(), now, null, null, null, null, version + 1);
    }

    /**
     * It is dealt with.
     *
     * @param of the alarm as it stands: one that still calls cannot be
     */
    public Disposal dispose(Alarm of, Cause found, String text, Actor by, Instant now) {
        duty(by, Verb.DISPOSE);
        State next = TABLE.require(state, Verb.DISPOSE).to();
        if (found == null) {
            throw new Problem.Invalid("required", "cause", "请填写原因：real（真实险情）、fault（设备故障）、calibration（标定检修）或 false（误报）");
        }
        String told = Words.needed("conclusion", "处置结论", text, 1000);
        String whyNot = whyNotYet(of);
        if (whyNot != null) {
            throw new Problem.IllegalMove("alarm-calls", whyNot);
        }
        return new Disposal(alarm, next, assignee, assignedBy, assignedAt, found, told, by.account(), now, version + 1);
    }

    /** Why an alarm cannot be dealt with yet, or null: nobody has seen it. */
    private static String whyNotYet(Alarm of) {
        return switch (of.state()) {
            case UNACK, RTNUN, LATUN -> "报警 " + of.number() + " " + of.state().label() + "，请先确认再处置";
            default -> null;
        };
    }

    public Disposal reopen(String why, Actor by) {
        duty(by, Verb.REOPEN);
        State next = TABLE.require(state, Verb.REOPEN).to();
        Words.needed("reason", "重新处置的理由", why, 500);
        return new Disposal(alarm, next, null, null, null, null, null, null, null, version + 1);
    }

    /** What this person may do with it now, and why not. */
    public List<Offer> moves(Alarm of, Actor by) {
        List<Offer> offers = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            String address = "/api/alarms/" + alarm + "/" + switch (verb) {
                case ASSIGN -> "assignment";
                case DISPOSE -> "disposition";
                case REOPEN -> "reopening";
            };
            String whyNot = !mayAct(by) ? whyNotBy(verb) : TABLE.find(state, verb).isEmpty() ? TABLE.whyNot(state, verb) : verb == Verb.DISPOSE ? whyNotYet(of) : null;
            String code = !mayAct(by) ? "role-required" : TABLE.find(state, verb).isEmpty() ? "illegal-move" : "alarm-calls";
            offers.add(whyNot == null ? Offer.allowed(verb.word(), verb.label(), address, Roles.OPERATOR) : Offer.refused(verb.word(), verb.label(), address, Roles.OPERATOR, code, whyNot));
        }
        return offers;
    }

    private static void duty(Actor by, Verb verb) {
        if (!mayAct(by)) {
            throw new Problem.Forbidden("role-required", whyNotBy(verb));
        }
    }

    private static boolean mayAct(Actor by) {
        return by.holds(Roles.OPERATOR) || by.holds(Roles.ADMIN);
    }

    private static String whyNotBy(Verb verb) {
        return verb.label() + "需要值班员（operator）或系统管理员（admin）角色";
    }
}
