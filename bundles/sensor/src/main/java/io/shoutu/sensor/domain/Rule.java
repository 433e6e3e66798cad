package io.shoutu.sensor.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import java.time.Instant;
import java.util.Objects;

/**
 * A rule (规则) in one of its versions. Every version is kept: what was in force when an alarm was raised can always be read.
 *
 * <p>Changing, disabling and enabling each give a new version. The series and the kind of a rule never change: another series is
 * another rule.
 *
 * @param id number, e.g. {@code GZ-2026-000001}
 * @param version from 1
 * @param series what it watches
 * @param name what the alarm says, e.g. 轴承温度过高
 * @param condition what it watches for
 * @param priority how quickly someone must act
 * @param enabled whether it judges
 * @param armed since when it has judged without a break; where disabled, since when it does not
 * @param changedAt when this version came into force
 * @param changedBy account of whoever made this version
 * @param manner how its alarm behaves
 */
public record Rule(String id, long version, Series series, String name, Condition condition, Priority priority, boolean enabled,
        Instant armed, Instant changedAt, String changedBy, Manner manner) {

    public Rule {
        Objects.requireNonNull(series, "series");
        name = Words.needed("name", "规则名称", name, 60);
        if (condition == null) {
            throw new Problem.Invalid("required", "kind", "请填写规则类别，如 threshold（越限）或 no-data（数据中断）");
        }
        if (priority == null) {
            throw new Problem.Invalid("required", "priority", "请填写优先级：CRITICAL、HIGH、MEDIUM 或 LOW");
        }
        if (condition instanceof Combined combined && !combined.parts().get(0).of(series)) {
            throw new Problem.Invalid("parts", "parts[0].series", "第一个测点应为规则所属的 " + series.id());
        }
        if (manner.ladder() != null) {
            manner.ladder().check(condition, priority);
        }
        // Once in memory where it is twice the same: most rules are in their first version, and there may be a hundred thousand.
        changedAt = Objects.equals(changedAt, armed) ? armed : changedAt;
    }

    public static Rule first(String id, Series series, String name, Condition condition, Priority priority, Actor by, Instant now) {
        return first(id, series, name, condition, priority, Manner.PLAIN, by, now);
    }

    public static Rule first(String id, Series series, String name, Condition condition, Priority priority, Manner manner, Actor by, Instant now) {
        return new Rule(id, 1, series, name, condition, priority, true, now, now, by.account(), manner);
    }

    /** The same rule, of a series that is known already: so that memory holds each series once. */
    public Rule of(Series known) {
        if (!known.equals(series)) {
            throw new IllegalArgumentException(id + " is of " + series + ", not of " + known);
        }
        return new Rule(id, version, known, name, condition, priority, enabled, armed, changedAt, changedBy, manner);
    }

    /**
     * The next version.
     *
     * @throws Problem.Invalid code {@code rule-kind} where the kind would change
     */
    public Rule changed(String newName, Condition newCondition, Priority newPriority, Manner newManner, Actor by, Instant now) {
        if (newCondition != null && !newCondition.sameKind(condition)) {
            throw new Problem.Invalid("rule-kind", "kind", "规则类别不能更改（现为“" + condition.kind().label() + "”），请另建规则");
        }
        return new Rule(id, version + 1, series, newName, newCondition, newPriority, enabled, armed, now, by.account(), newManner);
    }

    /**
     * The next version, enabled or disabled.
     *
     * @throws Problem.IllegalMove where it is so already
     */
    public Rule with(boolean nowEnabled, Actor by, Instant now) {
        if (enabled == nowEnabled) {
            throw new Problem.IllegalMove("illegal-move", nowEnabled ? "规则 " + id + " 已在启用中" : "规则 " + id + " 已停用");
        }
        return new Rule(id, version + 1, series, name, condition, priority, nowEnabled, now, now, by.account(), manner);
    }
}
