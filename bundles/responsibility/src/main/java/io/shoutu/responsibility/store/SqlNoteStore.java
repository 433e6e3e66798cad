package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.Assistant;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.NoteStore;
import io.shoutu.responsibility.domain.Remark;
import io.shoutu.responsibility.domain.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Assistants, remarks and signatures in SQL (协助人、说明、签认库). */
@Component(service = NoteStore.class)
public final class SqlNoteStore implements NoteStore {
    private static final Table<?> ASSISTANT = table("responsibility_assistant");
    private static final Table<?> REMARK = table("responsibility_remark");
    private static final Table<?> SIGNATURE = table("responsibility_signature");
    private static final Field<String> ID = field("id", String.class);
    private static final Field<Long> KEY = field("id", Long.class);
    private static final Field<String> UNIT = field("unit_id", String.class);
    private static final Field<String> POST = field("post_title", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<String> DELEGATION = field("delegation", String.class);
    private static final Field<String> FROM = field("term_from", String.class);
    private static final Field<String> TO = field("term_to", String.class);
    private static final Field<String> APPOINTED_BY = field("appointed_by", String.class);
    private static final Field<String> NUMBER = field("list_number", String.class);
    private static final Field<Integer> EDITION = field("edition", Integer.class);
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> SLOT = field("slot_from", String.class);
    private static final Field<String> TEXT = field("remark_text", String.class);
    private static final Field<String> PLANNED = field("planned_for", String.class);
    private static final Field<Long> MADE = field("made_at", Long.class);
    private static final Field<Long> SIGNED = field("signed_at", Long.class);
    private static final Field<Integer> REQUIRED = field("required", Integer.class);
    private static final Field<Integer> DONE = field("done", Integer.class);
    private static final Field<Integer> CAPPED = field("capped", Integer.class);
    private static final Field<String> DIGEST = field("digest", String.class);

    private final Sql sql;

    @Activate
    public SqlNoteStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void keep(Tx tx, Assistant a) {
        sql.on(tx).deleteFrom(ASSISTANT).where(ID.eq(a.id())).execute();
        sql.on(tx).insertInto(ASSISTANT).set(ID, a.id()).set(UNIT, a.post().unit()).set(POST, a.post().title()).set(ACCOUNT, a.account()).set(DELEGATION, a.delegation())
                .set(FROM, a.from().toString()).set(TO, text(a.to())).set(APPOINTED_BY, a.appointedBy()).execute();
    }

    @Override
    public List<Assistant> assistants(Tx tx, Bearer post, String account) {
        Condition where = post == null ? DSL.trueCondition() : UNIT.eq(post.unit()).and(POST.eq(post.title()));
        where = account == null ? where : where.and(ACCOUNT.eq(account));
        return sql.on(tx).select(ID, UNIT, POST, ACCOUNT, DELEGATION, FROM, TO, APPOINTED_BY).from(ASSISTANT).where(where).orderBy(UNIT, POST, FROM, ID).fetch()
                .map(row -> new Assistant(row.get(ID), new Bearer(row.get(UNIT), row.get(POST)), row.get(ACCOUNT), row.get(DELEGATION), LocalDate.parse(row.get(FROM)), day(row.get(TO)),
                        row.get(APPOINTED_BY)));
    }

    @Override
    public void add(Tx tx, Remark r) {
        sql.on(tx).insertInto(REMARK).set(KEY, r.id()).set(NUMBER, r.number()).set(EDITION, r.edition()).set(CODE, r.code()).set(SLOT, r.slot().toString()).set(TEXT, r.text())
                .set(PLANNED, text(r.planned())).set(ACCOUNT, r.account()).set(MADE, r.made().toEpochMilli()).execute();
    }

    @Override
    public List<Remark> remarks(Tx tx, String number, int edition) {
        return sql.on(tx).select(KEY, NUMBER, EDITION, CODE, SLOT, TEXT, PLANNED, ACCOUNT, MADE).from(REMARK).where(NUMBER.eq(number), EDITION.eq(edition)).orderBy(MADE, KEY).fetch()
                .map(row -> new Remark(row.get(KEY), row.get(NUMBER), row.get(EDITION), row.get(CODE), LocalDate.parse(row.get(SLOT)), row.get(TEXT), day(row.get(PLANNED)), row.get(ACCOUNT),
                        Instant.ofEpochMilli(row.get(MADE))));
    }

    @Override
    public void add(Tx tx, Signature s) {
        sql.on(tx).insertInto(SIGNATURE).set(KEY, s.id()).set(NUMBER, s.number()).set(EDITION, s.edition()).set(ACCOUNT, s.account()).set(SIGNED, s.at().toEpochMilli())
                .set(REQUIRED, s.required()).set(DONE, s.done()).set(CAPPED, s.capped()).set(DIGEST, s.digest()).execute();
    }

    @Override
    public List<Signature> signatures(Tx tx, String number, int edition) {
        return sql.on(tx).select(KEY, NUMBER, EDITION, ACCOUNT, SIGNED, REQUIRED, DONE, CAPPED, DIGEST).from(SIGNATURE).where(NUMBER.eq(number), EDITION.eq(edition)).orderBy(SIGNED, KEY).fetch()
                .map(row -> new Signature(row.get(KEY), row.get(NUMBER), row.get(EDITION), row.get(ACCOUNT), Instant.ofEpochMilli(row.get(SIGNED)), row.get(REQUIRED), row.get(DONE),
                        row.get(CAPPED), row.get(DIGEST)));
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
