package io.shoutu.responsibility.yearend;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionEffects;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.meeting.MeetingStore;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.Ranking;
import io.shoutu.responsibility.domain.yearend.ScoreItem;
import io.shoutu.responsibility.domain.yearend.ScoreRule;
import io.shoutu.responsibility.domain.yearend.ScoreSheet;
import io.shoutu.responsibility.domain.yearend.YearEndStore;
import io.shoutu.responsibility.domain.yearend.YearResult;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Scores and ranking (评分与排名): reckoned anew each time from the frozen result, or from what stands now while the year is not frozen, under the
 * version of the rule in force on the year's last day or today.
 */
@Component(service = Scores.class)
public final class Scores {
    private final AtomicReference<SupervisionEffects> supervision = new AtomicReference<>();
    private final UnitOfWork work;
    private final YearEndStore store;
    private final MeetingStore meetings;
    private final YearEnds years;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public Scores(@Reference UnitOfWork work, @Reference YearEndStore store, @Reference MeetingStore meetings, @Reference YearEnds years, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.meetings = meetings;
        this.years = years;
        this.journal = journal;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(SupervisionEffects effects) {
        supervision.set(effects);
    }

    public void unbind(SupervisionEffects effects) {
        supervision.compareAndSet(effects, null);
    }

    /** A list with its sheet. @param frozen whether the score stands on a frozen result */
    public record Scored(DutyList list, ScoreSheet sheet, boolean frozen) {}

    /** The ranking of a year under one version of the rule. */
    public record Ranked(ScoreRule rule, List<Ranking.Place<Scored>> places) {}

    /** Old and new beside each other (新旧对比). */
    public record Shadow(String id, String title, String group, BigDecimal before, Integer rankBefore, BigDecimal after, Integer rankAfter) {}

    /** @param sha hash over the rows: whoever brings the rule into force has seen these */
    public record Comparison(ScoreRule before, ScoreRule after, List<Shadow> rows, String sha) {}

    public List<ScoreRule> rules() {
        return work.run(store::rules);
    }

    /** @throws Problem.NotFound where there is no such version */
    public ScoreRule rule(int edition) {
        return rules().stream().filter(each -> each.edition() == edition).findFirst().orElseThrow(() -> new Problem.NotFound("score-rule-not-found", "没有第 " + edition + " 版评分规则"));
    }

    /** The version that scores a year: in force on its last day, or today while it lasts. */
    public ScoreRule inForce(int year) {
        LocalDate end = LocalDate.of(year, 12, 31);
        LocalDate day = today().isBefore(end) ? today() : end;
        return rules().stream().filter(each -> each.inForce(day)).reduce((a, b) -> b)
                .orElseThrow(() -> new Problem.IllegalMove("no-score-rule", day + " 没有执行中的评分规则，请先启用一版"));
    }

    /** @param edition of the rule, or null for the one in force */
    public Ranked ranking(int year, Integer edition, Actor asking) {
        ScoreRule rule = edition == null ? inForce(year) : rule(edition);
        return new Ranked(rule, places(rule, years.ofYear(year, asking)));
    }

    private List<Ranking.Place<Scored>> places(ScoreRule rule, List<YearEnds.Standing> all) {
        List<Scored> scored = all.stream().map(each -> scored(rule, each)).toList();
        return Ranking.of(scored, each -> each.list().category(), each -> each.sheet().total());
    }

    /** The sheet of one edition of a list. */
    public Scored sheet(String id, Integer edition, Actor asking) {
        YearEnds.Standing standing = years.of(id, asking);
        int year = standing.list().term().first().getYear();
        return scored(edition == null ? inForce(year) : rule(edition), standing);
    }

    private Scored scored(ScoreRule rule, YearEnds.Standing standing) {
        YearResult result = standing.result();
        LocalDate end = LocalDate.of(result.year(), 12, 31);
        List<SupervisionEffects.Effect> supervised = supervised(result);
        return work.run(tx -> new Scored(standing.list(), ScoreSheet.of(rule, result, new ScoreSheet.Besides(
                meetings.deciding(tx, result.bearer().unit(), LocalDate.of(result.year(), 1, 1), end), store.evaluations(tx, result.id()), supervised, today().isBefore(end) ? today() : end)), standing.frozen() != null));
    }

    /** What was written to the body, or to whoever held the post on the day it weighs on; null while the room of supervision is away. */
    private List<SupervisionEffects.Effect> supervised(YearResult result) {
        SupervisionEffects door = supervision.get();
        if (door == null) {
            return null;
        }
        return result.bearer().body() ? door.effects((result.bearer().unit().contains(":") ? "" : "unit:") + result.bearer().unit(), result.year())
                : result.holders().stream().flatMap(h -> door.effects("person:" + h.who(), result.year()).stream().filter(e -> !e.day().isBefore(h.from()) && (h.to() == null || !e.day().isAfter(h.to())))).toList();
    }

    /** An evaluator's mark for the report of a list's bearer (述职测评), 0 to 100; given again it replaces the first. */
    public void evaluate(String id, int score, Actor by) {
        YearEnds.Standing standing = years.of(id, by);
        if (score < 0 || score > 100) {
            throw new Problem.Invalid("evaluation-score", "score", "测评分应为 0 至 100 的整数");
        }
        if (standing.result().holders().stream().anyMatch(holder -> by.account().equals(holder.account()))) {
            throw new Problem.Forbidden("own-report", "不能测评自己的述职");
        }
        work.execute(tx -> {
            store.evaluate(tx, standing.result().id(), new ScoreSheet.Evaluation(by.account(), score), now());
            tell(tx, standing.list().subject(), YearEndFacts.EVALUATED, by, Map.of("score", score));
        });
    }

    /** A new version in draft; a second draft beside one that is not in force yet is refused. */
    public ScoreRule draft(String title, String source, List<ScoreItem> items, Actor by) {
        return work.run(tx -> {
            List<ScoreRule> all = store.rules(tx);
            all.stream().filter(each -> each.from() == null).findFirst().ifPresent(open -> {
                throw new Problem.IllegalMove("rule-drafted", "第 " + open.edition() + " 版规则" + open.state().label() + "，请先修改或启用它");
            });
            ScoreRule rule = ScoreRule.draft(all.stream().mapToInt(ScoreRule::edition).max().orElse(0) + 1, title, source, items, by, now());
            store.add(tx, rule);
            tell(tx, rule.subject(), YearEndFacts.RULE_DRAFTED, by, Map.of("title", title, "source", source));
            return rule;
        });
    }

    public ScoreRule edit(int edition, Long seen, String title, String source, List<ScoreItem> items, Actor by) {
        return work.run(tx -> {
            ScoreRule before = open(edition, seen);
            ScoreRule kept = store.keep(tx, before.edit(title, source, items, by, now()));
            tell(tx, kept.subject(), YearEndFacts.RULE_DRAFTED, by, Map.of("title", title, "source", source));
            return kept;
        });
    }

    /** Old and new beside each other for a year; nothing changes by it. */
    public Comparison comparison(int edition, int year, Actor asking) {
        ScoreRule after = rule(edition);
        ScoreRule before = inForce(year);
        if (before.edition() == edition) {
            throw new Problem.Invalid("same-rule", "edition", "第 " + edition + " 版正在执行，没有可比较的旧版");
        }
        List<YearEnds.Standing> all = years.ofYear(year, asking);
        Map<String, Ranking.Place<Scored>> old = new LinkedHashMap<>();
        places(before, all).forEach(place -> old.put(place.what().sheet().id(), place));
        List<Shadow> rows = new ArrayList<>();
        for (Ranking.Place<Scored> place : places(after, all)) {
            Ranking.Place<Scored> was = old.get(place.what().sheet().id());
            rows.add(new Shadow(place.what().sheet().id(), place.what().list().title(), place.group(), was.total(), was.rank(), place.total(), place.rank()));
        }
        String text = rows.stream().map(row -> row.id() + "\t" + row.before() + "\t" + row.rankBefore() + "\t" + row.after() + "\t" + row.rankAfter()).collect(Collectors.joining("\n"));
        return new Comparison(before, after, rows, Frozen.hash(text));
    }

    /** The same, kept as the comparison that must go before activation. */
    public Comparison compare(int edition, Long seen, int year, Actor by) {
        Comparison comparison = comparison(edition, year, by);
        ScoreRule kept = work.run(tx -> {
            ScoreRule after = store.keep(tx, open(edition, seen).compared(comparison.sha(), by, now()));
            tell(tx, after.subject(), YearEndFacts.RULE_COMPARED, by, Map.of("with", comparison.before().edition(), "year", year, "lists", comparison.rows().size(), "sha256", comparison.sha()));
            return after;
        });
        return new Comparison(comparison.before(), kept, comparison.rows(), comparison.sha());
    }

    /** Brings a compared version into force from that day; the one before ends the day before. */
    public ScoreRule activate(int edition, Long seen, LocalDate from, Actor by) {
        return work.run(tx -> {
            ScoreRule after = open(edition, seen).activate(from, today(), by);
            for (ScoreRule other : store.rules(tx)) {
                if (other.state() == ScoreRule.State.ACTIVE) {
                    ScoreRule ended = store.keep(tx, other.retire(from));
                    tell(tx, ended.subject(), YearEndFacts.RULE_RETIRED, by, Map.of("until", ended.to().toString(), "by", edition));
                }
            }
            ScoreRule kept = store.keep(tx, after);
            tell(tx, kept.subject(), YearEndFacts.RULE_ACTIVATED, by, Map.of("from", from.toString()));
            return kept;
        });
    }

    private ScoreRule open(int edition, Long seen) {
        ScoreRule rule = rule(edition);
        Problem.Stale.check(rule.subject(), seen, rule.version());
        return rule;
    }

    private void tell(Tx tx, io.shoutu.api.Subject subject, String fact, Actor by, Map<String, Object> data) {
        journal.write(tx, new Fact(subject, fact, now(), by, data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
