package io.shoutu.commons.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.JdbcTx;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;

/** All the SQL of the journal's entries and seals. */
final class JournalStore {
    static final Table<?> ENTRY = table("journal_entry");
    static final Table<?> SEAL = table("journal_seal");
    private static final Field<Long> ID = field("journal_entry.id", Long.class);
    private static final Field<String> KIND = field("journal_entry.subject_kind", String.class);
    private static final Field<String> NUMBER = field("journal_entry.subject_number", String.class);
    private static final Field<String> FACT = field("journal_entry.fact_name", String.class);
    private static final Field<Long> HAPPENED = field("journal_entry.happened", Long.class);
    private static final Field<Long> RECORDED = field("journal_entry.recorded", Long.class);
    private static final Field<String> ACCOUNT = field("journal_entry.account", String.class);
    private static final Field<String> ACTOR_NAME = field("journal_entry.actor_name", String.class);
    private static final Field<String> DATA = field("journal_entry.data", String.class);
    private static final Field<String> CAUSE_KIND = field("journal_entry.cause_kind", String.class);
    private static final Field<String> CAUSE_NUMBER = field("journal_entry.cause_number", String.class);
    private static final Field<Long> CAUSE_ENTRY = field("journal_entry.cause_entry", Long.class);
    private static final Field<Long> SEAL_NO = field("journal_seal.seal_no", Long.class);
    private static final Field<Long> SEALED_ENTRY = field("journal_seal.entry_id", Long.class);
    private static final Field<String> SEALED_KIND = field("journal_seal.subject_kind", String.class);
    private static final Field<String> SEALED_NUMBER = field("journal_seal.subject_number", String.class);
    private static final Field<String> SEALED_FACT = field("journal_seal.fact_name", String.class);
    private static final Field<String> HASH = field("journal_seal.hash", String.class);
    private static final List<SelectField<?>> COLUMNS = List.of(ID, KIND, NUMBER, FACT, HAPPENED, RECORDED, ACCOUNT, ACTOR_NAME, DATA,
            CAUSE_KIND, CAUSE_NUMBER, CAUSE_ENTRY, SEAL_NO, HASH);

    private static final String ROW = "e.id, e.subject_kind, e.subject_number, e.fact_name, e.happened, e.recorded, e.account, e.actor_name, e.data, "
            + "e.cause_kind, e.cause_number, e.cause_entry";

    /** "sealing" as eight bytes: the key of the advisory lock. */
    private static final long SEALING = 0x7365616c_696e6700L;
    private static final String LOCK = "SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(" + SEALING + ")";
    /** An array: however many there were when it was planned, each is looked up by its key. */
    private static final String QUEUE = "SELECT " + ROW + ", q.id AS queued, s.seal_no, l.last_no "
            + "FROM (SELECT MAX(seal_no) AS last_no FROM journal_seal) l "
            + "LEFT JOIN UNNEST(ARRAY(SELECT entry_id FROM journal_unsealed ORDER BY entry_id LIMIT ?)) AS q (id) ON TRUE "
            + "LEFT JOIN journal_entry e ON e.id = q.id LEFT JOIN journal_seal s ON s.entry_id = q.id ORDER BY q.id";

    private static final String SEALED = "seal_no, entry_id, subject_kind, subject_number, fact_name, hash, algorithm";

    private final Sql sql;

    JournalStore(Sql sql) {
        this.sql = sql;
    }

