package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.responsibility.domain.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A version of the scoring rule (评分规则). A version in force is never edited: a change is the next version, compared with the old one beside it
 * before it comes into force, by somebody else than who drafted it.
 *
 * @param edition 1, 2, …
 * @param source paper it rests on
 * @param from first day in force, or null while it is a draft
 * @param to last day in force, or null while none follows
 * @param comparedSha hash of the comparison with the version in force, or null while none was made since the last edit
 */
public record ScoreRule(int edition, long version, String title, String source, LocalDate from, LocalDate to, State state, List<ScoreItem> items, String draftedBy, Instant draftedAt, Instant comparedAt,
        String comparedBy, String comparedSha, String activatedBy) {
    public static final String KIND = "score-rule";

    /** Where a version stands (评分规则状态). */
    public enum State implements Term {
        DRAFT("起草中"), COMPARED("已试算"), ACTIVE("执行中"), RETIRED("已停用");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public ScoreRule {
        title = Words.required(title, "title", "规则名称", 200);
        source = Words.required(source, "source", "依据文件", 300);
        ScoreInput.refuseFines(title, "title");
        items = List.copyOf(items);
        Set<String> codes = new HashSet<>();
        for (ScoreItem item : items) {
            if (!codes.add(item.code())) {
                throw new Problem.Invalid("score-code-twice", "items", "评分项目编号重复：" + item.code());
            }
        }
        BigDecimal sum = items.stream().filter(item -> item.way() != ScoreItem.Way.BONUS).map(ScoreItem::most).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            throw new Problem.Invalid("score-sum", "items", "除加分项外，各项满分合计应为 100，现为 " + sum.stripTrailingZeros().toPlainString());
        }
    }

    public static ScoreRule draft(int edition, String title, String source, List<ScoreItem> items, Actor by, Instant now) {
        return new ScoreRule(edition, 1, title, source, null, null, State.DRAFT, items, by.account(), now, null, null, null, null);
    }

    public Subject subject() {
        return new Subject(KIND, String.valueOf(edition));
    }

    /** Whether it scores that day. */
    public boolean inForce(LocalDate day) {
        return from != null && !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public ScoreRule edit(String newTitle, String newSource, List<ScoreItem> newItems, Actor by, Instant now) {
        draftOnly("修改");
        return new ScoreRule(edition, version, newTitle, newSource, null, null, State.DRAFT, newItems, by.account(), now, null, null, null, null);
    }

    /** A comparison with the version in force was made (试算). */
    public ScoreRule compared(String sha, Actor by, Instant now) {
        draftOnly("试算");
        return new ScoreRule(edition, version, title, source, null, null, State.COMPARED, items, draftedBy, draftedAt, now, by.account(), sha, null);
    }

    /** Comes into force from that day. @param today it cannot begin in the past: what was scored stays */
    public ScoreRule activate(LocalDate first, LocalDate today, Actor by) {
        if (state != State.COMPARED) {
            throw new Problem.IllegalMove("not-compared", state == State.DRAFT ? "请先试算：新旧规则的得分和名次并列比较后，才能启用" : "当前状态为“" + state.label() + "”，不能再启用");
        }
        if (by.account().equals(draftedBy)) {
            throw new Problem.IllegalMove("same-person", "起草人不能启用自己起草的规则，请由其他有权人员启用");
        }
        if (first == null || first.isBefore(today)) {
            throw new Problem.Invalid("activation-day", "from", "启用日期不能早于今天：已按旧规则评定的结果不变");
        }
        return new ScoreRule(edition, version, title, source, first, null, State.ACTIVE, items, draftedBy, draftedAt, comparedAt, comparedBy, comparedSha, by.account());
    }

    /** Ends the day before the next version begins. */
    public ScoreRule retire(LocalDate nextFrom) {
        if (!nextFrom.isAfter(from)) {
            throw new Problem.Invalid("activation-day", "from", "启用日期须晚于现行规则的启用日期 " + from);
        }
        return new ScoreRule(edition, version, title, source, from, nextFrom.minusDays(1), State.RETIRED, items, draftedBy, draftedAt, comparedAt, comparedBy, comparedSha, activatedBy);
    }

    private void draftOnly(String verb) {
        if (state != State.DRAFT && state != State.COMPARED) {
            throw new Problem.IllegalMove("rule-in-force", "第 " + edition + " 版规则" + state.label() + "，不能" + verb + "；请起草新的一版");
        }
    }
}
