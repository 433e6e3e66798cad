package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.ScoreInput;
import io.shoutu.responsibility.domain.yearend.ScoreItem;
import io.shoutu.responsibility.domain.yearend.ScoreRule;
import io.shoutu.responsibility.domain.yearend.ScoreSheet;
import io.shoutu.responsibility.domain.yearend.YearEndStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Frozen years, scoring rules and evaluations in SQL (年终库). */
@Component(service = YearEndStore.class)
public final class SqlYearEndStore implements YearEndStore {
    private static final Table<?> YEAR_END = table("responsibility_year_end");
    private static final Table<?> RULE = table("responsibility_score_rule");
    private static final Table<?> ITEM = table("responsibility_score_item");
    private static final Table<?> EVALUATION = table("responsibility_evaluation");
    private static final Field<String> ID = text("list_id");
    private static final Field<Integer> YEAR = whole("year_no");
    private static final Field<Long> AS_OF = number("as_of");
    private static final Field<Long> FROZEN_AT = number("frozen_at");
    private static final Field<String> FROZEN_BY = text("frozen_by");
    private static final Field<String> SHA = text("sha256");
    private static final Field<String> CONTENT = text("content");
    private static final Field<Integer> EDITION = whole("edition");
    private static final Field<Long> VERSION = number("version");
    private static final Field<String> TITLE = text("title");
    private static final Field<String> SOURCE = text("source");
    private static final Field<String> FROM = text("from_day");
    private static final Field<String> TO = text("to_day");
    private static final Field<String> STATE = text("state");
    private static final Field<String> DRAFTED_BY = text("drafted_by");
    private static final Field<Long> DRAFTED_AT = number("drafted_at");
    private static final Field<Long> COMPARED_AT = number("compared_at");
    private static final Field<String> COMPARED_BY = text("compared_by");
    private static final Field<String> COMPARED_SHA = text("compared_sha");
    private static final Field<String> ACTIVATED_BY = text("activated_by");
    private static final Field<Integer> ROW = whole("row_no");
    private static final Field<String> CODE = text("code");
    private static final Field<String> LABEL = text("label");
    private static final Field<String> INPUT = text("input_name");
    private static final Field<String> WAY = text("way");
    private static final Field<String> MOST = text("most");
    private static final Field<String> BASE = text("base");
    private static final Field<String> EACH = text("each_points");
    private static final Field<String> EVALUATOR = text("evaluator");
    private static final Field<Integer> SCORE = whole("score");
    private static final Field<Long> GIVEN_AT = number("given_at");
    private static final List<Field<?>> YEAR_COLUMNS = List.of(ID, YEAR, CONTENT, SHA, AS_OF, FROZEN_AT, FROZEN_BY);
    private static final List<Field<?>> RULE_COLUMNS = List.of(EDITION, VERSION, TITLE, SOURCE, FROM, TO, STATE, DRAFTED_BY, DRAFTED_AT, COMPARED_AT, COMPARED_BY, COMPARED_SHA, ACTIVATED_BY);

    private final Sql sql;

