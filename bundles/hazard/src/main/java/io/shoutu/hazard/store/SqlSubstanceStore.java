package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.MajorSource;
import io.shoutu.hazard.domain.SubstanceStore;
import java.math.BigDecimal;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Critical quantities in SQL (临界量表). */
@Component(service = SubstanceStore.class)
public final class SqlSubstanceStore implements SubstanceStore {
    private final Sql sql;

    @Activate
    public SqlSubstanceStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<MajorSource.Substance> all(Tx tx) {
        return sql.on(tx).select(field("name", String.class), field("cas", String.class), field("critical", String.class), field("beta", String.class), field("source", String.class))
                .from(table("hazard_substance")).orderBy(field("row_no"))
                .fetch(r -> new MajorSource.Substance(r.value1(), r.value2(), new BigDecimal(r.value3()), new BigDecimal(r.value4()), r.value5()));
    }
}
