package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.ENTERPRISE;
import static io.shoutu.hazard.store.HazardRows.GRADE;
import static io.shoutu.hazard.store.HazardRows.HAZARD;
import static io.shoutu.hazard.store.HazardRows.LEAD_UNIT;
import static io.shoutu.hazard.store.HazardRows.OVERDUE;
import static io.shoutu.hazard.store.HazardRows.REGISTERED_AT;
import static io.shoutu.hazard.store.HazardRows.SCOPE_AREA;
import static io.shoutu.hazard.store.HazardRows.STATE;
import static org.jooq.impl.DSL.count;

import io.shoutu.api.Scope;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.HazardCounts;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hazards counted in SQL (隐患计数). */
@Component(service = HazardCounts.class)
public final class SqlHazardCounts implements HazardCounts {
    private final Sql sql;

    @Activate
    public SqlHazardCounts(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<Count> registered(Tx tx, Instant from, Instant to, Scope scope) {
        return sql.on(tx).select(STATE, GRADE, OVERDUE, count()).from(HAZARD)
                .where(REGISTERED_AT.ge(from.toEpochMilli()), REGISTERED_AT.lt(to.toEpochMilli()), Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE))
                .groupBy(STATE, GRADE, OVERDUE)
                .fetch(r -> new Count(HazardState.valueOf(r.value1()), r.value2() == null ? null : HazardGrade.valueOf(r.value2()), r.value3(), r.value4()));
    }
}