    @Activate
    public SqlYearEndStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Frozen frozen) {
        if (sql.on(tx).fetchExists(YEAR_END, ID.eq(frozen.id()))) {
            throw new Problem.IllegalMove("frozen", "清单 " + frozen.id() + " 已经冻结，冻结结果不再改动");
        }
        sql.on(tx).insertInto(YEAR_END).set(ID, frozen.id()).set(YEAR, frozen.year()).set(CONTENT, frozen.content()).set(SHA, frozen.sha256()).set(AS_OF, frozen.asOf().toEpochMilli())
                .set(FROZEN_AT, frozen.frozenAt().toEpochMilli()).set(FROZEN_BY, frozen.frozenBy()).execute();
    }

    @Override
    public Optional<Frozen> frozen(Tx tx, String id) {
        return read(tx, ID.eq(id)).stream().findFirst();
    }

    @Override
    public List<Frozen> frozen(Tx tx, int year) {
        return read(tx, YEAR.eq(year));
    }

    private List<Frozen> read(Tx tx, Condition which) {
        return sql.on(tx).select(YEAR_COLUMNS).from(YEAR_END).where(which).orderBy(ID).fetch().map(r -> new Frozen(r.get(ID), r.get(YEAR), r.get(CONTENT), r.get(SHA), instant(r.get(AS_OF)),
                instant(r.get(FROZEN_AT)), r.get(FROZEN_BY)));
    }

    @Override
    public void add(Tx tx, ScoreRule rule) {
        sql.on(tx).insertInto(RULE).set(EDITION, rule.edition()).set(VERSION, 1L).set(columns(rule)).execute();
        keepItems(tx, rule);
    }

    @Override
    public ScoreRule keep(Tx tx, ScoreRule rule) {
        if (sql.on(tx).update(RULE).set(VERSION, rule.version() + 1).set(columns(rule)).where(EDITION.eq(rule.edition()), VERSION.eq(rule.version())).execute() == 0) {
            throw new Problem.Stale(rule.subject(), rule.version(), rule.version() + 1);
        }
        keepItems(tx, rule);
        return rules(tx).stream().filter(each -> each.edition() == rule.edition()).findFirst().orElseThrow();
    }

    private void keepItems(Tx tx, ScoreRule rule) {
        DSLContext on = sql.on(tx);
        on.deleteFrom(ITEM).where(EDITION.eq(rule.edition())).execute();
        for (int i = 0; i < rule.items().size(); i++) {
            ScoreItem item = rule.items().get(i);
            on.insertInto(ITEM).set(EDITION, rule.edition()).set(ROW, i).set(CODE, item.code()).set(LABEL, item.label()).set(INPUT, item.input().name()).set(WAY, item.way().name())
                    .set(MOST, plain(item.most())).set(BASE, plain(item.base())).set(EACH, plain(item.each())).execute();
        }
    }

    @Override
    public List<ScoreRule> rules(Tx tx) {
        DSLContext on = sql.on(tx);
        Map<Integer, List<ScoreItem>> items = new HashMap<>();
        on.select(EDITION, CODE, LABEL, INPUT, WAY, MOST, BASE, EACH).from(ITEM).orderBy(EDITION, ROW).forEach(r -> items.computeIfAbsent(r.get(EDITION), e -> new java.util.ArrayList<>())
                .add(new ScoreItem(r.get(CODE), r.get(LABEL), ScoreInput.valueOf(r.get(INPUT)), ScoreItem.Way.valueOf(r.get(WAY)), new BigDecimal(r.get(MOST)), new BigDecimal(r.get(BASE)),
                        new BigDecimal(r.get(EACH)))));
        return on.select(RULE_COLUMNS).from(RULE).orderBy(EDITION).fetch().map(r -> rule(r, items.getOrDefault(r.get(EDITION), List.of())));
    }

    @Override
    public void evaluate(Tx tx, String id, ScoreSheet.Evaluation evaluation, Instant at) {
        DSLContext on = sql.on(tx);
        on.deleteFrom(EVALUATION).where(ID.eq(id), EVALUATOR.eq(evaluation.evaluator())).execute();
        on.insertInto(EVALUATION).set(ID, id).set(EVALUATOR, evaluation.evaluator()).set(SCORE, evaluation.score()).set(GIVEN_AT, at.toEpochMilli()).execute();
    }

    @Override
    public List<ScoreSheet.Evaluation> evaluations(Tx tx, String id) {
        return sql.on(tx).select(EVALUATOR, SCORE).from(EVALUATION).where(ID.eq(id)).orderBy(EVALUATOR).fetch().map(r -> new ScoreSheet.Evaluation(r.get(EVALUATOR), r.get(SCORE)));
    }

    private static Map<Field<?>, Object> columns(ScoreRule rule) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(TITLE, rule.title());
        row.put(SOURCE, rule.source());
        row.put(FROM, rule.from() == null ? null : rule.from().toString());
        row.put(TO, rule.to() == null ? null : rule.to().toString());
        row.put(STATE, rule.state().name());
        row.put(DRAFTED_BY, rule.draftedBy());
        row.put(DRAFTED_AT, rule.draftedAt().toEpochMilli());
        row.put(COMPARED_AT, rule.comparedAt() == null ? null : rule.comparedAt().toEpochMilli());
        row.put(COMPARED_BY, rule.comparedBy());
        row.put(COMPARED_SHA, rule.comparedSha());
        row.put(ACTIVATED_BY, rule.activatedBy());
        return row;
    }

    private static ScoreRule rule(Record r, List<ScoreItem> items) {
        return new ScoreRule(r.get(EDITION), r.get(VERSION), r.get(TITLE), r.get(SOURCE), day(r.get(FROM)), day(r.get(TO)), ScoreRule.State.valueOf(r.get(STATE)), items, r.get(DRAFTED_BY),
                instant(r.get(DRAFTED_AT)), instant(r.get(COMPARED_AT)), r.get(COMPARED_BY), r.get(COMPARED_SHA), r.get(ACTIVATED_BY));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    private static Field<Long> number(String name) {
        return field(name, Long.class);
    }

    private static Field<Integer> whole(String name) {
        return field(name, Integer.class);
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
