package io.shoutu.commons.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.search.SearchIndex;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The directory (名录) on SQL. Facts name what changed by its key; people's names stay out of the journal. */
@Component(service = {Directory.class, SqlDirectory.class})
public final class SqlDirectory implements Directory {
    static final String CHANGED = "directory.changed";
    static final String CLOSED = "directory.closed";
    static final String REOPENED = "directory.reopened";
    static final String HANDED_OVER = "directory.handed-over";
    private static final int CHUNK = 200;

    private final Clock clock;
    private final UnitOfWork work;
    private final DirectoryRows rows;
    private final Journal journal;
    private final SearchIndex index;

    @Activate
    public SqlDirectory(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal, @Reference SearchIndex index,
            @Reference(target = "(word=commons)") Schema schema) {
        this.clock = clock;
        this.work = work;
        this.rows = new DirectoryRows(sql);
        this.journal = journal;
        this.index = index;
    }

    @Override
    public Optional<Area> area(AreaCode code) {
        return work.run(tx -> rows.area(tx, code));
    }

    @Override
    public List<Area> areasBelow(AreaCode parent) {
        return work.run(tx -> rows.areasBelow(tx, parent));
    }

    @Override
    public List<Area> areas() {
        return work.run(rows::areas);
    }

    @Override
    public Optional<Unit> unit(String id) {
        return work.run(tx -> rows.unit(tx, id));
    }

    @Override
    public List<Unit> units() {
        return work.run(rows::units);
    }

    @Override
    public Optional<Person> person(String id) {
        return work.run(tx -> rows.person(tx, id));
    }

    @Override
    public Optional<Person> personOfAccount(String account) {
        return work.run(tx -> rows.personOfAccount(tx, account));
    }

    @Override
    public List<Person> people() {
        return work.run(tx -> rows.people(tx, null));
    }

    @Override
    public List<Position> positions(String unit, LocalDate day) {
        return work.run(tx -> rows.positions(tx, unit, day));
    }

    @Override
    public List<Position> history(String unit, String person) {
        return work.run(tx -> rows.history(tx, unit, person));
    }

    @Override
    public Optional<Cell> cell(String code) {
        return work.run(tx -> rows.cell(tx, code));
    }

    @Override
    public List<Cell> cells(AreaCode inside) {
        return work.run(tx -> rows.cells(tx, inside));
    }

    @Override
    public List<GridPost> posts(String node, String person) {
        return work.run(tx -> rows.posts(tx, node, person));
    }

    @Override
    public Optional<Enterprise> enterprise(CreditCode code) {
        return work.run(tx -> rows.enterprise(tx, code));
    }

    @Override
    public Page<Enterprise> enterprises(AreaCode area, String text, String cursor, int limit) {
        return enterprises(Scope.EVERYWHERE, area, text, cursor, limit);
    }

    @Override
    public Page<Enterprise> enterprises(Scope scope, AreaCode area, String text, String cursor, int limit) {
        return enterprises(new EnterpriseQuery(scope, area, text, null, null, null, null, null, null, cursor, Math.min(500, limit)));
    }

    @Override
    public Page<Enterprise> enterprises(EnterpriseQuery query) {
        return work.run(tx -> rows.enterprises(tx, query));
    }

    /** The sectors in use by what lies inside the scope. */
    public List<String> sectors(Scope scope) {
        return work.run(tx -> rows.sectors(tx, EnterpriseQuery.inside(scope, 1)));
    }

    @Override
    public void put(Area area, Actor by) {
        text(area.name(), "name", "区划名称", 200);
        work.execute(tx -> {
            Optional<Area> before = rows.area(tx, area.code());
            Area after = new Area(area.code(), area.name(), before.map(Area::closed).orElse(null), before.map(Area::successor).orElse(null));
            if (before.filter(after::equals).isPresent()) {
                return;
            }
            AreaCode parent = area.code().parent();
            if (before.isEmpty() && parent != null) {
                rows.area(tx, parent).ifPresent(above -> open(above.closed(), "code", "上级区划“" + above.name() + "”已撤销"));
            }
            rows.put(tx, after);
            index(tx, after);
            tell(tx, CHANGED, new Subject("area", area.code().text()), by, changed(area.name(), before.isPresent(), Map.of("name", pair(before.map(Area::name), area.name()))));
        });
    }

