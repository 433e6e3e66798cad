package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Reminder;
import io.shoutu.responsibility.domain.ReminderStore;
import io.shoutu.responsibility.domain.Slot;
import io.shoutu.responsibility.domain.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Field;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reminders and read sources in SQL (提醒、补读库). */
@Component(service = ReminderStore.class)
public final class SqlReminderStore implements ReminderStore {
    private static final Table<?> REMINDER = table("responsibility_reminder");
    private static final Table<?> SOURCE = table("responsibility_source");
    private static final Field<String> NUMBER = field("list_number", String.class);
    private static final Field<Integer> EDITION = field("edition", Integer.class);
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> SLOT = field("slot_from", String.class);
    private static final Field<String> STAGE = field("stage", String.class);
    private static final Field<Integer> STEP = field("step", Integer.class);
    private static final Field<String> LABEL = field("slot_label", String.class);
    private static final Field<String> DUE = field("due_on", String.class);
    private static final Field<String> ON = field("reminded_on", String.class);
    private static final Field<String> ADDRESSEE = field("addressee", String.class);
    private static final Field<String> NOTICE = field("notice_id", String.class);
    private static final Field<String> KEY = field("source_key", String.class);
    private static final Field<String> NAME = field("source_name", String.class);
    private static final Field<Long> READ_TO = field("read_to", Long.class);
    private static final Field<Long> READ_AT = field("read_at", Long.class);

    private final Sql sql;

    @Activate
    public SqlReminderStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public boolean given(Tx tx, DutyList list, String code, Slot slot, Stage.Call call) {
        return sql.on(tx).fetchExists(REMINDER, NUMBER.eq(list.number()), EDITION.eq(list.edition()), CODE.eq(code), SLOT.eq(slot.span().first().toString()), STAGE.eq(call.stage().name()),
                STEP.eq(call.step()));
    }

    @Override
    public void add(Tx tx, Reminder r) {
        sql.on(tx).insertInto(REMINDER).set(NUMBER, r.number()).set(EDITION, r.edition()).set(CODE, r.code()).set(SLOT, r.slot().toString()).set(STAGE, r.stage().name()).set(STEP, r.step())
                .set(LABEL, r.slotLabel()).set(DUE, r.due().toString()).set(ON, r.on().toString()).set(ADDRESSEE, r.addressee()).set(NOTICE, r.notice()).execute();
    }

    @Override
    public List<Reminder> of(Tx tx, String number, int edition) {
        return sql.on(tx).select(NUMBER, EDITION, CODE, SLOT, STAGE, STEP, LABEL, DUE, ON, ADDRESSEE, NOTICE).from(REMINDER).where(NUMBER.eq(number), EDITION.eq(edition))
                .orderBy(ON.desc(), CODE, SLOT, STAGE, STEP).fetch()
                .map(row -> new Reminder(row.get(NUMBER), row.get(EDITION), row.get(CODE), LocalDate.parse(row.get(SLOT)), Stage.valueOf(row.get(STAGE)), row.get(STEP), row.get(LABEL),
                        LocalDate.parse(row.get(DUE)), LocalDate.parse(row.get(ON)), row.get(ADDRESSEE), row.get(NOTICE)));
    }

    @Override
    public OptionalLong readTo(Tx tx, String source) {
        return sql.on(tx).select(READ_TO).from(SOURCE).where(KEY.eq(source)).fetch().map(row -> row.get(READ_TO)).stream().mapToLong(Long::longValue).findFirst();
    }

    @Override
    public void read(Tx tx, String source, String name, long to, Instant at) {
        sql.on(tx).deleteFrom(SOURCE).where(KEY.eq(source)).execute();
        sql.on(tx).insertInto(SOURCE).set(KEY, source).set(NAME, name).set(READ_TO, to).set(READ_AT, at.toEpochMilli()).execute();
    }
}
