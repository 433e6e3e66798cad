package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in the way of a move (办理条件) before any form is filled in: used to refuse it, and to say why a button is grey. */
final class Guards {
    private Guards() {}

    /** The first obstacle, or empty. @param addressed whether the asking one is the addressee, or belongs to it */
    static Optional<Problem> obstacle(Instrument paper, Verb verb, Actor by, boolean addressed, Kind kind, Reckoning days) {
        return role(paper, verb, by, addressed).or(() -> state(paper, verb)).or(() -> condition(paper, verb, by, kind, days));
    }

    private static Optional<Problem> role(Instrument paper, Verb verb, Actor by, boolean addressed) {
        List<String> roles = paper.flow().roles(verb);
        if (roles.isEmpty()) {
            return illegal("illegal-move", paper.flow().label() + "没有“" + verb.label() + "”这一步");
        }
        if (roles.contains("*")) {
            return addressed || by.holds(Roles.OPERATOR) ? Optional.empty()
                    : Optional.of(new Problem.Forbidden("addressee-required", "“" + verb.label() + "”须由收件人本人或本单位办理，收到纸质回执的由值班员代录"));
        }
        return roles.stream().anyMatch(by::holds) ? Optional.empty()
                : Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理，您没有这个角色"));
    }

    private static Optional<Problem> state(Instrument paper, Verb verb) {
        return paper.flow().table().find(paper.state(), verb).isPresent() ? Optional.empty() : illegal("illegal-move", paper.flow().table().whyNot(paper.state(), verb));
    }

    private static Optional<Problem> condition(Instrument paper, Verb verb, Actor by, Kind kind, Reckoning days) {
        return switch (verb) {
            case SUBMISSION -> paper.draft().missing(kind).or(() -> paper.draft().unled(kind));
            case REVIEW, APPROVAL -> approver(paper, verb, by);
            case ISSUE, LISTING -> paper.draft().deadline() != null && paper.draft().deadline().isBefore(days.today())
                    ? illegal("deadline-passed", "文稿要求的期限 " + paper.draft().deadline() + " 已过，请撤稿后按新期限重拟") : Optional.empty();
            case FILING -> paper.last(Verb.FILING).isPresent() ? illegal("filed-already", "已于 " + paper.last(Verb.FILING).orElseThrow().day() + " 报上级备案") : Optional.empty();
            case EXTENSION_REQUEST -> extension(paper, days);
            case EXTENSION_GRANT, EXTENSION_REFUSAL -> paper.pendingExtension().isEmpty() ? illegal("no-extension-request", "没有待批的延期申请")
                    : verb == Verb.EXTENSION_GRANT && paper.pendingExtension().get().by().equals(by.account()) ? illegal("requester-is-approver", "不能批准自己提出的延期申请") : Optional.empty();
            case VERIFICATION, CONFIRMATION, CONCLUSION, ACCEPTANCE -> sameAs(paper, answer(paper), by, verb);
            case REJECTION -> sameAs(paper, answer(paper), by, verb);
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> approver(Instrument paper, Verb verb, Actor by) {
        if (paper.draftedBy().equals(by.account()) || paper.last(Verb.SUBMISSION).filter(d -> d.by().equals(by.account())).isPresent()) {
            return illegal("drafter-is-approver", "拟稿人不能审批自己的文稿，请由另一位领导办理");
        }
        return verb == Verb.APPROVAL && paper.last(Verb.REVIEW).filter(d -> d.by().equals(by.account())).isPresent()
                ? illegal("reviewer-is-approver", "挂牌督办须两级审批：安委办审核人不能再作批准人，请由安委会或县政府另一位领导批准") : Optional.empty();
    }

    private static Optional<Problem> extension(Instrument paper, Reckoning days) {
        if (paper.pendingExtension().isPresent()) {
            return illegal("extension-pending", "已有一份延期申请待批，批复后才能再次申请");
        }
        TimeLimit ahead = days.limit(Reckoning.ASK_EXTENSION);
        return days.today().isAfter(days.add(paper.deadline(), -ahead.amount(), ahead.working()).date())
                ? illegal("extension-too-late", "延期须在期限届满前" + ahead.words() + "提出（" + ahead.source() + "）；期限 " + paper.deadline() + "，最迟应于 "
                        + days.add(paper.deadline(), -ahead.amount(), ahead.working()).date() + " 提出") : Optional.empty();
    }

    /** The verb by which the addressee answered last. */
    private static Verb answer(Instrument paper) {
        return switch (paper.flow()) {
            case LISTING -> Verb.ACCEPTANCE_REQUEST;
            case INVESTIGATION -> Verb.REPORT;
            default -> Verb.REPLY;
        };
    }

    private static Optional<Problem> sameAs(Instrument paper, Verb answer, Actor by, Verb verb) {
        return paper.last(answer).filter(d -> d.by().equals(by.account()) && !d.onBehalf()).isPresent()
                ? illegal("answerer-is-checker", "不能给自己的" + answer.said() + "办理“" + verb.label() + "”，请由另一人办理") : Optional.empty();
    }

    private static Optional<Problem> illegal(String code, String text) {
        return Optional.of(new Problem.IllegalMove(code, text));
    }
}