    @Override
    public void put(Unit unit, Actor by) {
        id(unit.id(), "id", "单位代码");
        text(unit.name(), "name", "单位名称", 200);
        present(unit.area(), "area", "所属区划");
        work.execute(tx -> {
            Optional<Unit> before = rows.unit(tx, unit.id());
            Unit after = new Unit(unit.id(), unit.name(), unit.area(), unit.parent(), unit.kind(), before.map(Unit::closed).orElse(null));
            if (before.filter(after::equals).isPresent()) {
                return;
            }
            if (before.isEmpty() || !before.get().area().equals(unit.area())) {
                Area area = known(rows.area(tx, unit.area()), "area", "没有这个区划，请先登记：" + unit.area());
                open(area.closed(), "area", "区划“" + area.name() + "”已撤销，不能再设单位");
            }
            if (unit.parent() != null && (before.isEmpty() || !unit.parent().equals(before.get().parent()))) {
                Unit parent = known(rows.unit(tx, unit.parent()).filter(p -> !p.id().equals(unit.id())), "parent", "没有这个上级单位，请先登记：" + unit.parent());
                open(parent.closed(), "parent", "上级单位“" + parent.name() + "”已撤销");
                notBelowItself(tx, unit);
            }
            rows.put(tx, after);
            index(tx, after);
            if (before.isPresent() && !(before.get().area().equals(after.area()) && before.get().name().equals(after.name()))) {
                // Its people are found where it stands, under its name.
                rows.people(tx, unit.id()).forEach(person -> index(tx, person));
            }
            Map<String, Object> data = changed(unit.name(), before.isPresent(), Map.of("name", pair(before.map(Unit::name), unit.name()),
                    "area", pair(before.map(Unit::area), unit.area()), "parent", pair(before.map(Unit::parent), unit.parent()),
                    "kind", pair(before.map(Unit::kind), unit.kind())));
            data.put("area", unit.area().text());
            tell(tx, CHANGED, new Subject("unit", unit.id()), by, data);
        });
    }

    private void notBelowItself(Tx tx, Unit unit) {
        String above = unit.parent();
        for (int i = 0; above != null && i < 30; i++) {
            if (above.equals(unit.id())) {
                throw new Problem.Invalid("unit-circle", "parent", "上级单位不能是本单位自己的下级：" + unit.parent());
            }
            above = rows.unit(tx, above).map(Unit::parent).orElse(null);
        }
    }

    @Override
    public void put(Person person, Actor by) {
        id(person.id(), "id", "人员代码");
        text(person.name(), "name", "姓名", 200);
        present(person.unit(), "unit", "所在单位");
        work.execute(tx -> {
            Optional<Person> before = rows.person(tx, person.id());
            Person after = new Person(person.id(), person.name(), person.unit(), person.account(), before.map(Person::closed).orElse(null));
            if (before.filter(after::equals).isPresent()) {
                return;
            }
            if (before.isEmpty() || !before.get().unit().equals(person.unit())) {
                Unit unit = known(rows.unit(tx, person.unit()), "unit", "没有这个单位，请先登记：" + person.unit());
                open(unit.closed(), "unit", "单位“" + unit.name() + "”已撤销，不能再登记人员");
            }
            if (person.account() != null && rows.accountTaken(tx, person)) {
                throw new Problem.Invalid("account-taken", "account", "该账号已登记给另一人：" + person.account());
            }
            rows.put(tx, after);
            index(tx, after);
            List<String> fields = new ArrayList<>();
            if (before.isPresent() && !before.get().name().equals(person.name())) {
                fields.add("name");
            }
            if (before.isPresent() && !Objects.equals(before.get().account(), person.account())) {
                fields.add("account");
            }
            Map<String, Object> data = changed("人员 " + person.id(), before.isPresent(), Map.of("unit", pair(before.map(Person::unit), person.unit())));
            if (!fields.isEmpty()) {
                // Which, and never what: names and accounts are people's own.
                data.put("also", fields);
            }
            data.put("unit", person.unit());
            tell(tx, CHANGED, new Subject("person", person.id()), by, data);
        });
    }

    @Override
    public void put(Position position, Actor by) {
        valid(position);
        work.execute(tx -> {
            Optional<Position> before = rows.position(tx, position);
            if (before.filter(position::equals).isPresent()) {
                return;
            }
            if (before.isEmpty()) {
                mayServe(tx, position.person());
                Unit unit = known(rows.unit(tx, position.unit()), "unit", "没有这个单位，请先登记：" + position.unit());
                if (position.to() == null) {
                    open(unit.closed(), "unit", "单位“" + unit.name() + "”已撤销，不能再任命");
                }
            }
            rows.put(tx, position);
            tell(tx, CHANGED, new Subject("person", position.person()), by, held(position));
        });
    }

