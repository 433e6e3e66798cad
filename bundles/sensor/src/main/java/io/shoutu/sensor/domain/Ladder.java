package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ladder of an alarm (升降级): up a step when the condition has held for that long or, for a threshold, went beyond that limit; down a step after a time
 * without what held it up. The off-delay of the condition ends the alarm from any step.
 *
 * @param steps 1 to 3, each more urgent than the one before
 * @param downSeconds 1 to 86,400
 */
public record Ladder(List<Step> steps, int downSeconds) {

    /**
     * A step.
     *
     * @param priority of an alarm that stands on it
     * @param afterSeconds held so long, 1 to 86,400; or null
     * @param limit or beyond this, in the unit of the series; or null
     */
    public record Step(Priority priority, Integer afterSeconds, Double limit) {}

    public Ladder {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > 3) {
            throw new Problem.Invalid("ladder", "ladder.steps", "升级台阶应有1至3级");
        }
        Condition.within("ladder.downSeconds", "降级时间（秒）", downSeconds, 1, 86_400);
        Integer before = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String at = "ladder.steps[" + i + "].";
            if (step.priority() == null) {
                throw new Problem.Invalid("required", at + "priority", "请填写第" + (i + 1) + "级的优先级：CRITICAL、HIGH 或 MEDIUM");
            }
            if (i > 0 && step.priority().compareTo(steps.get(i - 1).priority()) >= 0) {
                throw new Problem.Invalid("ladder-priority", at + "priority", "第" + (i + 1) + "级的优先级应高于上一级（" + steps.get(i - 1).priority().label() + "）");
            }
            if (step.afterSeconds() == null && step.limit() == null) {
                throw new Problem.Invalid("required", at + "afterSeconds", "请填写第" + (i + 1) + "级的持续时间或限值");
            }
            if (step.afterSeconds() != null) {
                Condition.within(at + "afterSeconds", "持续时间（秒）", step.afterSeconds(), 1, 86_400);
                if (before != null && step.afterSeconds() <= before) {
                    throw new Problem.Invalid("ladder-after", at + "afterSeconds", "第" + (i + 1) + "级的持续时间应长于上一级（" + before + " 秒）");
                }
                before = step.afterSeconds();
            }
        }
    }

    /** {@link Problem.Invalid} where it does not go with this condition and this priority. */
    void check(Condition condition, Priority base) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String at = "ladder.steps[" + i + "].";
            if (i == 0 && step.priority().compareTo(base) >= 0) {
                throw new Problem.Invalid("ladder-priority", at + "priority", "第1级的优先级应高于规则的优先级（" + base.label() + "）");
            }
            if (step.limit() != null && !(condition instanceof Threshold)) {
                throw new Problem.Invalid("ladder-limit", at + "limit", "只有越限规则的台阶可以填限值，其他规则请填持续时间");
            }
            if (step.limit() != null && condition instanceof Threshold t && (!Double.isFinite(step.limit()) || t.direction() == Threshold.Direction.ABOVE ? step.limit() <= t.limit() : step.limit() >= t.limit())) {
                throw new Problem.Invalid("ladder-limit", at + "limit", "第" + (i + 1) + "级的限值应比规则的限值（" + Alarm.plain(t.limit()) + "）更严重");
            }
        }
    }

    /** The priority of an alarm that stands at that level. */
    public Priority priority(int level, Priority base) {
        return level == 0 ? base : steps.get(Math.min(level, steps.size()) - 1).priority();
    }

    /**
     * Where an alarm stands on the ladder (台阶状态). Immutable.
     *
     * @param heldSince reading time since when the condition has held; 0 where it does not
     * @param calmSince since when nothing holds the level up; 0 where something does
     * @param lastAt reading time of the latest reading
     * @param lastArrived when that came, by our clock
     * @param lastValue its value
     */
    public record Climb(int level, long heldSince, long calmSince, long lastAt, long lastArrived, double lastValue) {
        /** At the foot. */
        public static final Climb FOOT = new Climb(0, 0, 0, 0, 0, 0);
    }

    /**
     * Where it stands after a reading, while the alarm stands. Pure.
     *
     * @param holding whether the condition holds; false while only the off-delay runs
     */
    public Climb next(Climb before, long at, double value, boolean holding, Condition condition, long arrived) {
        int level = Math.min(before.level(), steps.size());
        long held = before.heldSince();
        long calm = before.calmSince();
        if (holding) {
            held = held == 0 ? at : held;
            int support = support(level, at - held, value, condition);
            if (support >= level) {
                level = support;
                calm = 0;
            }
        }
        if (!holding || support(level, at - held, value, condition) < level) {
            calm = calm == 0 ? at : calm;
            while (at - calm >= downSeconds * 1000L) {
                calm += downSeconds * 1000L;
                held = holding ? held : 0;
                if (level == 0) {
                    break;
                }
                level--;
            }
        }
        return new Climb(level, held, calm, at, arrived, value);
    }

    /** Where it stands when no reading has come until {@code now} by our clock: what held goes on holding, what was calm stays so. */
    public Climb tick(Climb before, boolean holding, Condition condition, long now) {
        if (before.lastArrived() == 0) {
            return before;
        }
        Climb after = next(before, before.lastAt() + Math.max(0, now - before.lastArrived()), before.lastValue(), holding, condition, before.lastArrived());
        return after.level() == before.level() ? before : new Climb(after.level(), after.heldSince(), after.calmSince(), before.lastAt(), before.lastArrived(), before.lastValue());
    }

    /** The highest step something holds up; a step reached by time is held up as long as the condition holds. */
    private int support(int level, long heldMillis, double value, Condition condition) {
        for (int i = steps.size(); i > 0; i--) {
            Step step = steps.get(i - 1);
            boolean byTime = step.afterSeconds() != null && (heldMillis >= step.afterSeconds() * 1000L || i <= level);
            if (byTime || step.limit() != null && condition instanceof Threshold t && t.beyond(step.limit(), value, i <= level)) {
                return i;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return steps.stream().map(s -> s.priority() + (s.afterSeconds() == null ? "" : " after " + s.afterSeconds() + "s") + (s.limit() == null ? "" : " at " + s.limit()))
                .collect(Collectors.joining(", ")) + " down " + downSeconds + "s";
    }
}
