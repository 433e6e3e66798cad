package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.CriterionStandard;
import io.shoutu.hazard.domain.CriterionStore;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The published criteria in SQL (判定标准库). */
@Component(service = CriterionStore.class)
public final class SqlCriterionStore implements CriterionStore {
    private static final Table<?> STANDARD = table("hazard_criterion");
    private static final Table<?> CLAUSES = table("hazard_criterion_clause");
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> DOCUMENT = field("document", String.class);
    private static final Field<String> SECTORS = field("sectors", String.class);
    private static final Field<String> FROM = field("effective_from", String.class);
    private static final Field<String> TO = field("effective_to", String.class);
    private static final Field<String> SOURCE = field("source", String.class);
    private static final Field<String> CHANGED_BY = field("changed_by", String.class);
    private static final Field<Integer> ROW = field("row_no", Integer.class);
    private static final Field<String> CHAPTER = field("chapter", String.class);
    private static final Field<String> CLAUSE = field("clause", String.class);
    private static final Field<String> CONDITION = field("condition_text", String.class);
    private static final Field<String> EVIDENCE = field("evidence", String.class);

    private final Sql sql;

    @Activate
    public SqlCriterionStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<CriterionStandard> all(Tx tx) {
        Map<String, List<CriterionStandard.Clause>> clauses = sql.on(tx).select(CODE, ROW, CHAPTER, CLAUSE, CONDITION, EVIDENCE).from(CLAUSES).orderBy(CODE, ROW)
                .fetch().intoGroups(CODE, r -> new CriterionStandard.Clause(r.get(CHAPTER), r.get(CLAUSE), r.get(CONDITION), r.get(EVIDENCE)));
        return sql.on(tx).select(CODE, TITLE, DOCUMENT, SECTORS, FROM, TO, SOURCE).from(STANDARD).orderBy(TITLE, CODE).fetch(r -> new CriterionStandard(r.get(CODE), r.get(TITLE),
                r.get(DOCUMENT), Arrays.stream(r.get(SECTORS).split(",")).filter(s -> !s.isBlank()).toList(), LocalDate.parse(r.get(FROM)),
                r.get(TO) == null ? null : LocalDate.parse(r.get(TO)), r.get(SOURCE), clauses.getOrDefault(r.get(CODE), List.of())));
    }

    @Override
    public void put(Tx tx, CriterionStandard standard, Actor by) {
        sql.on(tx).deleteFrom(STANDARD).where(CODE.eq(standard.code())).execute();
        sql.on(tx).deleteFrom(CLAUSES).where(CODE.eq(standard.code())).execute();
        sql.on(tx).insertInto(STANDARD).set(CODE, standard.code()).set(TITLE, standard.title()).set(DOCUMENT, standard.document()).set(SECTORS, String.join(",", standard.sectors()))
                .set(FROM, standard.effectiveFrom().toString()).set(TO, standard.effectiveTo() == null ? null : standard.effectiveTo().toString())
                .set(SOURCE, standard.source()).set(CHANGED_BY, by.account()).execute();
        for (int i = 0; i < standard.clauses().size(); i++) {
            CriterionStandard.Clause clause = standard.clauses().get(i);
            sql.on(tx).insertInto(CLAUSES).set(CODE, standard.code()).set(ROW, i).set(CHAPTER, clause.chapter()).set(CLAUSE, clause.clause())
                    .set(CONDITION, clause.text()).set(EVIDENCE, clause.evidence()).execute();
        }
    }
}
