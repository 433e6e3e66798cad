package io.shoutu.commons.sql;

import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.store.Database;
import io.shoutu.commons.store.JdbcTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.UpdateConditionStep;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * SQL in a running transaction (结构化查询): jOOQ's plain DSL in the dialect of the configured database.
 *
 * <p>Upserts are written {@code onConflict(keys)}; jOOQ's {@code onDuplicateKeyUpdate} and {@code mergeInto} fail on Derby.
 */
@ProviderType
@Component(service = Sql.class)
public final class Sql {
    static {
        // jOOQ prints a logo and a tip of the day to every log unless told not to.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final SQLDialect dialect;
    private final Settings settings = new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER).withExecuteLogging(false);

    /** @param database there once the database has answered, so that it can be asked here what it is */
    @Activate
    public Sql(@Reference(target = "(dataSourceName=shoutu)") DataSource source, @Reference Database database) {
        this(source);
    }

    public Sql(DataSource source) {
        this.dialect = dialectOf(source);
    }

    /** The DSL on the connection of this transaction; use it inside the transaction only. */
    public DSLContext on(Tx tx) {
        return DSL.using(tx.connection(), dialect, settings);
    }

    /**
     * Counts a counter (计数) on and answers where it stands then, or null where the condition finds none. Its row stays locked until the
     * transaction ends.
     *
     * @param where finds at most one row
     */
    public Long countOn(Tx tx, Table<?> table, Field<Long> counter, long by, Condition where) {
        UpdateConditionStep<?> update = on(tx).update(table).set(counter, counter.plus(by)).where(where);
        if (embedded()) {
            return update.execute() == 0 ? null : on(tx).select(counter).from(table).where(where).fetchOne(counter);
        }
        return update.returningResult(counter).fetchOne(counter);
    }

    /**
     * Takes note of the number of this transaction, {@code cast(pg_current_xact_id() as text)}, which a question to PostgreSQL has brought along: it need not be
     * asked for before the commit.
     */
    public void numbered(Tx tx, String number) {
        ((JdbcTx) tx).numbered(number);
    }

    /** {@code DERBY} or {@code POSTGRES}. */
    public SQLDialect dialect() {
        return dialect;
    }

    /** Whether the database lives inside this process, so that nobody else can have it open. */
    public boolean embedded() {
        return dialect == SQLDialect.DERBY;
    }

    private static SQLDialect dialectOf(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (product.contains("derby")) {
                return SQLDialect.DERBY;
            }
            if (product.contains("postgresql")) {
                return SQLDialect.POSTGRES;
            }
            throw new IllegalStateException("the house runs on Derby or PostgreSQL, not on " + product);
        } catch (SQLException e) {
            throw new StoreFailure("cannot ask the database what it is", e);
        }
    }
}
