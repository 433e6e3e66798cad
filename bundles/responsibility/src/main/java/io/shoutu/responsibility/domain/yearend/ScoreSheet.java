package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.supervision.SupervisionEffects;
import io.shoutu.responsibility.domain.meeting.Meeting;
import io.shoutu.responsibility.domain.meeting.Resolution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a result scores under a version of the rule (评分表): each number with its rule, its inputs and the rows it comes from. A pure function.
 *
 * @param lines one per item
 * @param total points of the items that can be reckoned, brought to the full 100 of the rule, plus bonus; two decimals; null where none can
 */
public record ScoreSheet(String id, int edition, List<Line> lines, BigDecimal total) {
    /**
     * One item.
     *
     * @param value of the input, or null where it cannot be reckoned
     * @param over numerator as text, e.g. {@code 12 ÷ 15}
     * @param points or null where the item does not count
     * @param how in Chinese: the reckoning with its numbers, or why it does not count
     */
    public record Line(ScoreItem item, BigDecimal value, String over, BigDecimal points, String how, List<Row> rows) {
        public Line {
            rows = List.copyOf(rows);
        }
    }

    /** A row behind a number. @param kind and @param number of the record, null where it is none */
    public record Row(String text, String kind, String number) {}

    /** A note of an evaluator (述职测评). */
    public record Evaluation(String evaluator, int score) {}

    /** What is known besides the result. @param supervised what papers of supervision weigh on it, or null where nobody can say */
    public record Besides(List<Meeting> deciding, List<Evaluation> evaluations, List<SupervisionEffects.Effect> supervised, LocalDate today) {}

    public static ScoreSheet of(ScoreRule rule, YearResult result, Besides besides) {
        List<Line> lines = rule.items().stream().map(item -> line(item, result, besides)).toList();
        BigDecimal most = BigDecimal.ZERO;
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal bonus = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.points() != null && line.item().way() == ScoreItem.Way.BONUS) {
                bonus = bonus.add(line.points());
            } else if (line.points() != null) {
                most = most.add(line.item().most());
                earned = earned.add(line.points());
            }
        }
        BigDecimal total = most.signum() == 0 ? null : earned.multiply(BigDecimal.valueOf(100)).divide(most, 2, RoundingMode.HALF_UP).add(bonus).setScale(2, RoundingMode.HALF_UP);
        return new ScoreSheet(result.id(), rule.edition(), lines, total);
    }

    private static Line line(ScoreItem item, YearResult result, Besides besides) {
        List<Row> rows = new ArrayList<>();
        return switch (item.input()) {
            case CAPPED_RATE -> share(item, result.capped(), result.required(), slots(result), "没有应履职事项");
            case RAW_RATE -> share(item, result.done(), result.required(), slots(result), "没有应履职事项");
            case ON_TIME_RATE -> {
                List<YearResult.Done> counted = result.lines().stream().flatMap(line -> line.counted().stream()).toList();
                counted.stream().filter(YearResult.Done::overdue).forEach(act -> rows.add(row("超期履职", act)));
                yield share(item, counted.size() - rows.size(), counted.size(), rows, "没有计入的履职");
            }
            case UNFULFILLED -> number(item, overdue(result, besides.today()));
            case LATE_RECORDED -> {
                result.lines().forEach(line -> line.counted().stream().filter(YearResult.Done::late).forEach(act -> rows.add(row("补录", act))));
                yield number(item, rows);
            }
            case REVERSED -> {
                result.lines().forEach(line -> line.reversed().forEach(act -> rows.add(row("冲销", act))));
                yield number(item, rows.stream().distinct().toList());
            }
            case RESOLUTION_RATE -> {
                int due = 0;
                int inTime = 0;
                for (Meeting meeting : besides.deciding()) {
                    for (Resolution r : meeting.minutes().resolutions()) {
                        if (r.unit().equals(result.bearer().unit()) && (r.done() != null || r.overdue(besides.today()))) {
                            due++;
                            inTime += r.inTime(besides.today()) ? 1 : 0;
                            rows.add(new Row((r.inTime(besides.today()) ? "按期办结：" : r.done() == null ? "逾期未办结：" : "逾期办结：") + r.text() + (r.due() == null ? "" : "（期限 " + r.due() + "）"), Meeting.KIND,
                                    meeting.number()));
                        }
                    }
                }
                yield share(item, inTime, due, rows, "没有到期的议定事项");
            }
            case SUPERVISION -> {
                if (besides.supervised() == null) {
                    yield none(item, "督办功能没有运行，查不到督办文书");
                }
                besides.supervised().forEach(e -> rows.add(new Row(e.day() + " " + e.document() + " " + e.kindLabel() + "：" + e.reason() + " " + e.points(), e.paper().kind(), e.paper().number())));
                yield scored(item, BigDecimal.valueOf(-besides.supervised().stream().mapToInt(SupervisionEffects.Effect::points).sum()),
                        besides.supervised().isEmpty() ? "没有督办文书" : besides.supervised().stream().map(e -> String.valueOf(-e.points())).collect(Collectors.joining(" + ")), rows);
            }
            case EVALUATION -> {
                besides.evaluations().forEach(e -> rows.add(new Row("测评 " + e.score() + " 分", null, null)));
                yield besides.evaluations().isEmpty() ? none(item, "还没有述职测评") : scored(item,
                        BigDecimal.valueOf(besides.evaluations().stream().mapToInt(Evaluation::score).sum()).divide(BigDecimal.valueOf(besides.evaluations().size()), 2, RoundingMode.HALF_UP),
                        besides.evaluations().stream().map(e -> String.valueOf(e.score())).collect(Collectors.joining(" + ", "(", ") ÷ " + besides.evaluations().size())), rows);
            }
        };
    }

    private static List<Row> slots(YearResult result) {
        return rows(result, line -> true);
    }

    /** What lacks and is over: while the year lasts, a slot that may still be performed is no lack. */
    private static List<Row> overdue(YearResult result, LocalDate today) {
        boolean over = !today.isBefore(LocalDate.of(result.year(), 12, 31));
        return rows(result, line -> line.done() < line.required() && (over || line.due().isBefore(today)));
    }

    private static List<Row> rows(YearResult result, Predicate<YearResult.Line> which) {
        return result.lines().stream().filter(which)
                .map(line -> new Row(line.code() + " " + line.slot().label() + "：完成 " + line.done() + "，应完成 " + line.required(), "duty-list", result.id())).toList();
    }

    private static Row row(String word, YearResult.Done act) {
        return new Row(word + "：" + (act.title().isEmpty() ? act.subject().number() : act.title()), act.subject().kind(), act.subject().number());
    }

    private static Line share(ScoreItem item, long part, long whole, List<Row> rows, String otherwise) {
        return whole == 0 ? none(item, otherwise) : scored(item, BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP), part + " ÷ " + whole, rows);
    }

    private static Line number(ScoreItem item, List<Row> rows) {
        return scored(item, BigDecimal.valueOf(rows.size()), String.valueOf(rows.size()), rows);
    }

    private static Line scored(ScoreItem item, BigDecimal value, String over, List<Row> rows) {
        return new Line(item, value, over, item.points(value), item.how(value), rows);
    }

    private static Line none(ScoreItem item, String why) {
        return new Line(item, null, "", null, why + "，本项不计，其余项目折算为百分", List.of());
    }
}
