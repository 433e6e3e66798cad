package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.RuleStore;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.TimeLimit;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules of supervision as the county keeps them (督办规则): kinds of papers, time limits, rungs, points and thresholds, each in versions with source and days. What has begun is never edited: a change is the next
 * version, from today on at the earliest, so that what was done under a rule stays done under it.
 */
@Component(service = RulesService.class)
public final class RulesService {
    /** The sorts of rules (规则类别). */
    public enum Sort implements Term {
        KIND("文书种类"), LIMIT("办理时限"), RUNG("督办阶梯"), POINT("记分事项"), THRESHOLD("记分门槛");

        private final String label;

        Sort(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        static Sort of(Dated rule) {
            return rule instanceof Kind ? KIND : rule instanceof TimeLimit ? LIMIT : rule instanceof Rung ? RUNG : rule instanceof Points.Rule ? POINT : THRESHOLD;
        }
    }

    /** All versions of all rules (督办规则簿), the latest version of each first. */
    public record Book(LocalDate today, List<Kind> kinds, List<TimeLimit> limits, List<Rung> rungs, List<Points.Rule> points, List<Points.Threshold> thresholds) {}

    private final UnitOfWork work;
    private final InstrumentStore papers;
    private final LadderStore ladder;
    private final PointStore points;
    private final RuleStore store;
    private final SupervisionBook book;
    private final Journal journal;

    @Activate
    public RulesService(@Reference UnitOfWork work, @Reference InstrumentStore papers, @Reference LadderStore ladder, @Reference PointStore points, @Reference RuleStore store, @Reference SupervisionBook book,
            @Reference Journal journal) {
        this.work = work;
        this.papers = papers;
        this.ladder = ladder;
        this.points = points;
        this.store = store;
        this.book = book;
        this.journal = journal;
    }

    public Book book() {
        return work.run(tx -> new Book(book.today(), papers.kinds(tx), papers.limits(tx), ladder.rungs(tx), points.rules(tx), points.thresholds(tx)));
    }

    private List<? extends Dated> versions(Tx tx, Sort sort) {
        return switch (sort) {
            case KIND -> papers.kinds(tx);
            case LIMIT -> papers.limits(tx);
            case RUNG -> ladder.rungs(tx);
            case POINT -> points.rules(tx);
            case THRESHOLD -> points.thresholds(tx);
        };
    }

    /**
     * Brings a new rule, or the next version of one, into force from its first day on; the version before ends the day before. One that has not begun may be written anew.
     *
     * @throws Problem.IllegalMove code {@code rule-began} where a version begins today already, {@code rule-ahead} where one begins later
     */
    public Book change(Dated fresh, Actor by) {
        work.execute(tx -> {
            Sort sort = Sort.of(fresh);
            LocalDate today = book.today();
            if (fresh.from().isBefore(today)) {
                throw new Problem.Invalid("from-past", "from", "生效日期不能早于今天（" + today + "）：已经办的事按当时的规则");
            }
            List<? extends Dated> same = versions(tx, sort).stream().filter(r -> r.key().equals(fresh.key())).toList();
            same.stream().filter(r -> r.from().isAfter(fresh.from())).findFirst().ifPresent(later -> {
                throw new Problem.IllegalMove("rule-ahead", "“" + fresh.called() + "”已定下自 " + later.from() + " 起的一版，请先撤去那一版");
            });
            if (!fresh.from().isAfter(today) && same.stream().anyMatch(r -> r.from().equals(fresh.from()))) {
                throw new Problem.IllegalMove("rule-began", "“" + fresh.called() + "”今天已有一版生效，可能已经用过；新的一版请从明天起");
            }
            fits(tx, fresh, same);
            same.stream().filter(r -> r.from().isBefore(fresh.from()) && (r.to() == null || !r.to().isBefore(fresh.from()))).forEach(before -> store.put(tx, before.until(fresh.from().minusDays(1))));
            store.put(tx, fresh);
            tell(tx, fresh, SupervisionFacts.RULE_CHANGED, by, null);
        });
        return book();
    }