    private static final String INSERT = "INSERT INTO journal_entry (subject_kind, subject_number, fact_name, happened, recorded, account, "
            + "actor_name, data, cause_kind, cause_number, cause_entry";
    private static final String INSERT_WITH_ID = INSERT + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** PostgreSQL gives the id; in the same breath the entry is put where the sealers of all nodes look, and the transaction's number comes with it. */
    private static final String INSERT_AND_QUEUE = "WITH written AS (" + INSERT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id) "
            + "INSERT INTO journal_unsealed (entry_id) SELECT id FROM written RETURNING entry_id, CAST(pg_current_xact_id() AS TEXT)";

    /** Inserts with the given id, or lets the database give one, and answers it. Plain JDBC: jOOQ cannot bring back the key of a table it has no generated class for. */
    long insert(JdbcTx tx, Long id, Fact fact, Instant recorded) throws SQLException {
        try (PreparedStatement insert = tx.connection().prepareStatement(id == null ? INSERT_AND_QUEUE : INSERT_WITH_ID)) {
            Fact.Cause cause = fact.causedBy();
            insert.setString(1, fact.subject().kind());
            insert.setString(2, fact.subject().number());
            insert.setString(3, fact.name());
            insert.setLong(4, fact.happened().toEpochMilli());
            insert.setLong(5, recorded.toEpochMilli());
            insert.setString(6, fact.by().account());
            insert.setString(7, fact.by().name());
            insert.setString(8, FactJson.write(fact.data()));
            insert.setString(9, cause == null ? null : cause.subject().kind());
            insert.setString(10, cause == null ? null : cause.subject().number());
            insert.setObject(11, cause == null ? null : cause.entry(), java.sql.Types.BIGINT);
            if (id != null) {
                insert.setLong(12, id);
                insert.executeUpdate();
                return id;
            }
            try (ResultSet given = insert.executeQuery()) {
                given.next();
                tx.numbered(given.getString(2));
                return given.getLong(1);
            }
        }
    }

    /** The last seal: number and hash; number 0 before the first. */
    record Last(long seal, String hash) {}

    Last last(Tx tx) {
        Long seal = lastNumber(tx);
        return seal == 0 ? new Last(0, JournalHash.GENESIS)
                : new Last(seal, sql.on(tx).select(HASH).from(SEAL).where(SEAL_NO.eq(seal)).fetchOne(HASH));
    }

    long lastNumber(Tx tx) {
        Long seal = sql.on(tx).select(max(SEAL_NO)).from(SEAL).fetchOne(0, Long.class);
        return seal == null ? 0 : seal;
    }

    /**
     * The highest id up to which nothing is left to seal, as last stored; looking for what a dead process left unsealed begins behind it.
     */
    long settled(Tx tx) throws SQLException {
        return number(tx, "SELECT settled_id FROM journal_settled WHERE singleton = 1");
    }

    void settle(Tx tx, long id) throws SQLException {
        try (PreparedStatement update = tx.connection().prepareStatement("UPDATE journal_settled SET settled_id = ? WHERE singleton = 1 AND settled_id < ?")) {
            update.setLong(1, id);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    /** Ids in (after, below) that are committed and have no seal, in order. */
    List<Long> unsealed(Tx tx, long after, long below) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement("SELECT e.id FROM journal_entry e WHERE e.id > ? AND e.id < ? "
                + "AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id) ORDER BY e.id")) {
            ask.setLong(1, after);
            ask.setLong(2, below);
            return numbers(ask);
        }
    }

    /** The highest id below the given one, 0 where there is none. */
    long highest(Tx tx, long below) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement("SELECT MAX(id) FROM journal_entry WHERE id < ?")) {
            ask.setLong(1, below);
            try (ResultSet rows = ask.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The highest id that has a seal, 0 where there is none. */
    long highestSealed(Tx tx) throws SQLException {
        return number(tx, "SELECT MAX(entry_id) FROM journal_seal");
    }

    /** The lowest id among what was sealed after so many seals, or null where nothing was. */
    Long lowestSealedAfter(Tx tx, long seals) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement("SELECT MIN(entry_id) FROM journal_seal WHERE seal_no > ?")) {
            ask.setLong(1, seals);
            try (ResultSet rows = ask.executeQuery()) {
                rows.next();
                long lowest = rows.getLong(1);
                return rows.wasNull() ? null : lowest;
            }
        }
    }

    /** Waits until this node alone seals; PostgreSQL frees the lock with the transaction, however it ends. */
    void lock(Tx tx) throws SQLException {
        try (Statement lock = tx.connection().createStatement()) {
            lock.execute(LOCK);
        }
    }

    /**
     * What all nodes have committed and nobody has sealed.
     *
     * @param last number of the last seal there is
     * @param ids by which it stands in the queue, in order
     * @param rows those of them that have no seal yet
     */
    record Queue(long last, List<Long> ids, List<JournalHash.Row> rows) {}

    /**
     * The first so many of the queue; PostgreSQL only. One question for all: each would keep whoever waits for the news waiting.
     *
     * @throws IllegalStateException where one is not there
     */
    Queue queue(Tx tx, int limit) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement(QUEUE)) {
            ask.setInt(1, limit);
            try (ResultSet found = ask.executeQuery()) {
                return queue(found);
            }
        }
    }

    /** The same once this node alone seals, see {@link #lock}: sent together, answered one after another, so that the queue is read behind the lock. */
    Queue lockedQueue(Tx tx, int limit) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement(LOCK + "; " + QUEUE)) {
            ask.setInt(1, limit);
            ask.execute();
            ask.getMoreResults();
            ask.getMoreResults();
            try (ResultSet found = ask.getResultSet()) {
                return queue(found);
            }
        }
    }

    private static Queue queue(ResultSet found) throws SQLException {
        long last = 0;
        List<Long> ids = new ArrayList<>();
        List<JournalHash.Row> rows = new ArrayList<>();
        while (found.next()) {
            last = found.getLong("last_no");
            if (found.getObject("queued") == null) {
                // The queue is empty: this row brings the last seal alone.
                continue;
            }
            long id = found.getLong("queued");
            ids.add(id);
            if (found.getObject("id") == null) {
                throw gone(id);
            }
            if (found.getObject("seal_no") == null) {
                rows.add(row(found));
            }
        }
        return new Queue(last, ids, rows);
    }

    /** Puts what lacks a seal and a place in the queue into it, as after a database was brought over from Derby. */
    void enqueue(Tx tx, long after) throws SQLException {
        try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO journal_unsealed (entry_id) SELECT e.id FROM journal_entry e "
                + "WHERE e.id > ? AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id) ON CONFLICT DO NOTHING")) {
            insert.setLong(1, after);
            insert.executeUpdate();
        }
    }

    /** PostgreSQL: the first transaction still running, and the next to come. */
    long[] running(Tx tx) throws SQLException {
        return new long[] {number(tx, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"),
            number(tx, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")};
    }

    private static long number(Tx tx, String question) throws SQLException {
        try (Statement ask = tx.connection().createStatement(); ResultSet rows = ask.executeQuery(question)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static List<Long> numbers(PreparedStatement ask) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    /**
     * Those of these entries that have no seal yet, in the order given; for a database in this process, where each question costs little.
     *
     * @throws IllegalStateException where one is not there
     */
    List<JournalHash.Row> withoutSeal(Tx tx, List<Long> ids) throws SQLException {
        List<JournalHash.Row> found = new ArrayList<>();
        try (PreparedStatement sealed = tx.connection().prepareStatement("SELECT 1 FROM journal_seal WHERE entry_id = ?");
                PreparedStatement read = tx.connection().prepareStatement("SELECT " + ROW + " FROM journal_entry e WHERE e.id = ?")) {
            for (long id : ids) {
                sealed.setLong(1, id);
                try (ResultSet seal = sealed.executeQuery()) {
                    if (seal.next()) {
                        continue;
                    }
                }
                read.setLong(1, id);
                try (ResultSet entry = read.executeQuery()) {
                    if (!entry.next()) {
                        throw gone(id);
                    }
                    found.add(row(entry));
                }
            }
        }
        return found;
    }

    private static IllegalStateException gone(long id) {
        return new IllegalStateException("a committed journal entry is gone: " + id);
    }

    private static JournalHash.Row row(ResultSet r) throws SQLException {
        long number = r.getLong(12);
        // Asked at once: wasNull speaks of the column read last.
        Long causeEntry = r.wasNull() ? null : number;
        return new JournalHash.Row(r.getLong(1), r.getString(2), r.getString(3), r.getString(4), r.getLong(5), r.getLong(6), r.getString(7),
                r.getString(8), r.getString(9), r.getString(10), r.getString(11), causeEntry);
    }

    /** The entries in this order, sealed behind the last seal; not stored yet. */
    static List<Entry> sealed(HashAlgorithm algorithm, Last last, List<JournalHash.Row> rows) {
        List<Entry> done = new ArrayList<>();
        long seal = last.seal();
        String hash = last.hash();
        for (JournalHash.Row row : rows) {
            seal++;
            hash = JournalHash.of(algorithm, hash, seal, row);
            done.add(entry(row, seal, hash));
        }
        return done;
    }

    /** Stores these seals. */
    void seal(Tx tx, HashAlgorithm algorithm, List<Entry> sealed) throws SQLException {
        try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO journal_seal (" + SEALED + ") VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Entry entry : sealed) {
                insert.setLong(1, entry.seal());
                insert.setLong(2, entry.id());
                insert.setString(3, entry.subject().kind());
                insert.setString(4, entry.subject().number());
                insert.setString(5, entry.name());
                insert.setString(6, entry.hash());
                insert.setString(7, algorithm.label());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Stores these seals and takes these ids out of the queue, in one question; PostgreSQL only. */
    void sealQueued(JdbcTx tx, HashAlgorithm algorithm, List<Entry> sealed, List<Long> queued) throws SQLException {
        try (PreparedStatement both = tx.connection().prepareStatement("WITH gone AS (DELETE FROM journal_unsealed WHERE entry_id = ANY(?)), "
                + "sealed AS (INSERT INTO journal_seal (" + SEALED + ") SELECT s.*, ? FROM UNNEST(?, ?, ?, ?, ?, ?) AS s) "
                + "SELECT CAST(pg_current_xact_id() AS TEXT)")) {
            both.setArray(1, array(tx, "bigint", queued.stream()));
            both.setString(2, algorithm.label());
            both.setArray(3, array(tx, "bigint", sealed.stream().map(Entry::seal)));
            both.setArray(4, array(tx, "bigint", sealed.stream().map(Entry::id)));
            both.setArray(5, array(tx, "text", sealed.stream().map(entry -> entry.subject().kind())));
            both.setArray(6, array(tx, "text", sealed.stream().map(entry -> entry.subject().number())));
            both.setArray(7, array(tx, "text", sealed.stream().map(Entry::name)));
            both.setArray(8, array(tx, "text", sealed.stream().map(Entry::hash)));
            try (ResultSet done = both.executeQuery()) {
                done.next();
                tx.numbered(done.getString(1));
            }
        }
    }

    private static Array array(Tx tx, String type, Stream<?> items) throws SQLException {
        return tx.connection().createArrayOf(type, items.toArray());
    }

    private static Entry entry(JournalHash.Row r, long seal, String hash) {
        return new Entry(r.id(), seal, new Subject(r.subjectKind(), r.subjectNumber()), r.name(), Instant.ofEpochMilli(r.happened()),
                Instant.ofEpochMilli(r.recorded()), r.account(), r.actorName(), FactJson.read(r.data()),
                r.causeKind() == null ? null : new Subject(r.causeKind(), r.causeNumber()), r.causeEntry(), hash);
    }

    private static Entry entry(Record r) {
        Long seal = r.get(SEAL_NO);
        return entry(new JournalHash.Row(r.get(ID), r.get(KIND), r.get(NUMBER), r.get(FACT), r.get(HAPPENED), r.get(RECORDED), r.get(ACCOUNT),
                r.get(ACTOR_NAME), r.get(DATA), r.get(CAUSE_KIND), r.get(CAUSE_NUMBER), r.get(CAUSE_ENTRY)), seal == null ? 0 : seal, r.get(HASH));
    }

    /** Sealed entries whose running number lies in (after, upTo] and whose fact matches, in order, at most {@code limit}. */
    List<Entry> window(Tx tx, long after, long upTo, List<String> facts, int limit) {
        return sql.on(tx).select(COLUMNS).from(SEAL).join(ENTRY).on(ID.eq(SEALED_ENTRY))
                .where(SEAL_NO.gt(after)).and(SEAL_NO.le(upTo)).and(matches(facts))
                .orderBy(SEAL_NO.asc()).limit(limit).fetch(JournalStore::entry);
    }

    List<Entry> read(Tx tx, Journal.Query query, Long cursor, int limit) {
        boolean newestFirst = query.newestFirst();
        Condition where = about(query.subject()).and(matches(query.facts())).and(within(query));
        if (cursor != null) {
            where = where.and(newestFirst ? SEAL_NO.lt(cursor) : SEAL_NO.gt(cursor));
        }
        return sql.on(tx).select(COLUMNS).from(SEAL).join(ENTRY).on(ID.eq(SEALED_ENTRY)).where(where)
                .orderBy(newestFirst ? SEAL_NO.desc() : SEAL_NO.asc()).limit(limit).fetch(JournalStore::entry);
    }

    long count(Tx tx, Journal.Query query) {
        Condition where = about(query.subject()).and(matches(query.facts()));
        if (ofEntries(query)) {
            return sql.on(tx).selectCount().from(SEAL).join(ENTRY).on(ID.eq(SEALED_ENTRY)).where(where.and(within(query))).fetchOne(0, long.class);
        }
        // Running numbers have no gaps, so the last one is the count of all.
        return query.subject() == null && query.facts().isEmpty() ? lastNumber(tx) : sql.on(tx).selectCount().from(SEAL).where(where).fetchOne(0, long.class);
    }

    /** Whether the question needs what stands only with the entry itself. */
    private static boolean ofEntries(Journal.Query query) {
        return query.since() != null || query.until() != null || query.account() != null;
    }

    private static Condition within(Journal.Query query) {
        Condition where = noCondition();
        if (query.since() != null) {
            where = where.and(RECORDED.ge(query.since().toEpochMilli()));
        }
        if (query.until() != null) {
            where = where.and(RECORDED.lt(query.until().toEpochMilli()));
        }
        return query.account() == null ? where : where.and(ACCOUNT.eq(query.account()));
    }

    Entry bySeal(Tx tx, long seal) {
        return sql.on(tx).select(COLUMNS).from(SEAL).join(ENTRY).on(ID.eq(SEALED_ENTRY)).where(SEAL_NO.eq(seal)).fetchOne(JournalStore::entry);
    }

    /** The entry as stored, with its seal and the hash before it; null where there is no such sealed entry. */
    Checkpoints.Evidence evidence(Tx tx, long id) throws SQLException {
        try (PreparedStatement read = tx.connection().prepareStatement("SELECT e.subject_kind, e.subject_number, e.fact_name, e.happened, e.recorded, "
                + "e.account, e.actor_name, e.data, e.cause_kind, e.cause_number, e.cause_entry, s.seal_no, s.hash, s.algorithm, p.hash "
                + "FROM journal_entry e JOIN journal_seal s ON s.entry_id = e.id LEFT JOIN journal_seal p ON p.seal_no = s.seal_no - 1 WHERE e.id = ?")) {
            read.setLong(1, id);
            try (ResultSet r = read.executeQuery()) {
                if (!r.next()) {
                    return null;
                }
                long causeEntry = r.getLong(11);
                Long cause = r.wasNull() ? null : causeEntry;
                long seal = r.getLong(12);
                return new Checkpoints.Evidence(id, seal, r.getString(1), r.getString(2), r.getString(3), r.getLong(4), r.getLong(5), r.getString(6),
                        r.getString(7), r.getString(8), r.getString(9), r.getString(10), cause, seal == 1 ? JournalHash.GENESIS : r.getString(15),
                        r.getString(13), r.getString(14));
            }
        }
    }

    List<Entry> timeline(Tx tx, Subject subject) {
        return sql.on(tx).select(COLUMNS).from(ENTRY).leftJoin(SEAL).on(SEALED_ENTRY.eq(ID))
                .where(KIND.eq(subject.kind())).and(NUMBER.eq(subject.number())).orderBy(ID).fetch(JournalStore::entry);
    }

    /** What the entries about this subject name as their cause. */
    List<Subject> causes(Tx tx, Subject subject) {
        return sql.on(tx).selectDistinct(CAUSE_KIND, CAUSE_NUMBER).from(ENTRY)
                .where(KIND.eq(subject.kind())).and(NUMBER.eq(subject.number())).and(CAUSE_KIND.isNotNull())
                .fetch(r -> new Subject(r.value1(), r.value2()));
    }

    /** What each of these subjects of one kind caused itself, in the order it came about; one question for every 500. */
    Map<Subject, Set<Subject>> effects(Tx tx, String kind, Collection<String> numbers) {
        Map<Subject, Set<Subject>> found = new LinkedHashMap<>();
        List<String> left = List.copyOf(numbers);
        for (int from = 0; from < left.size(); from += 500) {
            sql.on(tx).select(CAUSE_NUMBER, KIND, NUMBER).from(ENTRY).where(CAUSE_KIND.eq(kind)).and(CAUSE_NUMBER.in(left.subList(from, Math.min(left.size(), from + 500))))
                    .orderBy(ID).forEach(r -> found.computeIfAbsent(new Subject(kind, r.value1()), cause -> new LinkedHashSet<>()).add(new Subject(r.value2(), r.value3())));
        }
        return found;
    }

    /** The subjects whose entries name this one as their cause, and when each first did. */
    Map<Subject, Instant> effects(Tx tx, Subject subject) {
        Field<Long> first = org.jooq.impl.DSL.min(HAPPENED);
        Map<Subject, Instant> found = new java.util.LinkedHashMap<>();
        sql.on(tx).select(KIND, NUMBER, first).from(ENTRY)
                .where(CAUSE_KIND.eq(subject.kind())).and(CAUSE_NUMBER.eq(subject.number())).groupBy(KIND, NUMBER).orderBy(first)
                .forEach(r -> found.put(new Subject(r.value1(), r.value2()), Instant.ofEpochMilli(r.value3())));
        return found;
    }

    private static Condition about(Subject subject) {
        return subject == null ? noCondition() : SEALED_KIND.eq(subject.kind()).and(SEALED_NUMBER.eq(subject.number()));
    }

    /** Whether one of these names and patterns means this fact; the same as in SQL below. */
    static boolean matches(List<String> facts, String fact) {
        return facts.isEmpty() || facts.stream().anyMatch(f -> f.equals("*") || (f.endsWith("*") ? fact.startsWith(f.substring(0, f.length() - 1)) : f.equals(fact)));
    }

    /** {@code hazard.accepted} as it is, {@code hazard.*} everything of that word, {@code *} all. */
    static Condition matches(List<String> facts) {
        if (facts.isEmpty() || facts.contains("*")) {
            return noCondition();
        }
        return or(facts.stream().map(f -> f.endsWith("*") ? SEALED_FACT.like(prefix(f), '!') : SEALED_FACT.eq(f)).toList());
    }

    /** Escaped here: what jOOQ's startsWith needs for it does not exist on Derby. */
    private static String prefix(String pattern) {
        return pattern.substring(0, pattern.length() - 1).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
