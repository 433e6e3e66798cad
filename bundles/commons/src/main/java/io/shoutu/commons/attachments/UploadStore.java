package io.shoutu.commons.attachments;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** All the SQL of uploads and sets. */
final class UploadStore {
    private static final Table<?> UPLOAD = table("attachment_upload");
    private static final Field<String> ID = field("upload_id", String.class);
    private static final Field<String> NAME = field("file_name", String.class);
    private static final Field<String> MEDIA_TYPE = field("media_type", String.class);
    private static final Field<Long> SIZE = field("byte_size", Long.class);
    private static final Field<String> SHA256 = field("sha256", String.class);
    private static final Field<String> SET = field("set_id", String.class);
    private static final Field<String> ATTACHMENT = field("attachment_id", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<Long> TOUCHED_AT = field("touched_at", Long.class);
    private static final Table<?> SETS = table("attachment_set");
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<Integer> EXPECTED = field("expected", Integer.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);
    private static final Table<?> SET_FILE = table("attachment_set_file");

    /** What was announced, and what became of it. */
    record Row(String id, String name, String mediaType, long size, String sha256, String set, String attachment, String account, Instant touched) {}

    /** A set without its files. */
    record SetRow(String id, Subject about, int expected, String account) {}

    private final Sql sql;

    UploadStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Tx tx, Row row) {
        sql.on(tx).insertInto(UPLOAD, ID, NAME, MEDIA_TYPE, SIZE, SHA256, SET, ACCOUNT, TOUCHED_AT)
                .values(row.id(), row.name(), row.mediaType(), row.size(), row.sha256(), row.set(), row.account(), row.touched().toEpochMilli()).execute();
    }

    Optional<Row> find(Tx tx, String id) {
        return sql.on(tx).select(ID, NAME, MEDIA_TYPE, SIZE, SHA256, SET, ATTACHMENT, ACCOUNT, TOUCHED_AT).from(UPLOAD).where(ID.eq(id)).fetchOptional(UploadStore::row);
    }

    void touch(Tx tx, String id, Instant now) {
        sql.on(tx).update(UPLOAD).set(TOUCHED_AT, now.toEpochMilli()).where(ID.eq(id)).execute();
    }

    /** False where somebody removed it meanwhile. */
    boolean finish(Tx tx, String id, String attachment, Instant now) {
        return sql.on(tx).update(UPLOAD).set(ATTACHMENT, attachment).set(TOUCHED_AT, now.toEpochMilli()).where(ID.eq(id)).execute() == 1;
    }

    void delete(Tx tx, String id) {
        sql.on(tx).deleteFrom(UPLOAD).where(ID.eq(id)).execute();
    }

    int openOf(Tx tx, String account, Instant since) {
        return sql.on(tx).fetchCount(UPLOAD, ACCOUNT.eq(account).and(ATTACHMENT.isNull()).and(TOUCHED_AT.gt(since.toEpochMilli())));
    }

    List<Row> untouchedSince(Tx tx, Instant before, int limit) {
        return sql.on(tx).select(ID, NAME, MEDIA_TYPE, SIZE, SHA256, SET, ATTACHMENT, ACCOUNT, TOUCHED_AT).from(UPLOAD).where(TOUCHED_AT.le(before.toEpochMilli()))
                .orderBy(TOUCHED_AT).limit(limit).fetch(UploadStore::row);
    }

    void insertSet(Tx tx, SetRow set, Instant now) {
        sql.on(tx).insertInto(SETS, SET, KIND, NUMBER, EXPECTED, ACCOUNT, MADE_AT)
                .values(set.id(), set.about() == null ? null : set.about().kind(), set.about() == null ? null : set.about().number(), set.expected(), set.account(), now.toEpochMilli())
                .execute();
    }

    Optional<SetRow> findSet(Tx tx, String id) {
        return sql.on(tx).select(SET, KIND, NUMBER, EXPECTED, ACCOUNT).from(SETS).where(SET.eq(id)).fetchOptional(
                r -> new SetRow(r.get(SET), r.get(KIND) == null ? null : new Subject(r.get(KIND), r.get(NUMBER)), r.get(EXPECTED), r.get(ACCOUNT)));
    }

    /** Counted and added one after the other per set: of two files that come at once for the last place one is refused. */
    void lockSet(Tx tx, String id) {
        sql.on(tx).update(SETS).set(EXPECTED, EXPECTED).where(SET.eq(id)).execute();
    }

    void addToSet(Tx tx, String set, String attachment) {
        sql.on(tx).insertInto(SET_FILE, SET, ATTACHMENT).values(set, attachment).onConflict(SET, ATTACHMENT).doNothing().execute();
    }

    List<String> filesOf(Tx tx, String set) {
        return sql.on(tx).select(ATTACHMENT).from(SET_FILE).where(SET.eq(set)).orderBy(ATTACHMENT).fetch(ATTACHMENT);
    }

    int underwayOf(Tx tx, String set, Instant since) {
        return sql.on(tx).select(count()).from(UPLOAD).where(SET.eq(set)).and(ATTACHMENT.isNull()).and(TOUCHED_AT.gt(since.toEpochMilli())).fetchSingle(0, int.class);
    }

    /** Sets older than that of whose files none is left. */
    int deleteEmptySets(Tx tx, Instant before) {
        Field<String> file = field("attachment_set_file.attachment_id", String.class);
        Field<String> fileSet = field("attachment_set_file.set_id", String.class);
        sql.on(tx).deleteFrom(SET_FILE).where(ATTACHMENT.notIn(select(ATTACHMENT).from(table("attachment")))).execute();
        return sql.on(tx).deleteFrom(SETS).where(MADE_AT.le(before.toEpochMilli()))
                .andNotExists(select(file).from(SET_FILE).where(fileSet.eq(field("attachment_set.set_id", String.class)))).execute();
    }

    private static Row row(Record r) {
        return new Row(r.get(ID), r.get(NAME), r.get(MEDIA_TYPE), r.get(SIZE), r.get(SHA256), r.get(SET), r.get(ATTACHMENT), r.get(ACCOUNT), Instant.ofEpochMilli(r.get(TOUCHED_AT)));
    }
}
