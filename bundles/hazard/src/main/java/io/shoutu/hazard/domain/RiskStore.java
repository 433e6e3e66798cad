package io.shoutu.hazard.domain;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where risk units, their checks and what raises them are kept (风险库). */
public interface RiskStore {
    /** How many units in force stand at a level, in one area. */
    record Count(String area, RiskLevel level, long units) {}

    void add(Tx tx, RiskUnit unit, Place place);

    /** Keeps a changed unit and answers it with its next version. @throws io.shoutu.api.Problem.Stale */
    RiskUnit keep(Tx tx, RiskUnit unit, Place place);

    /** Keeps the current level alone; what people did to the unit, and its version, stay as they are. */
    void stand(Tx tx, String number, RiskLevel level);

    Optional<RiskUnit> find(Tx tx, String number);

    Optional<Place> place(Tx tx, String number);

    /** Newest first, with the exact total. */
    Page<RiskUnit> list(Tx tx, RiskQuery query, Scope scope);

    /** Units in force with a position, highest current level first, at most so many: for a map. */
    List<RiskUnit> onMap(Tx tx, Scope scope, int most);

    List<Count> counts(Tx tx, Scope scope);

    /** Units in force the evidence touches. */
    List<RiskUnit> touched(Tx tx, Evidence evidence);

    /** Units in force one of whose sensors this is. */
    List<String> watchedBy(Tx tx, String device);

    List<RiskUnit> ofEnterprise(Tx tx, String enterprise);

    /** Units in force by number, those after the given one, at most so many. */
    List<RiskUnit> inForce(Tx tx, String after, int most);

    // ---- evidence ----

    void raise(Tx tx, Evidence evidence, String by, long now);

    /** Takes it away; answers it where it was there. */
    Optional<Evidence> release(Tx tx, Subject subject);

    Optional<Evidence> evidence(Tx tx, Subject subject);

    /** All evidence that touches the unit. */
    List<Evidence> standing(Tx tx, RiskUnit unit, Place place);

    /** All evidence that stands, latest first. */
    List<Evidence> standing(Tx tx);

    // ---- checks ----

    void open(Tx tx, RiskCheck check);

    void keep(Tx tx, RiskCheck check);

    Optional<RiskCheck> check(Tx tx, String number);

    /** Checks of a unit, latest first, at most so many. */
    List<RiskCheck> checks(Tx tx, String unit, int most);

    /** The latest check of a measure; its words are what it is known by. */
    Optional<RiskCheck> latest(Tx tx, String unit, String event, String measure);

    /** Open checks whose day is before. */
    List<RiskCheck> missed(Tx tx, LocalDate today, int most);

    /** Checks of that state inside the scope, soonest first, with the exact total. */
    Page<RiskCheck> checks(Tx tx, RiskCheck.State state, String enterprise, String cursor, int limit, Scope scope);
}
