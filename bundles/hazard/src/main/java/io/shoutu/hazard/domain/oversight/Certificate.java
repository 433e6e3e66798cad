package io.shoutu.hazard.domain.oversight;

import static io.shoutu.hazard.domain.oversight.Certificate.State.*;
import static io.shoutu.hazard.domain.oversight.Certificate.Verb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that holds until a day (证书): an inspected piece of special equipment, an operator's certificate, a standardisation grade.
 *
 * @param ownNumber the number on it
 * @param what which equipment, which trade; for an operator his number at work, never his name
 * @param grade 1, 2 or 3 for standardisation, else null
 * @param claimedUntil what its enterprise says it is valid until now, not checked yet; null where nothing waits
 * @param claimedBy who said so, or null
 */
public record Certificate(String number, String enterprise, Kind kind, String ownNumber, String what, Integer grade, LocalDate validUntil, State state, String registeredBy,
        Instant registeredAt, String note, LocalDate claimedUntil, String claimedBy, long version) {
    public static final String KIND = "certificate";

    /** Sorts (证书类别). */
    public enum Kind implements Term {
        EQUIPMENT("特种设备检验"), OPERATOR("作业人员证"), STANDARDISATION("安全生产标准化等级"), LICENCE("安全生产许可证");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Where it stands (证书状态). */
    public enum State implements Term {
        VALID("有效"), EXPIRED("已过期"), STOPPED("已停用"), WITHDRAWN("已撤销"), REPORTED("企业申报待核对"), RETURNED("已退回企业"), VOID("已作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done with it (证书动作). */
    public enum Verb implements Term {
        RENEWAL("换证或检验合格"), STOPPING("停用"), WITHDRAWAL("撤销"), CLAIM("申报换证"), CONFIRMATION("核对属实"), RETURN("退回申报"), VOIDING("作废");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(VALID, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于旧期限")
            .move(EXPIRED, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于今天")
            .move(STOPPED, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于今天")
            .move(VALID, STOPPING, STOPPED, Roles.INSPECTOR)
            .move(EXPIRED, STOPPING, STOPPED, Roles.INSPECTOR)
            .move(VALID, WITHDRAWAL, WITHDRAWN, Roles.LEADER)
            .move(EXPIRED, WITHDRAWAL, WITHDRAWN, Roles.LEADER)
            .move(VALID, CLAIM, VALID, Roles.RECTIFIER, "新期限晚于旧期限")
            .move(EXPIRED, CLAIM, EXPIRED, Roles.RECTIFIER, "新期限晚于今天")
            .move(STOPPED, CLAIM, STOPPED, Roles.RECTIFIER, "新期限晚于今天")
            .move(RETURNED, CLAIM, REPORTED, Roles.RECTIFIER)
            .move(REPORTED, CONFIRMATION, VALID, Roles.INSPECTOR, "核对人不是申报人")
            .move(VALID, CONFIRMATION, VALID, Roles.INSPECTOR, "有待核对的申报，核对人不是申报人")
            .move(EXPIRED, CONFIRMATION, VALID, Roles.INSPECTOR, "有待核对的申报，核对人不是申报人")
            .move(STOPPED, CONFIRMATION, VALID, Roles.INSPECTOR, "有待核对的申报，核对人不是申报人")
            .move(REPORTED, RETURN, RETURNED, Roles.INSPECTOR)
            .move(VALID, RETURN, VALID, Roles.INSPECTOR, "有待核对的申报")
            .move(EXPIRED, RETURN, EXPIRED, Roles.INSPECTOR, "有待核对的申报")
            .move(STOPPED, RETURN, STOPPED, Roles.INSPECTOR, "有待核对的申报")
            .move(REPORTED, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .move(RETURNED, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .move(VALID, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .move(EXPIRED, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .move(STOPPED, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .build();

    public Certificate {
        ownNumber = Words.required(ownNumber, "ownNumber", "证书或设备编号", 60);
        what = Words.required(what, "what", "设备、工种或内容", 200);
        if (kind == null || validUntil == null) {
            throw new Problem.Invalid("certificate-fields", kind == null ? "kind" : "validUntil", "请填写类别和有效期");
        }
        if ((kind == Kind.STANDARDISATION) != (grade != null) || grade != null && (grade < 1 || grade > 3)) {
            throw new Problem.Invalid("certificate-grade", "grade", "标准化等级为一、二、三级，其他证书没有等级");
        }
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /** A new one: an enterprise's own waits until an office has compared it with the paper. */
    public static Certificate registered(String number, String enterprise, Kind kind, String ownNumber, String what, Integer grade, LocalDate validUntil, Actor by, Instant now) {
        boolean own = !by.holds(Roles.INSPECTOR) && !by.holds(Roles.OPERATOR);
        return new Certificate(number, enterprise, kind, ownNumber, what, grade, validUntil, own ? REPORTED : VALID, by.account(), now, null, own ? validUntil : null, own ? by.account() : null, 1);
    }

    /** Makes a move. @param until the new last day, for a renewal and for what an enterprise claims */
    public Certificate move(Verb verb, Actor by, String words, LocalDate until, LocalDate today) {
        Gatekeeping.require(obstacle(verb, by));
        boolean dated = verb == RENEWAL || verb == CLAIM;
        if (dated && (until == null || !until.isAfter(today) || state == VALID && !until.isAfter(validUntil))) {
            throw new Problem.Invalid("valid-until", "validUntil", "新的有效期应晚于" + (state == VALID ? validUntil : today));
        }
        String said = dated || verb == CONFIRMATION ? Words.optional(words, "reason", "说明", 500) : Words.required(words, "reason", "理由", 500);
        LocalDate holds = verb == RENEWAL ? until : verb == CONFIRMATION ? claimedUntil : state == RETURNED && verb == CLAIM ? until : validUntil;
        // Whatever else an office does to it, a claim nobody looked at stays to be looked at.
        boolean settled = verb == RENEWAL || verb == CONFIRMATION || verb == RETURN || verb == VOIDING || verb == WITHDRAWAL;
        return new Certificate(number, enterprise, kind, ownNumber, what, grade, holds, TABLE.require(state, verb).to(), registeredBy, registeredAt, said,
                verb == CLAIM ? until : settled ? null : claimedUntil, verb == CLAIM ? by.account() : settled ? null : claimedBy, version);
    }

    /** It ran out; empty where it was renewed or ended meanwhile. */
    public Optional<Certificate> ranOut(LocalDate today) {
        return state == VALID && today.isAfter(validUntil)
                ? Optional.of(new Certificate(number, enterprise, kind, ownNumber, what, grade, validUntil, EXPIRED, registeredBy, registeredAt, note, claimedUntil, claimedBy, version)) : Optional.empty();
    }

    public Optional<Problem> obstacle(Verb verb, Actor by) {
        return Gatekeeping.obstacle(TABLE, state, verb, by).or(() -> {
            if (verb != CONFIRMATION && verb != RETURN) {
                return Optional.empty();
            }
            if (claimedUntil == null) {
                return Optional.of(new Problem.IllegalMove("nothing-claimed", "企业没有待核对的申报"));
            }
            return verb == CONFIRMATION && by.account().equals(claimedBy) ? Optional.of(new Problem.IllegalMove("claimant-is-checker", "不能核对自己的申报，请由另一人办理")) : Optional.empty();
        });
    }
}
