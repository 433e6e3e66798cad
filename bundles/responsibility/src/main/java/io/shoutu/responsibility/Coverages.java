package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Assistant;
import io.shoutu.responsibility.domain.Dispute;
import io.shoutu.responsibility.domain.DisputeStore;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.api.store.UnitOfWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who supervises nobody, and who is supervised by nobody or twice (监管盲区与职责交叉, R15): reckoned from the directory and the lists in force each time it is asked.
 */
@Component(service = Coverages.class)
public final class Coverages {
    private static final Set<Unit.Kind> BEARING = Set.of(Unit.Kind.PARTY_GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.TOWNSHIP, Unit.Kind.PARK);

    private final Directory directory;
    private final DutyLists lists;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final DisputeStore disputes;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public Coverages(@Reference Directory directory, @Reference DutyLists lists, @Reference Ledger ledger, @Reference UnitOfWork work, @Reference DisputeStore disputes, @Reference ListWords words,
            @Reference Clock clock) {
        this.directory = directory;
        this.lists = lists;
        this.ledger = ledger;
        this.work = work;
        this.disputes = disputes;
        this.words = words;
        this.clock = clock;
    }

    public record EnterpriseGap(String creditCode, String name, String sector, String lead, String why) {}

    public record UnitGap(String unit, String name, String kind, String why) {}

    public record PostGap(String unit, String unitName, String title, String list, String why) {}

    /** @param where the item, as number and code */
    public record ItemGap(String list, String code, String text, String unitName, Set<String> sectors, String why) {}

    /** How many of the departments carry a mark on their list (如“三定已写入”). */
    public record MarkShare(String mark, int units, int of) {}

    /** Which layers of a department have a list of their own (内部细化). */
    public record Layers(String unit, String name, Map<String, Boolean> layers, boolean complete) {}

    /**
     * How many enterprises have a list of their own (企业全员安全生产责任制, 安全生产法 art. 22).
     *
     * @param built enterprises at work with a list in force
     * @param of enterprises at work
     * @param some those that have one, with how many lists
     */
    public record AllStaff(int built, int of, Map<String, Integer> some) {}

    /**
     * The gaps of a year (监管盲区).
     *
     * @param enterprises supervised by nobody; must be empty
     * @param total enterprises at work that were looked at
     * @param withoutList units that must have a list in force and have none
     * @param bearing how many units must have one
     * @param withoutAssistant posts with a list whose holder has no assistant
     * @param without items that answer for an industry in which the county has no enterprise
     */
    public record Gaps(int year, List<EnterpriseGap> enterprises, int total, List<UnitGap> withoutList, int bearing, List<PostGap> withoutAssistant, List<ItemGap> without, List<MarkShare> marks,
            List<Layers> layers, AllStaff allStaff) {}

    public record Claim(String unit, String unitName, String list, String code, String text) {}

    /**
     * An industry or enterprise that two units lead (职责交叉).
     *
     * @param ruled the ruling about it, or null
     * @param open number of the dispute that waits for a ruling, or null
     */
    public record Overlap(String sector, String enterprise, String enterpriseName, List<Claim> claims, String ruled, String ruledLead, String open, String why) {}

