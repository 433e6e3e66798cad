package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.domain.Assessment;
import io.shoutu.hazard.domain.MethodStore;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskMethod;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.RiskUnit;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The methods of assessment (评价方法) and their versions. What is posted is reckoned anew here; a new version re-grades nothing by itself: the
 * preview lists what it would change, and whoever assesses next uses it.
 */
@Component(service = RiskMethods.class)
public final class RiskMethods {
    /** Told when a version comes into force, with {@code version} and {@code would} (how many events it would grade otherwise). */
    static final String METHOD_ACTIVATED = "hazard.risk-method-activated";

    private final UnitOfWork work;
    private final MethodStore store;
    private final RiskStore risks;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public RiskMethods(@Reference UnitOfWork work, @Reference MethodStore store, @Reference RiskStore risks, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.risks = risks;
        this.journal = journal;
        this.clock = clock;
    }

    /** What somebody posts as an assessment; {@code score} is his own reckoning, or null. */
    public record AskedAssessment(RiskMethod.Kind method, Map<String, BigDecimal> inputs, BigDecimal score) {}

    /** What somebody posts as an event. */
    public record AskedEvent(String name, String harm, AskedAssessment inherent, AskedAssessment residual, List<RiskEvent.Measure> measures) {}

    /** One event another version would grade otherwise. */
    public record Change(String unit, String name, String event, String which, BigDecimal score, RiskLevel now, RiskLevel then) {}

    public List<RiskMethod> all() {
        return work.run(store::all);
    }

    public List<MethodStore.DirectRed> directRed() {
        return work.run(store::directRed);
    }

    public void put(MethodStore.DirectRed condition, Actor by) {
        work.execute(tx -> {
            store.put(tx, condition);
            journal.write(tx, new Fact(new Subject("risk-method", "DIRECT-RED"), "hazard.direct-red-changed", clock.instant(), by, Map.of("code", condition.code(), "active", condition.active())));
        });
    }

    /** Adds a version as a draft. */
    public RiskMethod draft(RiskMethod.Kind kind, String title, String source, LocalDate from, Map<String, List<RiskMethod.Step>> factors, List<RiskMethod.Band> bands,
            Map<String, RiskLevel> cells, Actor by) {
        return work.run(tx -> {
            int version = 1 + store.all(tx).stream().filter(m -> m.kind() == kind).mapToInt(RiskMethod::version).max().orElse(0);
            RiskMethod method = new RiskMethod(kind, version, title, source, from, RiskMethod.State.DRAFT, factors, bands, cells);
            store.put(tx, method);
            journal.write(tx, new Fact(subject(method), "hazard.risk-method-drafted", clock.instant(), by, Map.of("version", version, "title", method.title())));
            return method;
        });
    }

    /** What a version that is still being written would grade otherwise; nothing is kept. */
    public List<Change> preview(RiskMethod.Kind kind, Map<String, List<RiskMethod.Step>> factors, List<RiskMethod.Band> bands, Map<String, RiskLevel> cells) {
        RiskMethod method = new RiskMethod(kind, 0, "预览", "预览", Legal.day(clock.instant()), RiskMethod.State.DRAFT, factors, bands, cells);
        return work.run(tx -> changes(tx, method));
    }

    /** A draft nobody wants any more; its number is not given again. */
    public RiskMethod discard(RiskMethod.Kind kind, int version, Actor by) {
        return work.run(tx -> {
            RiskMethod method = method(tx, kind, version);
            draft(method, "放弃");
            store.state(tx, kind, version, RiskMethod.State.DISCARDED);
            journal.write(tx, new Fact(subject(method), "hazard.risk-method-discarded", clock.instant(), by, Map.of("version", version, "title", method.title())));
            return method(tx, kind, version);
        });
    }

    private static void draft(RiskMethod method, String what) {
        if (method.state() != RiskMethod.State.DRAFT) {
            throw new Problem.IllegalMove("method-not-draft", "第" + method.version() + "版已是“" + method.state().label() + "”，只有草案可以" + what);
        }
    }

    /** What the version would grade otherwise, without changing anything. */
    public List<Change> preview(RiskMethod.Kind kind, int version) {
        return work.run(tx -> changes(tx, method(tx, kind, version)));
    }

