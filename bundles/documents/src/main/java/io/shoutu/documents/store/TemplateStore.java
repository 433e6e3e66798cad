package io.shoutu.documents.store;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The county's copies of templates in SQL (县级模板库). */
@Component(service = TemplateStore.class)
public final class TemplateStore {
    private static final Table<?> TEMPLATE = table("documents_template");
    private static final Table<?> IN_FORCE = table("documents_in_force");
    private static final Field<String> CODE = field("template_code", String.class);
    private static final Field<Integer> VERSION = field("version_no", Integer.class);
    private static final Field<byte[]> DOCX = field("docx", byte[].class);
    private static final Field<String> SHA256 = field("sha256", String.class);
    private static final Field<Long> SIZE = field("byte_size", Long.class);
    private static final Field<String> BY = field("uploaded_by", String.class);
    private static final Field<Long> AT = field("uploaded_at", Long.class);

    private final Sql sql;

    /** A copy without its content (县级模板版本). */
    public record Copy(int version, String sha256, long size, String uploadedBy, Instant uploadedAt) {}

    @Activate
    public TemplateStore(@Reference Sql sql, @Reference(target = "(word=documents)") Schema schema) {
        this.sql = sql;
    }

    /** Keeps a copy under the next version and answers it. */
    public Copy add(Tx tx, String code, byte[] docx, String sha256, String by, Instant now) {
        int version = sql.on(tx).select(coalesce(max(VERSION), inline(0)).as("latest")).from(TEMPLATE).where(CODE.eq(code)).fetchSingle().get(0, Integer.class) + 1;
        sql.on(tx).insertInto(TEMPLATE, CODE, VERSION, DOCX, SHA256, SIZE, BY, AT)
                .values(code, version, docx, sha256, (long) docx.length, by, now.toEpochMilli()).execute();
        return new Copy(version, sha256, docx.length, by, now);
    }

    /** All copies, newest first. */
    public List<Copy> copies(Tx tx, String code) {
        return sql.on(tx).select(VERSION, SHA256, SIZE, BY, AT).from(TEMPLATE).where(CODE.eq(code)).orderBy(VERSION.desc()).fetch(TemplateStore::copy);
    }

    public Optional<byte[]> content(Tx tx, String code, int version) {
        return sql.on(tx).select(DOCX).from(TEMPLATE).where(CODE.eq(code), VERSION.eq(version)).fetchOptional(DOCX);
    }

    /** The version in force, 0 for the factory template. */
    public int inForce(Tx tx, String code) {
        return sql.on(tx).select(VERSION).from(IN_FORCE).where(CODE.eq(code)).fetchOptional(VERSION).orElse(0);
    }

    public void putInForce(Tx tx, String code, int version) {
        sql.on(tx).deleteFrom(IN_FORCE).where(CODE.eq(code)).execute();
        if (version > 0) {
            sql.on(tx).insertInto(IN_FORCE, CODE, VERSION).values(code, version).execute();
        }
    }

    private static Copy copy(Record r) {
        return new Copy(r.get(VERSION), r.get(SHA256), r.get(SIZE), r.get(BY), Instant.ofEpochMilli(r.get(AT)));
    }
}
