package io.shoutu.commons.directory;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The directory (名录) on SQL. Facts name what changed by its key; people's names stay out of the journal. */
@Component(service = Directory.class)
public final class SqlDirectory implements Directory {
    static final String CHANGED = "directory.changed";
    private static final Table<?> AREA = table("directory_area");
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> PARENT = field("parent", String.class);
    private static final Field<String> AREA_NAME = field("area_name", String.class);
    private static final Table<?> UNIT = table("directory_unit");
    private static final Field<String> UNIT_ID = field("unit_id", String.class);
    private static final Field<String> UNIT_NAME = field("unit_name", String.class);
    private static final Field<String> IN_AREA = field("area", String.class);
    private static final Table<?> PERSON = table("directory_person");
    private static final Field<String> PERSON_ID = field("person_id", String.class);
    private static final Field<String> PERSON_NAME = field("person_name", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Table<?> POSITION = table("directory_position");
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> HELD_FROM = field("held_from", String.class);
    private static final Field<String> HELD_TO = field("held_to", String.class);
    private static final Table<?> ENTERPRISE = table("directory_enterprise");
    private static final Field<String> CREDIT_CODE = field("credit_code", String.class);
    private static final Field<String> ENTERPRISE_NAME = field("enterprise_name", String.class);
    private static final Field<String> INDUSTRY = field("industry", String.class);
    private static final Field<String> SECTOR = field("sector", String.class);
    private static final Field<String> LEAD = field("lead_unit", String.class);
    private static final Field<Double> LONGITUDE = field("longitude", Double.class);
    private static final Field<Double> LATITUDE = field("latitude", Double.class);
    private static final List<SelectField<?>> ENTERPRISE_COLUMNS = List.of(CREDIT_CODE, ENTERPRISE_NAME, IN_AREA, INDUSTRY, SECTOR, LEAD, LONGITUDE, LATITUDE);

    private final Clock clock;
    private final UnitOfWork work;
    private final Sql sql;
    private final Journal journal;

    @Activate
    public SqlDirectory(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference(target = "(word=commons)") Schema schema) {
        this.clock = clock;
        this.work = work;
        this.sql = sql;
        this.journal = journal;
    }

    @Override
    public Optional<Area> area(AreaCode code) {
        return work.run(tx -> findArea(tx, code));
    }

    private Optional<Area> findArea(Tx tx, AreaCode code) {
        return sql.on(tx).select(CODE, AREA_NAME).from(AREA).where(CODE.eq(code.text())).fetchOptional(r -> new Area(new AreaCode(r.value1()), r.value2()));
    }

    @Override
    public List<Area> areasBelow(AreaCode parent) {
        Table<?> above = table("directory_area above");
        // Top is what has nothing above it here: a county's own directory begins with the county.
        Condition where = parent != null ? PARENT.eq(parent.text())
                : notExists(selectOne().from(above).where(field("above.code", String.class).eq(field("directory_area.parent", String.class))));
        return work.run(tx -> sql.on(tx).select(CODE, AREA_NAME).from(AREA).where(where).orderBy(CODE)
                .fetch(r -> new Area(new AreaCode(r.value1()), r.value2())));
    }

    @Override
    public Optional<Unit> unit(String id) {
        return work.run(tx -> findUnit(tx, id));
    }

    private Optional<Unit> findUnit(Tx tx, String id) {
        return sql.on(tx).select(UNIT_ID, UNIT_NAME, IN_AREA, PARENT).from(UNIT).where(UNIT_ID.eq(id)).fetchOptional(SqlDirectory::toUnit);
    }

    @Override
    public List<Unit> units() {
        return work.run(tx -> sql.on(tx).select(UNIT_ID, UNIT_NAME, IN_AREA, PARENT).from(UNIT).orderBy(UNIT_ID).fetch(SqlDirectory::toUnit));
    }

    private static Unit toUnit(Record r) {
        return new Unit(r.get(UNIT_ID), r.get(UNIT_NAME), new AreaCode(r.get(IN_AREA)), r.get(PARENT));
    }

    @Override
    public Optional<Person> person(String id) {
        return work.run(tx -> findPerson(tx, id));
    }

    private Optional<Person> findPerson(Tx tx, String id) {
        return sql.on(tx).select(PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT).from(PERSON).where(PERSON_ID.eq(id)).fetchOptional(SqlDirectory::toPerson);
    }

    @Override
    public Optional<Person> personOfAccount(String account) {
        return work.run(tx -> sql.on(tx).select(PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT).from(PERSON).where(ACCOUNT.eq(account))
                .orderBy(PERSON_ID).limit(1).fetchOptional(SqlDirectory::toPerson));
    }

    @Override
    public List<Person> people() {
        return work.run(tx -> sql.on(tx).select(PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT).from(PERSON).orderBy(PERSON_ID).fetch(SqlDirectory::toPerson));
    }

    private static Person toPerson(Record r) {
        return new Person(r.get(PERSON_ID), r.get(PERSON_NAME), r.get(UNIT_ID), r.get(ACCOUNT));
    }

    @Override
    public List<Position> positions(String unit, LocalDate day) {
        return work.run(tx -> sql.on(tx).select(PERSON_ID, UNIT_ID, TITLE, HELD_FROM, HELD_TO).from(POSITION)
                .where(UNIT_ID.eq(unit)).and(HELD_FROM.le(day.toString())).and(HELD_TO.isNull().or(HELD_TO.ge(day.toString())))
                .orderBy(TITLE, PERSON_ID).fetch(SqlDirectory::toPosition));
    }

    private static Position toPosition(Record r) {
        return new Position(r.get(PERSON_ID), r.get(UNIT_ID), r.get(TITLE), LocalDate.parse(r.get(HELD_FROM)),
                r.get(HELD_TO) == null ? null : LocalDate.parse(r.get(HELD_TO)));
    }

    @Override
    public Optional<Enterprise> enterprise(CreditCode code) {
        return work.run(tx -> findEnterprise(tx, code));
    }

    private Optional<Enterprise> findEnterprise(Tx tx, CreditCode code) {
        return sql.on(tx).select(ENTERPRISE_COLUMNS).from(ENTERPRISE).where(CREDIT_CODE.eq(code.text())).fetchOptional(SqlDirectory::toEnterprise);
    }

    private static Enterprise toEnterprise(Record r) {
        return new Enterprise(new CreditCode(r.get(CREDIT_CODE)), r.get(ENTERPRISE_NAME), new AreaCode(r.get(IN_AREA)), r.get(INDUSTRY), r.get(SECTOR),
                r.get(LEAD), r.get(LONGITUDE), r.get(LATITUDE));
    }

    @Override
    public Page<Enterprise> enterprises(AreaCode area, String text, String cursor, int limit) {
        return enterprises(Scope.EVERYWHERE, area, text, cursor, limit);
    }

    @Override
    public Page<Enterprise> enterprises(Scope scope, AreaCode area, String text, String cursor, int limit) {
        int most = Math.max(1, Math.min(500, limit));
        Condition where = Scoped.within(scope, IN_AREA, LEAD, CREDIT_CODE);
        if (area != null) {
            where = where.and(IN_AREA.like(area.prefix() + "%"));
        }
        if (text != null && !text.isBlank()) {
            String part = "%" + text.strip().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            where = where.and(lower(ENTERPRISE_NAME).like(part, '!').or(lower(CREDIT_CODE).like(part, '!')));
        }
        Condition matching = where;
        Condition after = cursor == null || cursor.isEmpty() ? noCondition() : CREDIT_CODE.gt(cursor);
        return work.run(tx -> {
            List<Enterprise> rows = sql.on(tx).select(ENTERPRISE_COLUMNS).from(ENTERPRISE).where(matching.and(after)).orderBy(CREDIT_CODE).limit(most + 1)
                    .fetch(SqlDirectory::toEnterprise);
            boolean more = rows.size() > most;
            List<Enterprise> items = more ? rows.subList(0, most) : rows;
            long total = sql.on(tx).selectCount().from(ENTERPRISE).where(matching).fetchOne(0, long.class);
            return new Page<>(items, more ? items.get(most - 1).creditCode().text() : null, total);
        });
    }

    @Override
    public void put(Area area, Actor by) {
        text(area.name(), "name", "区划名称", 200);
        work.execute(tx -> {
            if (findArea(tx, area.code()).filter(area::equals).isPresent()) {
                return;
            }
            AreaCode parent = area.code().parent();
            sql.on(tx).insertInto(AREA, CODE, PARENT, AREA_NAME).values(area.code().text(), parent == null ? null : parent.text(), area.name())
                    .onConflict(CODE).doUpdate().set(AREA_NAME, area.name()).execute();
            tell(tx, new Subject("area", area.code().text()), by, Map.of("title", area.name()));
        });
    }

    @Override
    public void put(Unit unit, Actor by) {
        id(unit.id(), "id", "单位代码");
        text(unit.name(), "name", "单位名称", 200);
        present(unit.area(), "area", "所属区划");
        work.execute(tx -> {
            if (findUnit(tx, unit.id()).filter(unit::equals).isPresent()) {
                return;
            }
            known(findArea(tx, unit.area()), "area", "没有这个区划，请先登记：" + unit.area());
            if (unit.parent() != null) {
                known(findUnit(tx, unit.parent()).filter(p -> !p.id().equals(unit.id())), "parent", "没有这个上级单位，请先登记：" + unit.parent());
            }
            sql.on(tx).insertInto(UNIT, UNIT_ID, UNIT_NAME, IN_AREA, PARENT).values(unit.id(), unit.name(), unit.area().text(), unit.parent())
                    .onConflict(UNIT_ID).doUpdate().set(UNIT_NAME, unit.name()).set(IN_AREA, unit.area().text()).set(PARENT, unit.parent()).execute();
            tell(tx, new Subject("unit", unit.id()), by, Map.of("title", unit.name(), "area", unit.area().text()));
        });
    }

    @Override
    public void put(Person person, Actor by) {
        id(person.id(), "id", "人员代码");
        text(person.name(), "name", "姓名", 200);
        present(person.unit(), "unit", "所在单位");
        work.execute(tx -> {
            if (findPerson(tx, person.id()).filter(person::equals).isPresent()) {
                return;
            }
            known(findUnit(tx, person.unit()), "unit", "没有这个单位，请先登记：" + person.unit());
            if (person.account() != null && sql.on(tx).fetchExists(PERSON, ACCOUNT.eq(person.account()).and(PERSON_ID.ne(person.id())))) {
                throw new Problem.Invalid("account-taken", "account", "该账号已登记给另一人：" + person.account());
            }
            sql.on(tx).insertInto(PERSON, PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT).values(person.id(), person.name(), person.unit(), person.account())
                    .onConflict(PERSON_ID).doUpdate().set(PERSON_NAME, person.name()).set(UNIT_ID, person.unit()).set(ACCOUNT, person.account()).execute();
            tell(tx, new Subject("person", person.id()), by, Map.of("title", "人员 " + person.id(), "unit", person.unit()));
        });
    }

    @Override
    public void put(Position position, Actor by) {
        present(position.person(), "person", "人员");
        present(position.unit(), "unit", "单位");
        text(position.title(), "title", "职务", 200);
        present(position.from(), "from", "任职起始日");
        if (position.to() != null && position.to().isBefore(position.from())) {
            throw new Problem.Invalid("position-dates", "to", "任职结束日早于起始日：" + position.from() + " 至 " + position.to());
        }
        Condition key = PERSON_ID.eq(position.person()).and(UNIT_ID.eq(position.unit())).and(TITLE.eq(position.title())).and(HELD_FROM.eq(position.from().toString()));
        String to = position.to() == null ? null : position.to().toString();
        work.execute(tx -> {
            known(findPerson(tx, position.person()), "person", "没有这个人员，请先登记：" + position.person());
            known(findUnit(tx, position.unit()), "unit", "没有这个单位，请先登记：" + position.unit());
            Optional<Position> before = sql.on(tx).select(PERSON_ID, UNIT_ID, TITLE, HELD_FROM, HELD_TO).from(POSITION).where(key).fetchOptional(SqlDirectory::toPosition);
            if (before.filter(position::equals).isPresent()) {
                return;
            }
            sql.on(tx).insertInto(POSITION, PERSON_ID, UNIT_ID, TITLE, HELD_FROM, HELD_TO)
                    .values(position.person(), position.unit(), position.title(), position.from().toString(), to)
                    .onConflict(PERSON_ID, UNIT_ID, TITLE, HELD_FROM).doUpdate().set(HELD_TO, to).execute();
            Map<String, Object> data = new HashMap<>();
            data.put("title", "人员 " + position.person());
            data.put("unit", position.unit());
            data.put("position", position.title());
            data.put("from", position.from().toString());
            data.put("to", to);
            tell(tx, new Subject("person", position.person()), by, data);
        });
    }

    @Override
    public void put(Enterprise enterprise, Actor by) {
        present(enterprise.creditCode(), "creditCode", "统一社会信用代码");
        text(enterprise.name(), "name", "企业名称", 300);
        present(enterprise.area(), "area", "所在区划");
        if (enterprise.industry() != null && !enterprise.industry().matches("\\d{4}")) {
            throw new Problem.Invalid("industry", "industry", "行业应为 GB/T 4754-2017 的四位小类代码：" + enterprise.industry());
        }
        if (enterprise.sector() != null && enterprise.sector().length() > 120) {
            throw new Problem.Invalid("sector", "sector", "监管行业最长120字");
        }
        degrees(enterprise.longitude(), 180, "longitude", "经度");
        degrees(enterprise.latitude(), 90, "latitude", "纬度");
        work.execute(tx -> {
            if (findEnterprise(tx, enterprise.creditCode()).filter(enterprise::equals).isPresent()) {
                return;
            }
            known(findArea(tx, enterprise.area()), "area", "没有这个区划，请先登记：" + enterprise.area());
            if (enterprise.lead() != null) {
                known(findUnit(tx, enterprise.lead()), "lead", "没有这个牵头部门，请先登记：" + enterprise.lead());
            }
            sql.on(tx).insertInto(ENTERPRISE, CREDIT_CODE, ENTERPRISE_NAME, IN_AREA, INDUSTRY, SECTOR, LEAD, LONGITUDE, LATITUDE)
                    .values(enterprise.creditCode().text(), enterprise.name(), enterprise.area().text(), enterprise.industry(), enterprise.sector(),
                            enterprise.lead(), enterprise.longitude(), enterprise.latitude())
                    .onConflict(CREDIT_CODE).doUpdate().set(ENTERPRISE_NAME, enterprise.name()).set(IN_AREA, enterprise.area().text())
                    .set(INDUSTRY, enterprise.industry()).set(SECTOR, enterprise.sector()).set(LEAD, enterprise.lead())
                    .set(LONGITUDE, enterprise.longitude()).set(LATITUDE, enterprise.latitude()).execute();
            tell(tx, new Subject("enterprise", enterprise.creditCode().text()), by, Map.of("title", enterprise.name(), "area", enterprise.area().text()));
        });
    }

    private void tell(Tx tx, Subject subject, Actor by, Map<String, Object> data) {
        journal.write(tx, new Fact(subject, CHANGED, clock.instant(), by, data));
    }

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

    private static void known(Optional<?> found, String field, String text) {
        if (found.isEmpty()) {
            throw new Problem.Invalid("directory-unknown", field, text);
        }
    }

    private static void degrees(Double value, int most, String field, String what) {
        if (value != null && !(Math.abs(value) <= most)) {
            throw new Problem.Invalid("degrees", field, what + "应在 -" + most + " 至 " + most + " 之间：" + value);
        }
    }
}