    /** Puts a draft in force from now on; what was assessed by the former one stays as it was assessed. */
    public RiskMethod activate(RiskMethod.Kind kind, int version, Actor by) {
        return work.run(tx -> {
            RiskMethod method = method(tx, kind, version);
            draft(method, "启用");
            if (method.effectiveFrom().isAfter(Legal.day(clock.instant()))) {
                throw new Problem.IllegalMove("method-not-yet", "第" + version + "版自 " + method.effectiveFrom() + " 起施行，到那一天才能启用");
            }
            store.inForce(tx, kind).ifPresent(former -> store.state(tx, kind, former.version(), RiskMethod.State.FORMER));
            store.state(tx, kind, version, RiskMethod.State.IN_FORCE);
            journal.write(tx, new Fact(subject(method), METHOD_ACTIVATED, clock.instant(), by, Map.of("version", version, "title", method.title(), "would", changes(tx, method).size())));
            return method(tx, kind, version);
        });
    }

    private List<Change> changes(Tx tx, RiskMethod method) {
        List<Change> all = new ArrayList<>();
        List<RiskUnit> some = risks.inForce(tx, "", 500);
        while (!some.isEmpty()) {
            for (RiskUnit unit : some) {
                for (RiskEvent event : unit.events()) {
                    change(method, unit, event, "固有风险", event.inherent(), all);
                    change(method, unit, event, "剩余风险", event.residual(), all);
                }
            }
            some = risks.inForce(tx, some.get(some.size() - 1).number(), 500);
        }
        return all;
    }

    private static void change(RiskMethod method, RiskUnit unit, RiskEvent event, String which, Assessment was, List<Change> into) {
        if (was.method() != method.kind()) {
            return;
        }
        RiskLevel then;
        try {
            then = method.reckon(was.inputs()).level();
        } catch (Problem.Invalid noLonger) {
            // The new scales do not know this score: it has to be assessed anew, which the list says by an empty level.
            then = null;
        }
        if (then != was.level()) {
            into.add(new Change(unit.number(), unit.site().name(), event.name(), which, was.score(), was.level(), then));
        }
    }

    /** The events assessed, each by the version in force now. */
    List<RiskEvent> assess(Tx tx, List<AskedEvent> asked, String assessor, LocalDate day) {
        List<RiskEvent> events = new ArrayList<>();
        for (AskedEvent event : asked == null ? List.<AskedEvent>of() : asked) {
            events.add(new RiskEvent(event.name(), event.harm(), assess(tx, event.inherent(), "inherent", assessor, day), assess(tx, event.residual(), "residual", assessor, day),
                    event.measures() == null ? List.of() : event.measures()));
        }
        return events;
    }

    private Assessment assess(Tx tx, AskedAssessment asked, String field, String assessor, LocalDate day) {
        if (asked == null || asked.method() == null || asked.inputs() == null) {
            throw new Problem.Invalid("assessment-required", field, (field.equals("inherent") ? "请评估固有风险（未采取措施时）" : "请评估剩余风险（采取措施后）") + "：选择方法和各因素分值");
        }
        RiskMethod method = store.inForce(tx, asked.method()).orElseThrow(() -> new Problem.Invalid("method-none", field, asked.method().label() + "没有现行版本"));
        return method.assess(asked.inputs(), asked.score(), assessor, day);
    }

    /** The labels of the conditions, which must be in use. */
    List<String> directRed(Tx tx, List<String> codes) {
        List<MethodStore.DirectRed> known = store.directRed(tx);
        return (codes == null ? List.<String>of() : codes).stream().distinct().map(code -> known.stream().filter(c -> c.active() && c.code().equals(code)).findFirst()
                .orElseThrow(() -> new Problem.Invalid("direct-red-unknown", "directRed", "没有这种直接判定情形：" + code)).label()).toList();
    }

    private RiskMethod method(Tx tx, RiskMethod.Kind kind, int version) {
        return store.find(tx, kind, version).orElseThrow(() -> new Problem.NotFound("risk-method-not-found", "没有" + kind.label() + "的第" + version + "版"));
    }

    private static Subject subject(RiskMethod method) {
        return new Subject("risk-method", method.kind().name() + "-" + method.version());
    }
}
