package io.shoutu.commons.directory;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;

/** The rows of the directory (名录表): all its SQL, none of its rules. */
final class DirectoryRows {
    private static final Table<?> AREA = table("directory_area");
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> PARENT = field("parent", String.class);
    private static final Field<String> AREA_NAME = field("area_name", String.class);
    private static final Field<String> CLOSED = field("closed_on", String.class);
    private static final Field<String> SUCCESSOR = field("successor", String.class);
    private static final Table<?> UNIT = table("directory_unit");
    private static final Field<String> UNIT_ID = field("unit_id", String.class);
    private static final Field<String> UNIT_NAME = field("unit_name", String.class);
    private static final Field<String> UNIT_KIND = field("unit_kind", String.class);
    private static final Field<String> IN_AREA = field("area", String.class);
    private static final Table<?> PERSON = table("directory_person");
    private static final Field<String> PERSON_ID = field("person_id", String.class);
    private static final Field<String> PERSON_NAME = field("person_name", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Table<?> POSITION = table("directory_position");
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> HELD_FROM = field("held_from", String.class);
    private static final Field<String> HELD_TO = field("held_to", String.class);
    private static final Table<?> CELL = table("directory_cell");
    private static final Field<String> CELL_CODE = field("cell_code", String.class);
    private static final Field<String> CELL_NAME = field("cell_name", String.class);
    private static final Table<?> POST = table("directory_grid_post");
    private static final Field<String> NODE = field("node", String.class);
    private static final Field<String> ROLE = field("post_role", String.class);
    private static final Table<?> ENTERPRISE = table("directory_enterprise");
    private static final Field<String> CREDIT_CODE = field("credit_code", String.class);
    private static final Field<String> ENTERPRISE_NAME = field("enterprise_name", String.class);
    private static final Field<String> INDUSTRY = field("industry", String.class);
    private static final Field<String> SECTOR = field("sector", String.class);
    private static final Field<String> LEAD = field("lead_unit", String.class);
    private static final Field<Double> LONGITUDE = field("longitude", Double.class);
    private static final Field<Double> LATITUDE = field("latitude", Double.class);
    private static final Field<String> SCALE = field("scale", String.class);
    private static final Field<String> ADDRESS = field("address", String.class);
    private static final Field<String> MANAGER = field("safety_manager", String.class);
    private static final Field<String> DEPARTMENTS = field("departments", String.class);
    private static final Field<String> IN_CELL = field("cell", String.class);
    private static final Table<?> CONTACT = table("directory_contact");
    private static final Field<String> SUBJECT_KIND = field("subject_kind", String.class);
    private static final Field<String> SUBJECT_NUMBER = field("subject_number", String.class);
    private static final Field<String> FIELD_NAME = field("field_name", String.class);
    private static final Field<String> SEALED = field("sealed", String.class);
    private static final List<SelectField<?>> AREA_COLUMNS = List.of(CODE, AREA_NAME, CLOSED, SUCCESSOR);
    private static final List<SelectField<?>> UNIT_COLUMNS = List.of(UNIT_ID, UNIT_NAME, IN_AREA, PARENT, UNIT_KIND, CLOSED);
    private static final List<SelectField<?>> PERSON_COLUMNS = List.of(PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT, CLOSED);
    private static final List<SelectField<?>> POSITION_COLUMNS = List.of(PERSON_ID, UNIT_ID, TITLE, HELD_FROM, HELD_TO);
    private static final List<SelectField<?>> POST_COLUMNS = List.of(NODE, ROLE, PERSON_ID, HELD_FROM, HELD_TO);
    private static final List<SelectField<?>> ENTERPRISE_COLUMNS = List.of(CREDIT_CODE, ENTERPRISE_NAME, IN_AREA, INDUSTRY, SECTOR, LEAD, LONGITUDE, LATITUDE, SCALE,
            ADDRESS, MANAGER, DEPARTMENTS, IN_CELL, CLOSED);

    private final Sql sql;

    DirectoryRows(Sql sql) {
        this.sql = sql;
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static String text(Object day) {
        return day == null ? null : day.toString();
    }

    // Areas

    Optional<Area> area(Tx tx, AreaCode code) {
        return sql.on(tx).select(AREA_COLUMNS).from(AREA).where(CODE.eq(code.text())).fetchOptional(DirectoryRows::toArea);
    }

    List<Area> areasBelow(Tx tx, AreaCode parent) {
        Table<?> above = table("directory_area above");
        // Top is what has nothing above it here: a county's own directory begins with the county.
        Condition where = parent != null ? PARENT.eq(parent.text())
                : notExists(selectOne().from(above).where(field("above.code", String.class).eq(field("directory_area.parent", String.class))));
        return sql.on(tx).select(AREA_COLUMNS).from(AREA).where(where).orderBy(CODE).fetch(DirectoryRows::toArea);
    }

    List<Area> areas(Tx tx) {
        return sql.on(tx).select(AREA_COLUMNS).from(AREA).orderBy(CODE).fetch(DirectoryRows::toArea);
    }

    private static Area toArea(Record r) {
        return new Area(new AreaCode(r.get(CODE)), r.get(AREA_NAME), day(r.get(CLOSED)), r.get(SUCCESSOR) == null ? null : new AreaCode(r.get(SUCCESSOR)));
    }

    void put(Tx tx, Area area) {
        AreaCode parent = area.code().parent();
        sql.on(tx).insertInto(AREA, CODE, PARENT, AREA_NAME, CLOSED, SUCCESSOR)
                .values(area.code().text(), parent == null ? null : parent.text(), area.name(), text(area.closed()), text(area.successor()))
                .onConflict(CODE).doUpdate().set(AREA_NAME, area.name()).set(CLOSED, text(area.closed())).set(SUCCESSOR, text(area.successor())).execute();
    }

    // Units

    Optional<Unit> unit(Tx tx, String id) {
        return sql.on(tx).select(UNIT_COLUMNS).from(UNIT).where(UNIT_ID.eq(id)).fetchOptional(DirectoryRows::toUnit);
    }

    List<Unit> units(Tx tx) {
        return sql.on(tx).select(UNIT_COLUMNS).from(UNIT).orderBy(UNIT_ID).fetch(DirectoryRows::toUnit);
    }

    private static Unit toUnit(Record r) {
        return new Unit(r.get(UNIT_ID), r.get(UNIT_NAME), new AreaCode(r.get(IN_AREA)), r.get(PARENT), r.get(UNIT_KIND) == null ? null : Unit.Kind.valueOf(r.get(UNIT_KIND)),
                day(r.get(CLOSED)));
    }

    void put(Tx tx, Unit unit) {
        String kind = unit.kind() == null ? null : unit.kind().name();
        sql.on(tx).insertInto(UNIT, UNIT_ID, UNIT_NAME, IN_AREA, PARENT, UNIT_KIND, CLOSED)
                .values(unit.id(), unit.name(), unit.area().text(), unit.parent(), kind, text(unit.closed()))
                .onConflict(UNIT_ID).doUpdate().set(UNIT_NAME, unit.name()).set(IN_AREA, unit.area().text()).set(PARENT, unit.parent()).set(UNIT_KIND, kind)
                .set(CLOSED, text(unit.closed())).execute();
    }

    // People and positions

    Optional<Person> person(Tx tx, String id) {
        return sql.on(tx).select(PERSON_COLUMNS).from(PERSON).where(PERSON_ID.eq(id)).fetchOptional(DirectoryRows::toPerson);
    }

    Optional<Person> personOfAccount(Tx tx, String account) {
        return sql.on(tx).select(PERSON_COLUMNS).from(PERSON).where(ACCOUNT.eq(account)).orderBy(PERSON_ID).limit(1).fetchOptional(DirectoryRows::toPerson);
    }

    List<Person> people(Tx tx, String unit) {
        return sql.on(tx).select(PERSON_COLUMNS).from(PERSON).where(unit == null ? noCondition() : UNIT_ID.eq(unit)).orderBy(PERSON_ID).fetch(DirectoryRows::toPerson);
    }

    boolean accountTaken(Tx tx, Person person) {
        return sql.on(tx).fetchExists(PERSON, ACCOUNT.eq(person.account()).and(PERSON_ID.ne(person.id())));
    }

    private static Person toPerson(Record r) {
        return new Person(r.get(PERSON_ID), r.get(PERSON_NAME), r.get(UNIT_ID), r.get(ACCOUNT), day(r.get(CLOSED)));
    }

    void put(Tx tx, Person person) {
        sql.on(tx).insertInto(PERSON, PERSON_ID, PERSON_NAME, UNIT_ID, ACCOUNT, CLOSED)
                .values(person.id(), person.name(), person.unit(), person.account(), text(person.closed()))
                .onConflict(PERSON_ID).doUpdate().set(PERSON_NAME, person.name()).set(UNIT_ID, person.unit()).set(ACCOUNT, person.account()).set(CLOSED, text(person.closed()))
                .execute();
    }

    List<Position> positions(Tx tx, String unit, LocalDate day) {
        return sql.on(tx).select(POSITION_COLUMNS).from(POSITION).where(UNIT_ID.eq(unit)).and(HELD_FROM.le(day.toString())).and(HELD_TO.isNull().or(HELD_TO.ge(day.toString())))
                .orderBy(TITLE, PERSON_ID).fetch(DirectoryRows::toPosition);
    }

    List<Position> history(Tx tx, String unit, String person) {
        return sql.on(tx).select(POSITION_COLUMNS).from(POSITION).where(unit == null ? noCondition() : UNIT_ID.eq(unit)).and(person == null ? noCondition() : PERSON_ID.eq(person))
                .orderBy(HELD_FROM.desc(), TITLE, PERSON_ID).fetch(DirectoryRows::toPosition);
    }

    Optional<Position> position(Tx tx, Position p) {
        return sql.on(tx).select(POSITION_COLUMNS).from(POSITION)
                .where(PERSON_ID.eq(p.person())).and(UNIT_ID.eq(p.unit())).and(TITLE.eq(p.title())).and(HELD_FROM.eq(p.from().toString())).fetchOptional(DirectoryRows::toPosition);
    }

    private static Position toPosition(Record r) {
        return new Position(r.get(PERSON_ID), r.get(UNIT_ID), r.get(TITLE), day(r.get(HELD_FROM)), day(r.get(HELD_TO)));
    }

    void put(Tx tx, Position p) {
        sql.on(tx).insertInto(POSITION, PERSON_ID, UNIT_ID, TITLE, HELD_FROM, HELD_TO).values(p.person(), p.unit(), p.title(), p.from().toString(), text(p.to()))
                .onConflict(PERSON_ID, UNIT_ID, TITLE, HELD_FROM).doUpdate().set(HELD_TO, text(p.to())).execute();
    }

    // Grid

    Optional<Cell> cell(Tx tx, String code) {
        return sql.on(tx).select(CELL_CODE, CELL_NAME, CLOSED).from(CELL).where(CELL_CODE.eq(code)).fetchOptional(DirectoryRows::toCell);
    }

    List<Cell> cells(Tx tx, AreaCode inside) {
        return sql.on(tx).select(CELL_CODE, CELL_NAME, CLOSED).from(CELL).where(inside == null ? noCondition() : CELL_CODE.like(inside.prefix() + "%")).orderBy(CELL_CODE)
                .fetch(DirectoryRows::toCell);
    }

    private static Cell toCell(Record r) {
        return new Cell(r.get(CELL_CODE), r.get(CELL_NAME), day(r.get(CLOSED)));
    }

    void put(Tx tx, Cell cell) {
        sql.on(tx).insertInto(CELL, CELL_CODE, CELL_NAME, CLOSED).values(cell.code(), cell.name(), text(cell.closed()))
                .onConflict(CELL_CODE).doUpdate().set(CELL_NAME, cell.name()).set(CLOSED, text(cell.closed())).execute();
    }

    List<GridPost> posts(Tx tx, String node, String person) {
        return sql.on(tx).select(POST_COLUMNS).from(POST).where(node == null ? noCondition() : NODE.eq(node)).and(person == null ? noCondition() : PERSON_ID.eq(person))
                .orderBy(HELD_FROM.desc(), ROLE, PERSON_ID).fetch(DirectoryRows::toPost);
    }

    private static GridPost toPost(Record r) {
        return new GridPost(r.get(NODE), r.get(ROLE), r.get(PERSON_ID), day(r.get(HELD_FROM)), day(r.get(HELD_TO)));
    }

    void put(Tx tx, GridPost p) {
        sql.on(tx).insertInto(POST, NODE, ROLE, PERSON_ID, HELD_FROM, HELD_TO).values(p.node(), p.role(), p.person(), p.from().toString(), text(p.to()))
                .onConflict(NODE, ROLE, PERSON_ID, HELD_FROM).doUpdate().set(HELD_TO, text(p.to())).execute();
    }

    // Enterprises

    Optional<Enterprise> enterprise(Tx tx, CreditCode code) {
        return sql.on(tx).select(ENTERPRISE_COLUMNS).from(ENTERPRISE).where(CREDIT_CODE.eq(code.text())).fetchOptional(DirectoryRows::toEnterprise);
    }

    Page<Enterprise> enterprises(Tx tx, EnterpriseQuery query) {
        Condition matching = matching(query);
        Condition after = query.cursor() == null || query.cursor().isEmpty() ? noCondition() : CREDIT_CODE.gt(query.cursor());
        List<Enterprise> rows = sql.on(tx).select(ENTERPRISE_COLUMNS).from(ENTERPRISE).where(matching.and(after)).orderBy(CREDIT_CODE).limit(query.limit() + 1)
                .fetch(DirectoryRows::toEnterprise);
        boolean more = rows.size() > query.limit();
        List<Enterprise> items = more ? rows.subList(0, query.limit()) : rows;
        // One page that holds everything has counted itself.
        long total = !more && (query.cursor() == null || query.cursor().isEmpty()) ? items.size() : sql.on(tx).selectCount().from(ENTERPRISE).where(matching).fetchOne(0, long.class);
        return new Page<>(items, more ? items.get(items.size() - 1).creditCode().text() : null, total);
    }

    private static Condition matching(EnterpriseQuery query) {
        Condition where = Scoped.within(query.scope(), IN_AREA, LEAD, CREDIT_CODE);
        if (query.area() != null) {
            where = where.and(IN_AREA.like(query.area().prefix() + "%"));
        }
        if (query.text() != null) {
            String part = "%" + escaped(query.text().toLowerCase(Locale.ROOT)) + "%";
            where = where.and(lower(ENTERPRISE_NAME).like(part, '!').or(lower(CREDIT_CODE).like(part, '!')));
        }
        if (query.sector() != null) {
            where = where.and(SECTOR.eq(query.sector()));
        }
        if (query.department() != null) {
            where = where.and(LEAD.eq(query.department()).or(DEPARTMENTS.like("%," + escaped(query.department()) + ",%", '!')));
        }
        if (query.cell() != null) {
            where = where.and(IN_CELL.eq(query.cell()));
        }
        if (query.scale() != null) {
            where = where.and(SCALE.eq(query.scale().name()));
        }
        if (query.open() != null) {
            where = where.and(query.open() ? CLOSED.isNull() : CLOSED.isNotNull());
        }
        if (query.placed() != null) {
            where = where.and(query.placed() ? LONGITUDE.isNotNull() : LONGITUDE.isNull());
        }
        return where;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The sectors in use, within the query. */
    List<String> sectors(Tx tx, EnterpriseQuery query) {
        return sql.on(tx).selectDistinct(SECTOR).from(ENTERPRISE).where(matching(query)).and(SECTOR.isNotNull()).orderBy(SECTOR).fetch(SECTOR);
    }

    private static Enterprise toEnterprise(Record r) {
        String departments = r.get(DEPARTMENTS);
        return new Enterprise(new CreditCode(r.get(CREDIT_CODE)), r.get(ENTERPRISE_NAME), new AreaCode(r.get(IN_AREA)), r.get(INDUSTRY), r.get(SECTOR),
                r.get(LEAD), r.get(LONGITUDE), r.get(LATITUDE), r.get(SCALE) == null ? null : Enterprise.Scale.valueOf(r.get(SCALE)), r.get(ADDRESS), r.get(MANAGER),
                departments == null ? List.of() : Arrays.stream(departments.split(",")).filter(d -> !d.isEmpty()).toList(), r.get(IN_CELL), day(r.get(CLOSED)));
    }

    void put(Tx tx, Enterprise e) {
        String departments = e.departments().isEmpty() ? null : "," + String.join(",", e.departments()) + ",";
        String scale = e.scale() == null ? null : e.scale().name();
        // Not by an upsert: Derby's MERGE reads the whole table for each row, and of enterprises there are many.
        int there = sql.on(tx).update(ENTERPRISE).set(ENTERPRISE_NAME, e.name()).set(IN_AREA, e.area().text()).set(INDUSTRY, e.industry()).set(SECTOR, e.sector())
                .set(LEAD, e.lead()).set(LONGITUDE, e.longitude()).set(LATITUDE, e.latitude()).set(SCALE, scale).set(ADDRESS, e.address()).set(MANAGER, e.safetyManager())
                .set(DEPARTMENTS, departments).set(IN_CELL, e.cell()).set(CLOSED, text(e.closed())).where(CREDIT_CODE.eq(e.creditCode().text())).execute();
        if (there == 0) {
            sql.on(tx).insertInto(ENTERPRISE, CREDIT_CODE, ENTERPRISE_NAME, IN_AREA, INDUSTRY, SECTOR, LEAD, LONGITUDE, LATITUDE, SCALE, ADDRESS, MANAGER, DEPARTMENTS, IN_CELL, CLOSED)
                    .values(e.creditCode().text(), e.name(), e.area().text(), e.industry(), e.sector(), e.lead(), e.longitude(), e.latitude(), scale, e.address(),
                            e.safetyManager(), departments, e.cell(), text(e.closed())).execute();
        }
    }

    // Sealed values

    Map<String, String> contacts(Tx tx, Subject subject) {
        return sql.on(tx).select(FIELD_NAME, SEALED).from(CONTACT).where(SUBJECT_KIND.eq(subject.kind())).and(SUBJECT_NUMBER.eq(subject.number())).fetchMap(FIELD_NAME, SEALED);
    }

    void contact(Tx tx, Subject subject, String name, String sealed) {
        if (sealed == null) {
            sql.on(tx).deleteFrom(CONTACT).where(SUBJECT_KIND.eq(subject.kind())).and(SUBJECT_NUMBER.eq(subject.number())).and(FIELD_NAME.eq(name)).execute();
            return;
        }
        sql.on(tx).insertInto(CONTACT, SUBJECT_KIND, SUBJECT_NUMBER, FIELD_NAME, SEALED).values(subject.kind(), subject.number(), name, sealed)
                .onConflict(SUBJECT_KIND, SUBJECT_NUMBER, FIELD_NAME).doUpdate().set(SEALED, sealed).execute();
    }

    /** How many rows of a kind there are. */
    long count(Tx tx, String kind) {
        return sql.on(tx).selectCount().from(table("directory_" + kind)).fetchOne(0, long.class);
    }
}