    private static void valid(Position position) {
        present(position.person(), "person", "人员");
        present(position.unit(), "unit", "单位");
        text(position.title(), "title", "职务", 200);
        days(position.from(), position.to());
    }

    private static void days(LocalDate from, LocalDate to) {
        present(from, "from", "任职起始日");
        if (to != null && to.isBefore(from)) {
            throw new Problem.Invalid("position-dates", "to", "任职结束日早于起始日：" + from + " 至 " + to);
        }
    }

    private void mayServe(Tx tx, String id) {
        Person person = known(rows.person(tx, id), "person", "没有这个人员，请先登记：" + id);
        open(person.closed(), "person", "该人员已离任：" + id);
    }

    private static Map<String, Object> held(Position position) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", "人员 " + position.person());
        data.put("unit", position.unit());
        data.put("position", position.title());
        data.put("from", position.from().toString());
        data.put("to", position.to() == null ? null : position.to().toString());
        return data;
    }

    @Override
    public void handOver(Position to, Actor by) {
        valid(to);
        work.execute(tx -> {
            Unit unit = known(rows.unit(tx, to.unit()), "unit", "没有这个单位，请先登记：" + to.unit());
            open(unit.closed(), "unit", "单位“" + unit.name() + "”已撤销，不能再任命");
            mayServe(tx, to.person());
            List<Position> holders = rows.history(tx, to.unit(), null).stream().filter(p -> p.title().equals(to.title()) && (p.to() == null || !p.to().isBefore(to.from()))).toList();
            LocalDate lastDay = to.from().minusDays(1);
            for (Position holder : holders) {
                if (holder.person().equals(to.person())) {
                    throw new Problem.IllegalMove("position-held", "此人自 " + holder.from() + " 起已任该职务，无需交接");
                }
                released(holder.from(), to.from());
                rows.put(tx, new Position(holder.person(), holder.unit(), holder.title(), holder.from(), lastDay));
            }
            rows.put(tx, to);
            Map<String, Object> data = held(to);
            data.put("title", unit.name() + " " + to.title());
            data.put("person", to.person());
            data.put("released", holders.stream().map(Position::person).toList());
            tell(tx, HANDED_OVER, new Subject("unit", to.unit()), by, data);
        });
    }

    private static void released(LocalDate since, LocalDate from) {
        if (!since.isBefore(from)) {
            throw new Problem.Invalid("position-dates", "from", "现任者自 " + since + " 起任职，接任日应在其后：" + from);
        }
    }

    @Override
    public void put(Cell cell, Actor by) {
        text(cell.name(), "name", "网格名称", 200);
        work.execute(tx -> {
            Optional<Cell> before = rows.cell(tx, cell.code());
            Cell after = new Cell(cell.code(), cell.name(), before.map(Cell::closed).orElse(null));
            if (before.filter(after::equals).isPresent()) {
                return;
            }
            if (before.isEmpty()) {
                Area area = known(rows.area(tx, cell.area()), "code", "没有网格代码前12位所指的区划，请先登记：" + cell.area());
                open(area.closed(), "code", "区划“" + area.name() + "”已撤销，不能再设网格");
            }
            rows.put(tx, after);
            index(tx, after);
            tell(tx, CHANGED, new Subject("cell", cell.code()), by, changed(cell.name(), before.isPresent(), Map.of("name", pair(before.map(Cell::name), cell.name()))));
        });
    }

    @Override
    public void put(GridPost post, Actor by) {
        valid(post);
        work.execute(tx -> {
            Optional<GridPost> before = rows.posts(tx, post.node(), post.person()).stream().filter(p -> p.role().equals(post.role()) && p.from().equals(post.from())).findFirst();
            if (before.filter(post::equals).isPresent()) {
                return;
            }
            if (before.isEmpty()) {
                mayServe(tx, post.person());
                node(tx, post.node());
            }
            rows.put(tx, post);
            tell(tx, CHANGED, subjectOf(post.node()), by, held(tx, post));
        });
    }

    private static void valid(GridPost post) {
        present(post.node(), "node", "网格");
        present(post.person(), "person", "人员");
        text(post.role(), "role", "网格职责", 40);
        days(post.from(), post.to());
    }

    private Map<String, Object> held(Tx tx, GridPost post) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", node(tx, post.node()));
        data.put("role", post.role());
        data.put("person", post.person());
        data.put("from", post.from().toString());
        data.put("to", post.to() == null ? null : post.to().toString());
        return data;
    }

    /** What a node of the grid is called: an enterprise has 18 characters, a division 12, a cell between. */
    private String node(Tx tx, String node) {
        return switch (node.length()) {
            case 12 -> known(rows.area(tx, new AreaCode(node)), "node", "没有这个区划：" + node).name();
            case 18 -> known(rows.enterprise(tx, new CreditCode(node)), "node", "没有这家企业：" + node).name();
            default -> known(rows.cell(tx, node), "node", "没有这个网格，请先登记：" + node).name();
        };
    }

    private static Subject subjectOf(String node) {
        return new Subject(node.length() == 12 ? "area" : node.length() == 18 ? "enterprise" : "cell", node);
    }

    @Override
    public void handOver(GridPost to, Actor by) {
        valid(to);
        work.execute(tx -> {
            mayServe(tx, to.person());
            node(tx, to.node());
            List<GridPost> holders = rows.posts(tx, to.node(), null).stream().filter(p -> p.role().equals(to.role()) && (p.to() == null || !p.to().isBefore(to.from()))).toList();
            for (GridPost holder : holders) {
                if (holder.person().equals(to.person())) {
                    throw new Problem.IllegalMove("position-held", "此人自 " + holder.from() + " 起已担任该职责，无需交接");
                }
                released(holder.from(), to.from());
                rows.put(tx, new GridPost(holder.node(), holder.role(), holder.person(), holder.from(), to.from().minusDays(1)));
            }
            rows.put(tx, to);
            Map<String, Object> data = held(tx, to);
            data.put("released", holders.stream().map(GridPost::person).toList());
            tell(tx, HANDED_OVER, subjectOf(to.node()), by, data);
        });
    }

    @Override
    public void put(Enterprise enterprise, Actor by) {
        valid(enterprise);
        work.execute(tx -> {
            Optional<Enterprise> before = rows.enterprise(tx, enterprise.creditCode());
            Enterprise after = closedOn(enterprise, before.map(Enterprise::closed).orElse(null));
            if (before.filter(after::equals).isPresent()) {
                return;
            }
            if (before.isEmpty() || !before.get().area().equals(after.area())) {
                Area area = known(rows.area(tx, after.area()), "area", "没有这个区划，请先登记：" + after.area());
                open(area.closed(), "area", "区划“" + area.name() + "”已撤销，请改用现行区划");
            }
            if (after.lead() != null) {
                known(rows.unit(tx, after.lead()), "lead", "没有这个牵头部门，请先登记：" + after.lead());
            }
            for (String department : after.departments()) {
                known(rows.unit(tx, department), "departments", "没有这个监管部门，请先登记：" + department);
            }
            if (after.cell() != null && before.filter(b -> after.cell().equals(b.cell())).isEmpty()) {
                Cell cell = known(rows.cell(tx, after.cell()), "cell", "没有这个网格，请先登记：" + after.cell());
                open(cell.closed(), "cell", "网格“" + cell.name() + "”已撤销");
            }
            rows.put(tx, after);
            index(tx, after);
            tell(tx, CHANGED, new Subject("enterprise", after.creditCode().text()), by, changes(before, after));
        });
    }

    private static void valid(Enterprise enterprise) {
        present(enterprise.creditCode(), "creditCode", "统一社会信用代码");
        text(enterprise.name(), "name", "企业名称", 300);
        present(enterprise.area(), "area", "所在区划");
        if (enterprise.industry() != null && !enterprise.industry().matches("\\d{4}")) {
            throw new Problem.Invalid("industry", "industry", "行业应为 GB/T 4754-2017 的四位小类代码：" + enterprise.industry());
        }
        longest(enterprise.sector(), "sector", "监管行业", 120);
        longest(enterprise.address(), "address", "地址", 300);
        longest(enterprise.safetyManager(), "safetyManager", "安全管理人员", 60);
        if (enterprise.departments().size() > 12) {
            throw new Problem.Invalid("departments", "departments", "监管部门最多12个");
        }
        degrees(enterprise.longitude(), 180, "longitude", "经度");
        degrees(enterprise.latitude(), 90, "latitude", "纬度");
        if ((enterprise.longitude() == null) != (enterprise.latitude() == null)) {
            throw new Problem.Invalid("degrees", enterprise.longitude() == null ? "longitude" : "latitude", "经度和纬度应同时填写或同时留空");
        }
    }

    private static void longest(String value, String field, String what, int most) {
        if (value != null && value.length() > most) {
            throw new Problem.Invalid(field, field, what + "最长" + most + "字");
        }
    }

    private static Enterprise closedOn(Enterprise e, LocalDate closed) {
        return new Enterprise(e.creditCode(), e.name(), e.area(), e.industry(), e.sector(), e.lead(), e.longitude(), e.latitude(), e.scale(), e.address(), e.safetyManager(),
                e.departments(), e.cell(), closed);
    }

    private static Map<String, Object> changes(Optional<Enterprise> before, Enterprise after) {
        Map<String, Object[]> pairs = new LinkedHashMap<>();
        pairs.put("name", pair(before.map(Enterprise::name), after.name()));
        pairs.put("area", pair(before.map(Enterprise::area), after.area()));
        pairs.put("industry", pair(before.map(Enterprise::industry), after.industry()));
        pairs.put("sector", pair(before.map(Enterprise::sector), after.sector()));
        pairs.put("lead", pair(before.map(Enterprise::lead), after.lead()));
        pairs.put("longitude", pair(before.map(Enterprise::longitude), after.longitude()));
        pairs.put("latitude", pair(before.map(Enterprise::latitude), after.latitude()));
        pairs.put("scale", pair(before.map(Enterprise::scale), after.scale()));
        pairs.put("address", pair(before.map(Enterprise::address), after.address()));
        pairs.put("departments", pair(before.map(Enterprise::departments), after.departments()));
        pairs.put("cell", pair(before.map(Enterprise::cell), after.cell()));
        Map<String, Object> data = changed(after.name(), before.isPresent(), pairs);
        if (before.isPresent() && !Objects.equals(before.get().safetyManager(), after.safetyManager())) {
            data.put("also", List.of("safetyManager"));
        }
        data.put("area", after.area().text());
        return data;
    }

    @Override
    public void close(Subject subject, LocalDate lastDay, String successor, String reason, Actor by) {
        text(reason, "reason", "原因", 1000);
        present(lastDay, "on", "最后一日");
        if (lastDay.isAfter(Legal.day(clock.instant()))) {
            throw new Problem.Invalid("closing-day", "on", "最后一日不能晚于今天：" + lastDay);
        }
        work.execute(tx -> {
            Map<String, Object> data = new HashMap<>();
            data.put("on", lastDay.toString());
            data.put("reason", reason.strip());
            data.put("successor", successor == null || successor.isBlank() ? null : successor);
            switch (subject.kind()) {
                case "area" -> data.put("title", closeArea(tx, subject, lastDay, successor, by));
                case "unit" -> data.put("title", closeUnit(tx, subject, lastDay, successor, by));
                case "person" -> data.put("title", closePerson(tx, subject, lastDay));
                case "cell" -> data.put("title", closeCell(tx, subject, lastDay, successor, by));
                case "enterprise" -> data.put("title", closeEnterprise(tx, subject, lastDay));
                default -> throw Problem.NotFound.of(subject);
            }
            tell(tx, CLOSED, subject, by, data);
        });
    }

    private String closeArea(Tx tx, Subject subject, LocalDate lastDay, String successor, Actor by) {
        Area area = there(rows.area(tx, new AreaCode(subject.number())), subject);
        stands(area.closed(), subject);
        long below = rows.areasBelow(tx, area.code()).stream().filter(a -> a.closed() == null).count();
        long cells = rows.cells(tx, area.code()).stream().filter(c -> c.area().equals(area.code()) && c.closed() == null).count();
        if (below + cells > 0) {
            throw new Problem.IllegalMove("not-empty", "“" + area.name() + "”下还有 " + below + " 个下级区划、" + cells + " 个网格，请先逐个撤并");
        }
        AreaCode into = successor == null || successor.isBlank() ? null : new AreaCode(successor);
        List<Unit> units = rows.units(tx).stream().filter(u -> u.area().equals(area.code()) && u.closed() == null).toList();
        List<Enterprise> enterprises = rows.enterprises(tx, new EnterpriseQuery(Scope.EVERYWHERE, area.code(), null, null, null, null, null, true, null, null, 20_000)).items();
        if (into == null && !(units.isEmpty() && enterprises.isEmpty())) {
            throw new Problem.IllegalMove("not-empty", "“" + area.name() + "”内还有 " + units.size() + " 个单位、" + enterprises.size() + " 家企业，请指定并入的区划");
        }
        if (into != null) {
            Area next = known(rows.area(tx, into).filter(a -> !a.code().equals(area.code())), "successor", "没有并入的区划，请先登记：" + into);
            open(next.closed(), "successor", "并入的区划“" + next.name() + "”也已撤销");
            units.forEach(u -> put(new Unit(u.id(), u.name(), into, u.parent(), u.kind(), null), by));
            enterprises.forEach(e -> put(new Enterprise(e.creditCode(), e.name(), into, e.industry(), e.sector(), e.lead(), e.longitude(), e.latitude(), e.scale(), e.address(),
                    e.safetyManager(), e.departments(), e.cell(), null), by));
        }
        release(tx, area.code().text(), lastDay);
        Area after = new Area(area.code(), area.name(), lastDay, into);
        rows.put(tx, after);
        index(tx, after);
        return area.name();
    }

    private String closeUnit(Tx tx, Subject subject, LocalDate lastDay, String successor, Actor by) {
        Unit unit = there(rows.unit(tx, subject.number()), subject);
        stands(unit.closed(), subject);
        List<Unit> below = rows.units(tx).stream().filter(u -> unit.id().equals(u.parent()) && u.closed() == null).toList();
        List<Person> people = rows.people(tx, unit.id()).stream().filter(p -> p.closed() == null).toList();
        List<Enterprise> enterprises = rows.enterprises(tx, new EnterpriseQuery(Scope.EVERYWHERE, null, null, null, unit.id(), null, null, true, null, null, 20_000)).items();
        if (successor == null || successor.isBlank()) {
            if (!(below.isEmpty() && people.isEmpty() && enterprises.isEmpty())) {
                throw new Problem.IllegalMove("not-empty", "“" + unit.name() + "”还有 " + below.size() + " 个下级单位、" + people.size() + " 名人员、监管 " + enterprises.size()
                        + " 家企业，请指定承接单位");
            }
        } else {
            Unit next = known(rows.unit(tx, successor).filter(u -> !u.id().equals(unit.id())), "successor", "没有承接单位，请先登记：" + successor);
            open(next.closed(), "successor", "承接单位“" + next.name() + "”也已撤销");
            below.forEach(u -> put(new Unit(u.id(), u.name(), u.area(), next.id(), u.kind(), null), by));
            people.forEach(p -> put(new Person(p.id(), p.name(), next.id(), p.account()), by));
            enterprises.forEach(e -> put(new Enterprise(e.creditCode(), e.name(), e.area(), e.industry(), e.sector(), unit.id().equals(e.lead()) ? next.id() : e.lead(),
                    e.longitude(), e.latitude(), e.scale(), e.address(), e.safetyManager(),
                    e.departments().stream().map(d -> d.equals(unit.id()) ? next.id() : d).distinct().toList(), e.cell(), null), by));
        }
        rows.history(tx, unit.id(), null).stream().filter(p -> p.to() == null || p.to().isAfter(lastDay)).forEach(p -> end(tx, p, lastDay));
        Unit after = new Unit(unit.id(), unit.name(), unit.area(), unit.parent(), unit.kind(), lastDay);
        rows.put(tx, after);
        index(tx, after);
        return unit.name();
    }

    private String closePerson(Tx tx, Subject subject, LocalDate lastDay) {
        Person person = there(rows.person(tx, subject.number()), subject);
        stands(person.closed(), subject);
        rows.history(tx, null, person.id()).stream().filter(p -> p.to() == null || p.to().isAfter(lastDay)).forEach(p -> end(tx, p, lastDay));
        rows.posts(tx, null, person.id()).stream().filter(p -> p.to() == null || p.to().isAfter(lastDay)).forEach(p -> end(tx, p, lastDay));
        Person after = new Person(person.id(), person.name(), person.unit(), person.account(), lastDay);
        rows.put(tx, after);
        index(tx, after);
        return "人员 " + person.id();
    }

    private String closeCell(Tx tx, Subject subject, LocalDate lastDay, String successor, Actor by) {
        Cell cell = there(rows.cell(tx, subject.number()), subject);
        stands(cell.closed(), subject);
        List<Enterprise> enterprises = rows.enterprises(tx, new EnterpriseQuery(Scope.EVERYWHERE, null, null, null, null, cell.code(), null, true, null, null, 20_000)).items();
        String into = successor == null || successor.isBlank() ? null : successor;
        if (into == null && !enterprises.isEmpty()) {
            throw new Problem.IllegalMove("not-empty", "“" + cell.name() + "”内还有 " + enterprises.size() + " 家企业，请指定并入的网格");
        }
        if (into != null) {
            Cell next = known(rows.cell(tx, into).filter(c -> !c.code().equals(cell.code())), "successor", "没有并入的网格，请先登记：" + into);
            open(next.closed(), "successor", "并入的网格“" + next.name() + "”也已撤销");
            enterprises.forEach(e -> put(new Enterprise(e.creditCode(), e.name(), e.area(), e.industry(), e.sector(), e.lead(), e.longitude(), e.latitude(), e.scale(), e.address(),
                    e.safetyManager(), e.departments(), into, null), by));
        }
        release(tx, cell.code(), lastDay);
        Cell after = new Cell(cell.code(), cell.name(), lastDay);
        rows.put(tx, after);
        index(tx, after);
        return cell.name();
    }

    private String closeEnterprise(Tx tx, Subject subject, LocalDate lastDay) {
        Enterprise enterprise = there(rows.enterprise(tx, new CreditCode(subject.number())), subject);
        stands(enterprise.closed(), subject);
        release(tx, subject.number(), lastDay);
        Enterprise after = closedOn(enterprise, lastDay);
        rows.put(tx, after);
        index(tx, after);
        return enterprise.name();
    }

    private void release(Tx tx, String node, LocalDate lastDay) {
        rows.posts(tx, node, null).stream().filter(p -> p.to() == null || p.to().isAfter(lastDay)).forEach(p -> end(tx, p, lastDay));
    }

    /** One that would have begun later never was: it ends on its first day, and stays to be seen. */
    private void end(Tx tx, Position p, LocalDate lastDay) {
        rows.put(tx, new Position(p.person(), p.unit(), p.title(), p.from(), p.from().isAfter(lastDay) ? p.from() : lastDay));
    }

    private void end(Tx tx, GridPost p, LocalDate lastDay) {
        rows.put(tx, new GridPost(p.node(), p.role(), p.person(), p.from(), p.from().isAfter(lastDay) ? p.from() : lastDay));
    }

    private static void stands(LocalDate closed, Subject subject) {
        if (closed != null) {
            throw new Problem.IllegalMove("closed", "已于 " + closed + " 关闭，无需再次关闭：" + subject.number());
        }
    }

    @Override
    public void reopen(Subject subject, String reason, Actor by) {
        text(reason, "reason", "原因", 1000);
        work.execute(tx -> {
            String title = switch (subject.kind()) {
                case "area" -> {
                    Area area = there(rows.area(tx, new AreaCode(subject.number())), subject);
                    ended(area.closed(), subject);
                    Area after = new Area(area.code(), area.name());
                    rows.put(tx, after);
                    index(tx, after);
                    yield area.name();
                }
                case "unit" -> {
                    Unit u = there(rows.unit(tx, subject.number()), subject);
                    ended(u.closed(), subject);
                    Unit after = new Unit(u.id(), u.name(), u.area(), u.parent(), u.kind(), null);
                    rows.put(tx, after);
                    index(tx, after);
                    yield u.name();
                }
                case "person" -> {
                    Person p = there(rows.person(tx, subject.number()), subject);
                    ended(p.closed(), subject);
                    Person after = new Person(p.id(), p.name(), p.unit(), p.account());
                    rows.put(tx, after);
                    index(tx, after);
                    yield "人员 " + p.id();
                }
                case "cell" -> {
                    Cell c = there(rows.cell(tx, subject.number()), subject);
                    ended(c.closed(), subject);
                    Cell after = new Cell(c.code(), c.name());
                    rows.put(tx, after);
                    index(tx, after);
                    yield c.name();
                }
                case "enterprise" -> {
                    Enterprise e = there(rows.enterprise(tx, new CreditCode(subject.number())), subject);
                    ended(e.closed(), subject);
                    Enterprise after = closedOn(e, null);
                    rows.put(tx, after);
                    index(tx, after);
                    yield e.name();
                }
                default -> throw Problem.NotFound.of(subject);
            };
            tell(tx, REOPENED, subject, by, new HashMap<>(Map.of("title", title, "reason", reason.strip())));
        });
    }

    private static void ended(LocalDate closed, Subject subject) {
        if (closed == null) {
            throw new Problem.IllegalMove("open", "没有关闭，无需恢复：" + subject.number());
        }
    }

    // What is searched

    /** Puts into the index what was there before there was one; nothing where both count the same. */
    void catchUp() {
        for (String kind : Set.of("area", "unit", "person", "cell", "enterprise")) {
            if (work.run(tx -> rows.count(tx, kind) == index.count(tx, kind))) {
                continue;
            }
            switch (kind) {
                case "area" -> work.execute(tx -> rows.areas(tx).forEach(a -> index(tx, a)));
                case "unit" -> work.execute(tx -> rows.units(tx).forEach(u -> index(tx, u)));
                case "person" -> work.execute(tx -> rows.people(tx, null).forEach(p -> index(tx, p)));
                case "cell" -> work.execute(tx -> rows.cells(tx, null).forEach(c -> index(tx, c)));
                default -> {
                    String cursor = null;
                    do {
                        String from = cursor;
                        cursor = work.run(tx -> {
                            Page<Enterprise> page = rows.enterprises(tx, new EnterpriseQuery(Scope.EVERYWHERE, null, null, null, null, null, null, null, null, from, CHUNK));
                            page.items().forEach(e -> index(tx, e));
                            return page.next();
                        });
                    } while (cursor != null);
                }
            }
        }
    }

    private static String ended(LocalDate closed) {
        return closed == null ? "" : " · 已于 " + closed + " 关闭";
    }

    private void index(Tx tx, Area a) {
        index.put(tx, new SearchIndex.Entry(new Subject("area", a.code().text()), a.name(), a.code() + ended(a.closed()), new Places.Place(a.code(), null, null)),
                List.of(a.name()), List.of(a.code().text()));
    }

    private void index(Tx tx, Cell c) {
        index.put(tx, new SearchIndex.Entry(new Subject("cell", c.code()), c.name(), c.code() + ended(c.closed()), new Places.Place(c.area(), null, null)),
                List.of(c.name()), List.of(c.code()));
    }

    private void index(Tx tx, Unit u) {
        index.put(tx, new SearchIndex.Entry(new Subject("unit", u.id()), u.name(), (u.kind() == null ? "" : u.kind().label() + " · ") + u.id() + ended(u.closed()),
                new Places.Place(u.area(), u.id(), null)), List.of(u.name()), List.of(u.id()));
    }

    private void index(Tx tx, Person p) {
        Optional<Unit> unit = rows.unit(tx, p.unit());
        index.put(tx, new SearchIndex.Entry(new Subject("person", p.id()), p.name(), unit.map(Unit::name).orElse(p.unit()) + (p.closed() == null ? "" : " · 已于 " + p.closed() + " 离任"),
                new Places.Place(unit.map(Unit::area).orElse(null), p.unit(), null)), List.of(p.name()), List.of(p.id()));
    }

    private void index(Tx tx, Enterprise e) {
        index.put(tx, new SearchIndex.Entry(new Subject("enterprise", e.creditCode().text()), e.name(), e.creditCode() + (e.sector() == null ? "" : " · " + e.sector()) + ended(e.closed()),
                new Places.Place(e.area(), e.lead(), e.creditCode())), List.of(e.name()), List.of(e.creditCode().text()));
    }

    // What is told

    private static Object[] pair(Optional<?> before, Object after) {
        return new Object[] {before.orElse(null), after};
    }

    /** What a fact says of a change: the new title, and of each field that changed what stood there. */
    private static Map<String, Object> changed(String title, boolean knownBefore, Map<String, Object[]> fields) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", title);
        data.put("change", knownBefore ? "changed" : "created");
        if (knownBefore) {
            Map<String, Object> before = new LinkedHashMap<>();
            Map<String, Object> after = new LinkedHashMap<>();
            fields.forEach((name, pair) -> {
                if (!Objects.equals(pair[0], pair[1])) {
                    before.put(name, json(pair[0]));
                    after.put(name, json(pair[1]));
                }
            });
            data.put("before", before);
            data.put("after", after);
        }
        return data;
    }

    private static Object json(Object value) {
        return value == null || value instanceof Number || value instanceof List<?> ? value : value.toString();
    }

    private void tell(Tx tx, String fact, Subject subject, Actor by, Map<String, Object> data) {
        journal.write(tx, new Fact(subject, fact, clock.instant(), by, data));
    }

    // What may be put

    private static void id(String value, String field, String what) {
        if (value == null || !value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw new Problem.Invalid("directory-id", field, what + "应为1至60个字母、数字、点、横线：" + value);
        }
    }

    private static void text(String value, String field, String what, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new Problem.Invalid("directory-text", field, what + "应为1至" + longest + "字");
        }
    }

    private static void present(Object value, String field, String what) {
        if (value == null) {
            throw new Problem.Invalid("directory-missing", field, "请填写" + what);
        }
    }

    private static <T> T known(Optional<T> found, String field, String text) {
        return found.orElseThrow(() -> new Problem.Invalid("directory-unknown", field, text));
    }

    private static void open(LocalDate closed, String field, String text) {
        if (closed != null) {
            throw new Problem.Invalid("directory-closed", field, text + "（" + closed + "）");
        }
    }

    private static <T> T there(Optional<T> found, Subject subject) {
        return found.orElseThrow(() -> Problem.NotFound.of(subject));
    }

    private static void degrees(Double value, int most, String field, String what) {
        if (value != null && !(Math.abs(value) <= most)) {
            throw new Problem.Invalid("degrees", field, what + "应在 -" + most + " 至 " + most + " 之间：" + value);
        }
    }
}
