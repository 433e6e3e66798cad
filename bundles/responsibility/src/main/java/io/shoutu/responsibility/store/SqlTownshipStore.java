package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.township.AccidentMonth;
import io.shoutu.responsibility.domain.township.Office;
import io.shoutu.responsibility.domain.township.Staff;
import io.shoutu.responsibility.domain.township.TownshipStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Township offices and accident figures in SQL (基层力量库). Posts are written title=number, one a line. */
@Component(service = TownshipStore.class)
public final class SqlTownshipStore implements TownshipStore {
    private static final Table<?> OFFICE = table("responsibility_office");
    private static final Table<?> STAFF = table("responsibility_staff");
    private static final Table<?> MONTH = table("responsibility_accident_month");
    private static final Field<String> UNIT = text("unit_id");
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> DOCUMENT = text("document");
    private static final Field<String> EQUIPMENT = text("equipment");
    private static final Field<String> POSTS = text("posts");
    private static final Field<String> ID = text("id");
    private static final Field<String> POST = text("post_title");
    private static final Field<String> PERSON = text("person");
    private static final Field<Boolean> DEDICATED = field("dedicated", Boolean.class);
    private static final Field<String> CERTIFICATE = text("certificate");
    private static final Field<String> CERTIFIED = text("certified_until");
    private static final Field<String> TRAINED = text("trained_on");
    private static final Field<String> FROM = text("term_from");
    private static final Field<String> TO = text("term_to");
    private static final Field<String> MONTH_NO = text("month_no");
    private static final Field<Integer> REVISION = field("revision", Integer.class);
    private static final Field<Integer> ACCIDENTS = field("accidents", Integer.class);
    private static final Field<Integer> DEATHS = field("deaths", Integer.class);
    private static final Field<String> SOURCE = text("source");
    private static final Field<String> ENTERED_BY = text("entered_by");
    private static final Field<Long> ENTERED_AT = field("entered_at", Long.class);

    private final Sql sql;

    @Activate
    public SqlTownshipStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    @Override
    public void keep(Tx tx, Office office) {
        String posts = office.posts().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("\n"));
        if (office.version() == 0) {
            if (office(tx, office.unit()).isPresent()) {
                throw new Problem.Stale(new Subject("safety-office", office.unit()), 0, 1);
            }
            sql.on(tx).insertInto(OFFICE).set(UNIT, office.unit()).set(VERSION, 1L).set(DOCUMENT, office.document()).set(EQUIPMENT, office.equipment()).set(POSTS, posts).execute();
        } else if (sql.on(tx).update(OFFICE).set(VERSION, office.version() + 1).set(DOCUMENT, office.document()).set(EQUIPMENT, office.equipment()).set(POSTS, posts)
                .where(UNIT.eq(office.unit()), VERSION.eq(office.version())).execute() == 0) {
            throw new Problem.Stale(new Subject("safety-office", office.unit()), office.version(), office.version() + 1);
        }
    }

    @Override
    public Optional<Office> office(Tx tx, String unit) {
        return read(tx, UNIT.eq(unit)).stream().findFirst();
    }

    @Override
    public List<Office> offices(Tx tx) {
        return read(tx, DSL.trueCondition());
    }

    private List<Office> read(Tx tx, Condition where) {
        return sql.on(tx).select(UNIT, VERSION, DOCUMENT, EQUIPMENT, POSTS).from(OFFICE).where(where).orderBy(UNIT).fetch().map(row -> {
            Map<String, Integer> posts = new LinkedHashMap<>();
            for (String line : row.get(POSTS).split("\n")) {
                posts.put(line.substring(0, line.lastIndexOf('=')), Integer.valueOf(line.substring(line.lastIndexOf('=') + 1)));
            }
            return new Office(row.get(UNIT), row.get(VERSION), row.get(DOCUMENT), row.get(EQUIPMENT), posts);
        });
    }

    @Override
    public void keep(Tx tx, Staff s) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(UNIT, s.unit());
        row.put(POST, s.post());
        row.put(PERSON, s.person());
        row.put(DEDICATED, s.dedicated());
        row.put(CERTIFICATE, s.certificate());
        row.put(CERTIFIED, day(s.certifiedUntil()));
        row.put(TRAINED, day(s.trainedOn()));
        row.put(FROM, day(s.from()));
        row.put(TO, day(s.to()));
        if (sql.on(tx).update(STAFF).set(row).where(ID.eq(s.id())).execute() == 0) {
            sql.on(tx).insertInto(STAFF).set(ID, s.id()).set(row).execute();
        }
    }

    @Override
    public List<Staff> staff(Tx tx) {
        return sql.on(tx).select(ID, UNIT, POST, PERSON, DEDICATED, CERTIFICATE, CERTIFIED, TRAINED, FROM, TO).from(STAFF).orderBy(UNIT, POST, FROM, ID).fetch().map(SqlTownshipStore::staff);
    }

    private static Staff staff(Record r) {
        return new Staff(r.get(ID), r.get(UNIT), r.get(POST), r.get(PERSON), r.get(DEDICATED), r.get(CERTIFICATE), day(r.get(CERTIFIED)), day(r.get(TRAINED)), day(r.get(FROM)), day(r.get(TO)));
    }

    @Override
    public void add(Tx tx, AccidentMonth m) {
        sql.on(tx).insertInto(MONTH).set(MONTH_NO, m.month().toString()).set(REVISION, m.revision()).set(ACCIDENTS, m.accidents()).set(DEATHS, m.deaths()).set(SOURCE, m.source())
                .set(ENTERED_BY, m.enteredBy()).set(ENTERED_AT, m.enteredAt().toEpochMilli()).execute();
    }

    @Override
    public List<AccidentMonth> months(Tx tx, int first, int last) {
        return sql.on(tx).select(MONTH_NO, REVISION, ACCIDENTS, DEATHS, SOURCE, ENTERED_BY, ENTERED_AT).from(MONTH).where(MONTH_NO.between(first + "-01", last + "-12")).orderBy(MONTH_NO, REVISION).fetch()
                .map(r -> new AccidentMonth(YearMonth.parse(r.get(MONTH_NO)), r.get(REVISION), r.get(ACCIDENTS), r.get(DEATHS), r.get(SOURCE), r.get(ENTERED_BY), Instant.ofEpochMilli(r.get(ENTERED_AT))));
    }

    private static String day(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
