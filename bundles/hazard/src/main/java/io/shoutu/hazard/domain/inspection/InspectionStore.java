package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where inspections, plans, draws, campaigns and sheets are kept (检查库). */
public interface InspectionStore {
    /**
     * Which inspections (检查查询); every null means whichever.
     *
     * @param mine only those whose team the asker belongs to
     * @param cursor {@code next} of the page before, or null
     */
    record Query(InspectionState state, InspectionKind kind, String enterprise, String campaign, Boolean mine, Boolean failed, String text, LocalDate from, LocalDate to, String cursor, int limit) {
        public Query {
            text = text == null || text.isBlank() ? null : text.strip();
            limit = Math.max(1, Math.min(500, limit));
        }
    }

    /** How many visits stand alike (检查计数). */
    record Count(InspectionKind kind, boolean unannounced, long visits, long items, long failed, long hazards) {}

    void add(Tx tx, Inspection inspection, Place place);

    /** @throws io.shoutu.api.Problem.Stale where somebody else kept another version since this one was read */
    Inspection keep(Tx tx, Inspection inspection);

    Optional<Inspection> find(Tx tx, String id);

    /** By the id a phone gave its record. */
    Optional<Inspection> sent(Tx tx, String phone);

    Optional<Place> place(Tx tx, String id);

    /** Newest first; what is hidden from the asker or outside his scope is neither listed nor counted. */
    Page<Inspection> list(Tx tx, Query query, Actor asking);

    /** Recorded between these instants, inside the scope. */
    List<Count> counts(Tx tx, Instant from, Instant to, Scope scope);

    /** Visits begun under a plan so far. */
    long visits(Tx tx, String plan);

    /** Keeps the next version of a sheet. */
    Sheet publish(Tx tx, Sheet sheet, String by, Instant now);

    /** The sheet in this version, or for null the newest in force on that day. */
    Optional<Sheet> sheet(Tx tx, String code, Integer version, LocalDate on);

    /** The newest version of each, by code. */
    List<Sheet> sheets(Tx tx);

    /**
     * What a grid member patrolled (网格员巡查统计).
     *
     * @param planned patrols of the period, done or not
     * @param adopted findings somebody verified
     */
    record Patrolled(String account, long planned, long done, long found, long adopted) {}

    /** Patrols planned for these days, by who heads them. */
    List<Patrolled> patrols(Tx tx, LocalDate from, LocalDate to, Scope scope);

    void add(Tx tx, Draw draw);

    Draw keep(Tx tx, Draw draw);

    Optional<Draw> draw(Tx tx, String number);

    /** Newest first, without lists. */
    List<Draw> draws(Tx tx, int limit);

    void add(Tx tx, YearPlan plan);

    YearPlan keep(Tx tx, YearPlan plan);

    Optional<YearPlan> plan(Tx tx, String number);

    List<YearPlan> plans(Tx tx, Integer planYear);

    void add(Tx tx, Campaign campaign);

    Campaign keep(Tx tx, Campaign campaign);

    Optional<Campaign> campaign(Tx tx, String code);

    List<Campaign> campaigns(Tx tx);
}
