package io.shoutu.commons.attachments;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments.Attachment;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;

/** All the SQL of attachments. */
final class AttachmentStore {
    private static final Table<?> ATTACHMENT = table("attachment");
    private static final Field<String> ID = field("attachment_id", String.class);
    private static final Field<String> NAME = field("file_name", String.class);
    private static final Field<String> MEDIA_TYPE = field("media_type", String.class);
    private static final Field<String> SHA256 = field("sha256", String.class);
    private static final Field<Long> SIZE = field("byte_size", Long.class);
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<String> PURPOSE = field("purpose", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<Long> STORED_AT = field("stored_at", Long.class);
    private static final List<SelectField<?>> COLUMNS = List.of(ID, NAME, MEDIA_TYPE, SHA256, SIZE, KIND, NUMBER, PURPOSE, ACCOUNT, STORED_AT);

    private final Sql sql;

    AttachmentStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Tx tx, Attachment a) {
        sql.on(tx).insertInto(ATTACHMENT, ID, NAME, MEDIA_TYPE, SHA256, SIZE, ACCOUNT, STORED_AT)
                .values(a.id(), a.name(), a.mediaType(), a.sha256(), a.size(), a.account(), a.storedAt().toEpochMilli()).execute();
    }

    Optional<Attachment> find(Tx tx, String id) {
        return sql.on(tx).select(COLUMNS).from(ATTACHMENT).where(ID.eq(id)).fetchOptional(AttachmentStore::attachment);
    }

    List<Attachment> of(Tx tx, Subject about) {
        return sql.on(tx).select(COLUMNS).from(ATTACHMENT).where(KIND.eq(about.kind())).and(NUMBER.eq(about.number()))
                .orderBy(STORED_AT, ID).fetch(AttachmentStore::attachment);
    }

    /** Binds where it was not bound; false where it was, or where there is none. */
    boolean bind(Tx tx, String id, Subject about, String purpose) {
        return sql.on(tx).update(ATTACHMENT).set(KIND, about.kind()).set(NUMBER, about.number()).set(PURPOSE, purpose)
                .where(ID.eq(id)).and(KIND.isNull()).execute() == 1;
    }

    List<Attachment> unboundSince(Tx tx, Instant before, int limit) {
        return sql.on(tx).select(COLUMNS).from(ATTACHMENT).where(KIND.isNull()).and(STORED_AT.lt(before.toEpochMilli())).orderBy(STORED_AT).limit(limit)
                .fetch(AttachmentStore::attachment);
    }

    boolean deleteUnbound(Tx tx, String id) {
        return sql.on(tx).deleteFrom(ATTACHMENT).where(ID.eq(id)).and(KIND.isNull()).execute() == 1;
    }

    boolean holds(Tx tx, String sha256) {
        return sql.on(tx).fetchExists(ATTACHMENT, SHA256.eq(sha256));
    }

    private static Attachment attachment(Record r) {
        return new Attachment(r.get(ID), r.get(NAME), r.get(MEDIA_TYPE), r.get(SHA256), r.get(SIZE),
                r.get(KIND) == null ? null : new Subject(r.get(KIND), r.get(NUMBER)), r.get(PURPOSE), r.get(ACCOUNT), Instant.ofEpochMilli(r.get(STORED_AT)));
    }
}