    /** What the other rules ask of it. */
    private void fits(Tx tx, Dated fresh, List<? extends Dated> same) {
        if (fresh instanceof Kind kind) {
            same.stream().map(Kind.class::cast).findFirst().filter(k -> k.flow() != kind.flow() || !k.series().equals(kind.series())).ifPresent(k -> {
                throw new Problem.Invalid("kind-fixed", k.flow() != kind.flow() ? "flow" : "series", "“" + k.label() + "”的流程和编号序列不能改（已发的文书靠它连号）；需要别的流程请另设一种文书");
            });
            papers.kinds(tx).stream().filter(k -> !k.code().equals(kind.code()) && (k.series().equals(kind.series()) || k.prefix().equals(kind.prefix()))).findFirst().ifPresent(k -> {
                throw new Problem.Invalid("number-twice", k.series().equals(kind.series()) ? "series" : "prefix", "“" + k.label() + "”已用这个" + (k.series().equals(kind.series()) ? "编号序列" : "文号字头") + "，两种文书会重号");
            });
        } else if (fresh instanceof TimeLimit limit && same.isEmpty()) {
            throw new Problem.Invalid("limit-unknown", "code", "没有这个时限：" + limit.code() + "；时限的种类由办理流程决定，只能改天数");
        } else if (fresh instanceof Rung rung) {
            proposes(tx, rung.kind(), rung.from());
            Dated.standing(ladder.rungs(tx), rung.from()).stream().filter(r -> r.ladder().equals(rung.ladder()) && r.inForceOn(rung.from()) && r.working() == rung.working()
                    && (r.no() < rung.no() && r.afterDays() > rung.afterDays() || r.no() > rung.no() && r.afterDays() < rung.afterDays())).findFirst().ifPresent(r -> {
                        throw new Problem.Invalid("rung-order", "afterDays", "级次越高，逾期天数应越多：第" + r.no() + "级是 " + r.afterDays() + " 天");
                    });
        } else if (fresh instanceof Points.Threshold threshold && threshold.kind() != null) {
            proposes(tx, threshold.kind(), threshold.from());
        }
    }

    private void proposes(Tx tx, String kind, LocalDate day) {
        if (Dated.on(papers.kinds(tx), kind, day).isEmpty()) {
            throw new Problem.Invalid("kind-unknown", "kind", "没有在 " + day + " 有效的这种督办文书：" + kind);
        }
    }

    /** Ends a rule without another after it. @param last last day in force, today at the earliest */
    public Book end(Sort sort, String key, LocalDate last, Actor by) {
        work.execute(tx -> {
            Dated rule = standing(tx, sort, key, r -> r.to() == null && !r.from().isAfter(book.today())).orElseThrow(() -> new Problem.IllegalMove("rule-ended", "这条规则没有在执行，或已定下停用日期"));
            if (sort == Sort.LIMIT) {
                throw new Problem.IllegalMove("limit-stays", "办理时限不能停用，只能改天数");
            }
            if (last == null || last.isBefore(book.today())) {
                throw new Problem.Invalid("to", "to", "停用日期（最后一天）不能早于今天（" + book.today() + "）");
            }
            if (rule instanceof Kind kind) {
                ladder.rungs(tx).stream().filter(r -> r.kind().equals(kind.code()) && r.inForceOn(last.plusDays(1))).map(Dated::called)
                        .findFirst().or(() -> points.thresholds(tx).stream().filter(t -> kind.code().equals(t.kind()) && t.inForceOn(last.plusDays(1))).map(t -> "记分门槛“" + t.called() + "”").findFirst()).ifPresent(user -> {
                            throw new Problem.IllegalMove("kind-used", user + "还要用“" + kind.label() + "”，请先改那条规则");
                        });
            }
            Dated ended = rule.until(last);
            store.put(tx, ended);
            tell(tx, ended, SupervisionFacts.RULE_ENDED, by, last);
        });
        return book();
    }

    /** Takes back a version that has not begun; the one before goes on. */
    public Book withdraw(Sort sort, String key, Actor by) {
        work.execute(tx -> {
            Dated ahead = standing(tx, sort, key, r -> r.from().isAfter(book.today())).orElseThrow(() -> new Problem.IllegalMove("rule-not-ahead", "没有尚未生效的一版可以撤去；已生效的只能以新的一版代替"));
            store.remove(tx, ahead);
            standing(tx, sort, key, r -> ahead.from().minusDays(1).equals(r.to())).ifPresent(before -> store.put(tx, before.until(null)));
            tell(tx, ahead, SupervisionFacts.RULE_WITHDRAWN, by, null);
        });
        return book();
    }

    private Optional<? extends Dated> standing(Tx tx, Sort sort, String key, java.util.function.Predicate<Dated> which) {
        return versions(tx, sort).stream().filter(r -> r.key().equals(key)).filter(which).max(Comparator.comparing(Dated::from));
    }

    private void tell(Tx tx, Dated rule, String fact, Actor by, LocalDate last) {
        Sort sort = Sort.of(rule);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sort", sort.name());
        data.put("title", sort.label() + "：" + rule.called());
        data.put("source", rule.source());
        data.put("from", rule.from().toString());
        data.put("until", last == null ? null : last.toString());
        journal.write(tx, new Fact(new Subject(SupervisionFacts.RULE, sort.word() + ":" + rule.key()), fact, book.now(), by, data));
    }
}
