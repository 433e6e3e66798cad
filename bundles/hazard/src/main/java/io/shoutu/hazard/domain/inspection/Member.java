package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.hazard.domain.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of the team (检查组成员).
 *
 * @param account who
 * @param part as what
 * @param unit id of the department that sends him, or null
 */
public record Member(String account, Part part, String unit) {
    /** As what somebody goes along (组内分工). */
    public enum Part implements Term {
        LEADER("带队领导"), HEAD("组长"), OFFICER("执法人员"), EXPERT("专家"), ATTENDANT("随行");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Member {
        account = Words.required(account, "team", "检查组成员账号", 100);
        part = part == null ? Part.OFFICER : part;
        unit = Words.optional(unit, "team", "派出部门", 60);
    }

    private boolean enforces() {
        return part == Part.HEAD || part == Part.OFFICER || part == Part.LEADER;
    }

    /** A proper team: nobody twice; for an official inspection two officers at the least (行政处罚法第四十二条). A patrol nobody heads is headed by whoever is named first. */
    static List<Member> team(InspectionKind kind, List<Member> members) {
        List<Member> team = members == null ? List.of() : List.copyOf(members);
        if (team.isEmpty()) {
            throw new Problem.Invalid("team-required", "team", "请指定检查人员");
        }
        if (team.stream().map(Member::account).distinct().count() < team.size()) {
            throw new Problem.Invalid("team-twice", "team", "同一人不能在检查组中出现两次");
        }
        if (kind.official() && team.stream().filter(Member::enforces).count() < 2) {
            throw new Problem.Invalid("team-too-small", "team", "执法检查人员不得少于两人（行政处罚法第四十二条），现有" + team.stream().filter(Member::enforces).count() + "人");
        }
        if (!kind.official() && team.stream().noneMatch(m -> m.part == Part.HEAD)) {
            List<Member> headed = new ArrayList<>(team);
            headed.set(0, new Member(team.get(0).account, Part.HEAD, team.get(0).unit));
            return List.copyOf(headed);
        }
        return team;
    }
}