    public Gaps gaps(int year, Actor asking) {
        List<DutyList> inForce = lists.ofYear(year, ListState.PUBLISHED, asking);
        Map<String, Unit> units = units();
        Map<String, Set<String>> leading = leading(inForce);
        boolean declared = !leading.isEmpty();
        List<Enterprise> enterprises = directory.enterprises(new EnterpriseQuery(asking.scope(), null, null, null, null, null, null, true, null, null, 20_000)).items();
        List<EnterpriseGap> alone = new ArrayList<>();
        for (Enterprise e : enterprises) {
            Unit lead = e.lead() == null ? null : units.get(e.lead());
            String why = e.lead() == null ? "没有牵头监管部门" : lead == null || lead.closed() != null ? "牵头监管部门“" + e.lead() + "”已撤销或不在名录中"
                    : inForce.stream().noneMatch(list -> list.bearer().unit().equals(e.lead())) ? "牵头监管部门“" + lead.name() + "”本年度没有执行中的责任清单"
                    : declared && e.sector() != null && !leading.getOrDefault(e.lead(), Set.of()).contains(e.sector()) && leading.values().stream().noneMatch(set -> set.contains(e.sector()))
                            ? "没有部门清单牵头“" + e.sector() + "”行业领域" : null;
            if (why != null) {
                alone.add(new EnterpriseGap(e.creditCode().text(), e.name(), e.sector(), lead == null ? null : lead.name(), why));
            }
        }
        List<Unit> bearing = units.values().stream().filter(unit -> unit.closed() == null && unit.kind() != null && BEARING.contains(unit.kind()))
                .filter(unit -> asking.scope().admits(unit.area(), unit.id(), null)).toList();
        Set<String> bearers = new LinkedHashSet<>(inForce.stream().map(list -> list.bearer().unit()).toList());
        List<UnitGap> silent = bearing.stream().filter(unit -> !bearers.contains(unit.id())).map(unit -> new UnitGap(unit.id(), unit.name(), unit.kind().label(), "本年度没有执行中的责任清单")).toList();
        LocalDate today = Legal.day(clock.instant());
        List<Assistant> assistants = ledger.assistants().stream().filter(assistant -> assistant.on(today)).toList();
        List<PostGap> unassisted = inForce.stream().filter(list -> !list.bearer().body() && list.category().equals(DutyList.LEADERS))
                .filter(list -> assistants.stream().noneMatch(assistant -> assistant.post().equals(list.bearer())))
                .map(list -> new PostGap(list.bearer().unit(), list.bearer().unitName(directory), list.bearer().title(), list.subject().number(), "没有在任的工作协助人")).toList();
        Set<String> sectors = new TreeSet<>(enterprises.stream().map(Enterprise::sector).filter(Objects::nonNull).toList());
        List<ItemGap> idle = new ArrayList<>();
        for (DutyList list : inForce) {
            for (Duty duty : list.duties()) {
                if (duty.coverage() != null && duty.coverage().sectors().stream().noneMatch(sectors::contains)) {
                    idle.add(new ItemGap(list.subject().number(), duty.code(), duty.text(), list.bearer().unitName(directory), duty.coverage().sectors(), "名录中没有这些行业领域的企业"));
                }
            }
        }
        return new Gaps(year, alone, enterprises.size(), silent, bearing.size(), unassisted, idle, marks(inForce, bearing), layers(inForce, units, bearing), allStaff(inForce, enterprises));
    }

    private static AllStaff allStaff(List<DutyList> inForce, List<Enterprise> enterprises) {
        Map<String, Integer> lists = new TreeMap<>();
        inForce.forEach(list -> list.bearer().enterprise().ifPresent(code -> lists.merge(code.text(), 1, Integer::sum)));
        Map<String, Integer> some = new LinkedHashMap<>();
        enterprises.stream().filter(e -> lists.containsKey(e.creditCode().text())).forEach(e -> some.put(e.name(), lists.get(e.creditCode().text())));
        return new AllStaff(some.size(), enterprises.size(), some);
    }

    private static List<MarkShare> marks(List<DutyList> inForce, List<Unit> bearing) {
        Map<String, Set<String>> by = new TreeMap<>();
        inForce.forEach(list -> list.duties().forEach(duty -> duty.marks().forEach(mark -> by.computeIfAbsent(mark, key -> new TreeSet<>()).add(list.bearer().unit()))));
        return by.entrySet().stream().map(e -> new MarkShare(e.getKey(), e.getValue().size(), bearing.size())).toList();
    }

