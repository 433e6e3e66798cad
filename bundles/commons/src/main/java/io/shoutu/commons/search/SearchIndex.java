package io.shoutu.commons.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is found by which words (查找索引), for every room that wants its records found: one row per record, one per word it is found by.
 *
 * <p>A question is a range of an index over (kind, word), so it is as quick among 100,000 records as among a hundred.
 */
@ProviderType
@Component(service = SearchIndex.class)
public final class SearchIndex {
    private static final Table<?> ENTRY = table("search_entry");
    private static final Table<?> TERM = table("search_term");
    private static final Field<String> KIND = field("entry_kind", String.class);
    private static final Field<String> NUMBER = field("entry_number", String.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> HINT = field("hint", String.class);
    private static final Field<String> AREA = field("area", String.class);
    private static final Field<String> UNIT = field("unit_id", String.class);
    private static final Field<String> ENTERPRISE = field("enterprise", String.class);
    private static final Field<String> WORD = field("word", String.class);
    /** Rows of words looked at for one question: enough to choose the best from, few enough to be quick. */
    private static final int MOST_ROWS = 400;

    private final UnitOfWork work;
    private final Sql sql;

    @Activate
    public SearchIndex(@Reference UnitOfWork work, @Reference Sql sql, @Reference(target = "(word=commons)") Schema schema) {
        this.work = work;
        this.sql = sql;
    }

    /**
     * A record as it is found (查找条目).
     *
     * @param title at most 300 characters
     * @param hint one line more, at most 300 characters; may be empty
     * @param place where it lies; what is not known of it is null
     */
    public record Entry(Subject subject, String title, String hint, Places.Place place) {}

    /** Puts a record in place of what was known of it. */
    public void put(Tx tx, Entry entry, Collection<String> names, Collection<String> codes) {
        Set<String> words = new TreeSet<>();
        names.stream().filter(name -> name != null && !name.isBlank()).forEach(name -> words.addAll(Terms.ofName(name)));
        codes.stream().filter(code -> code != null && !code.isBlank()).forEach(code -> words.addAll(Terms.ofCode(code)));
        DSLContext on = sql.on(tx);
        Subject subject = entry.subject();
        String area = entry.place().area() == null ? null : entry.place().area().text();
        String enterprise = entry.place().enterprise() == null ? null : entry.place().enterprise().text();
        boolean known = on.update(ENTRY).set(TITLE, cut(entry.title())).set(HINT, cut(entry.hint())).set(AREA, area).set(UNIT, entry.place().unit()).set(ENTERPRISE, enterprise)
                .where(is(subject)).execute() > 0;
        if (known) {
            Set<String> before = new TreeSet<>(on.select(WORD).from(TERM).where(is(subject)).fetch(WORD));
            if (before.equals(words)) {
                return;
            }
            on.deleteFrom(TERM).where(is(subject)).execute();
        } else {
            on.insertInto(ENTRY, KIND, NUMBER, TITLE, HINT, AREA, UNIT, ENTERPRISE)
                    .values(subject.kind(), subject.number(), cut(entry.title()), cut(entry.hint()), area, entry.place().unit(), enterprise).execute();
        }
        if (!words.isEmpty()) {
            BatchBindStep batch = on.batch(on.insertInto(TERM, KIND, WORD, NUMBER).values((String) null, null, null));
            words.forEach(word -> batch.bind(subject.kind(), word, subject.number()));
            batch.execute();
        }
    }

    private static Condition is(Subject subject) {
        return KIND.eq(subject.kind()).and(NUMBER.eq(subject.number()));
    }

    private static String cut(String text) {
        return text == null ? "" : text.length() <= 300 ? text : text.substring(0, 300);
    }

    /** How many records of a kind are known. */
    public long count(Tx tx, String kind) {
        return sql.on(tx).selectCount().from(ENTRY).where(KIND.eq(kind)).fetchOne(0, long.class);
    }

    /**
     * The best records of a kind inside the scope, best first: those one of whose words is what was typed, then those whose word begins
     * with it; the shorter title first. Parts with blanks between them must all be found.
     */
    public List<Entry> find(String kind, String text, Scope scope, int limit) {
        List<String> parts = Terms.typed(text);
        if (parts.isEmpty() || limit < 1) {
            return List.of();
        }
        String longest = parts.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
        return work.run(tx -> {
            Map<String, Entry> found = new LinkedHashMap<>();
            add(found, rows(tx, kind, WORD.eq(longest), scope), parts);
            if (found.size() < limit) {
                // The words that begin with it are those from it up to it with the greatest of characters behind.
                add(found, rows(tx, kind, WORD.gt(longest).and(WORD.lt(longest + greatest())), scope), parts);
            }
            return found.values().stream().limit(limit).toList();
        });
    }

    /** Derby compares characters of Java, PostgreSQL bytes of UTF-8: each has a greatest of its own. */
    private String greatest() {
        return sql.embedded() ? String.valueOf(Character.MAX_VALUE) : Character.toString(Character.MAX_CODE_POINT);
    }

    private List<Entry> rows(Tx tx, String kind, Condition words, Scope scope) {
        Table<?> e = table("search_entry e");
        Table<?> t = table("search_term t");
        Field<String> area = field("e.area", String.class);
        return sql.on(tx).select(field("e.entry_number", String.class).as(NUMBER), field("e.title", String.class).as(TITLE), field("e.hint", String.class).as(HINT),
                        area.as(AREA), field("e.unit_id", String.class).as(UNIT), field("e.enterprise", String.class).as(ENTERPRISE))
                .from(t).join(e).on(field("e.entry_kind", String.class).eq(field("t.entry_kind", String.class)).and(field("e.entry_number", String.class).eq(field("t.entry_number", String.class))))
                .where(field("t.entry_kind", String.class).eq(kind)).and(words)
                .and(Scoped.within(scope, area, field("e.unit_id", String.class), field("e.enterprise", String.class)))
                .limit(MOST_ROWS).fetch(r -> entry(kind, r));
    }

    private static Entry entry(String kind, Record r) {
        return new Entry(new Subject(kind, r.get(NUMBER)), r.get(TITLE), r.get(HINT), new Places.Place(r.get(AREA) == null ? null : new io.shoutu.api.directory.AreaCode(r.get(AREA)),
                r.get(UNIT), r.get(ENTERPRISE) == null ? null : new io.shoutu.api.directory.CreditCode(r.get(ENTERPRISE).strip())));
    }

    private static void add(Map<String, Entry> found, List<Entry> rows, List<String> parts) {
        List<Entry> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingInt((Entry e) -> e.title().length()).thenComparing(Entry::title).thenComparing(e -> e.subject().number()));
        for (Entry entry : sorted) {
            if (parts.size() == 1 || parts.stream().allMatch(part -> says(entry, part))) {
                found.putIfAbsent(entry.subject().number(), entry);
            }
        }
    }

    private static boolean says(Entry entry, String part) {
        return Terms.ofName(entry.title()).stream().anyMatch(word -> word.startsWith(part)) || Terms.plain(entry.hint()).contains(part)
                || Terms.ofCode(entry.subject().number()).stream().anyMatch(word -> word.startsWith(part));
    }
}