    /** A list of a layer counts for the department it lies in, however deep. */
    private List<Layers> layers(List<DutyList> inForce, Map<String, Unit> units, List<Unit> bearing) {
        Map<String, Set<String>> done = new LinkedHashMap<>();
        inForce.stream().filter(list -> list.layer() != null).forEach(list -> {
            Unit unit = units.get(list.bearer().unit());
            Set<String> seen = new LinkedHashSet<>();
            while (unit != null && unit.kind() != Unit.Kind.DEPARTMENT && unit.parent() != null && seen.add(unit.id())) {
                unit = units.get(unit.parent());
            }
            if (unit != null) {
                done.computeIfAbsent(unit.id(), key -> new LinkedHashSet<>()).add(list.layer());
            }
        });
        return bearing.stream().filter(unit -> unit.kind() == Unit.Kind.DEPARTMENT).map(unit -> {
            Map<String, Boolean> each = new LinkedHashMap<>();
            words.layers().forEach(layer -> each.put(layer, done.getOrDefault(unit.id(), Set.of()).contains(layer)));
            return new Layers(unit.id(), unit.name(), each, !each.containsValue(false));
        }).toList();
    }

    /** Industries and enterprises that two units lead, with the rulings about them. */
    public List<Overlap> overlaps(int year, Actor asking) {
        List<DutyList> inForce = lists.ofYear(year, ListState.PUBLISHED, asking);
        Map<String, Unit> units = units();
        List<Dispute> known = work.run(tx -> disputes.all(tx, null));
        Map<String, List<Claim>> claims = new TreeMap<>();
        for (DutyList list : inForce) {
            for (Duty duty : list.duties()) {
                if (duty.coverage() != null && duty.coverage().lead()) {
                    duty.coverage().sectors().forEach(sector -> claims.computeIfAbsent(sector, key -> new ArrayList<>())
                            .add(new Claim(list.bearer().unit(), list.bearer().unitName(directory), list.subject().number(), duty.code(), duty.text())));
                }
            }
        }
        List<Overlap> all = new ArrayList<>();
        claims.forEach((sector, by) -> {
            if (by.stream().map(Claim::unit).distinct().count() > 1) {
                all.add(overlap(sector, null, null, by, known, units, "两个以上单位的清单都牵头该行业领域"));
            }
        });
        for (Enterprise e : directory.enterprises(new EnterpriseQuery(asking.scope(), null, null, null, null, null, null, true, null, null, 20_000)).items()) {
            List<Claim> by = e.sector() == null ? List.of() : claims.getOrDefault(e.sector(), List.of());
            boolean one = by.stream().map(Claim::unit).distinct().count() == 1;
            if (one && e.lead() != null && !by.get(0).unit().equals(e.lead())) {
                List<Claim> both = new ArrayList<>(by);
                both.add(new Claim(e.lead(), name(units, e.lead()), null, null, "名录中的牵头监管部门"));
                all.add(overlap(null, e.creditCode().text(), e.name(), both, known, units, "名录的牵头部门与牵头“" + e.sector() + "”的部门不一致"));
            }
        }
        return all;
    }

    private static Overlap overlap(String sector, String enterprise, String name, List<Claim> by, List<Dispute> known, Map<String, Unit> units, String why) {
        Dispute ruled = known.stream().filter(d -> d.state() == Dispute.State.RULED && about(d, sector, enterprise)).findFirst().orElse(null);
        String open = known.stream().filter(d -> d.state() == Dispute.State.RAISED && about(d, sector, enterprise)).map(Dispute::number).findFirst().orElse(null);
        return new Overlap(sector, enterprise, name, by, ruled == null ? null : ruled.number(), ruled == null ? null : name(units, ruled.lead()), open, why);
    }

    private static boolean about(Dispute dispute, String sector, String enterprise) {
        return sector != null ? sector.equals(dispute.sector()) : enterprise.equals(dispute.enterprise());
    }

    private static Map<String, Set<String>> leading(List<DutyList> inForce) {
        Map<String, Set<String>> leading = new TreeMap<>();
        inForce.forEach(list -> list.duties().stream().filter(duty -> duty.coverage() != null && duty.coverage().lead())
                .forEach(duty -> leading.computeIfAbsent(list.bearer().unit(), key -> new TreeSet<>()).addAll(duty.coverage().sectors())));
        return leading;
    }

    private Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        directory.units().forEach(unit -> units.put(unit.id(), unit));
        return units;
    }

    private static String name(Map<String, Unit> units, String id) {
        return units.containsKey(id) ? units.get(id).name() : id;
    }
}
