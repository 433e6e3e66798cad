package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where the entries of the ledgers are kept (台账库). */
public interface DossierStore {
    /**
     * Which entries (台账查询); every null means whichever.
     *
     * @param dueBy only those whose due day is that day at the latest
     */
    record Query(Register register, Stage stage, String enterprise, LocalDate dueBy, String text, String cursor, int limit) {
        public Query {
            text = text == null || text.isBlank() ? null : text.strip();
            limit = Math.max(1, Math.min(500, limit));
        }
    }

    /** @throws io.shoutu.api.Problem.Invalid code {@code entry-known} where the register allows one of its kind only, and it is there */
    void add(Tx tx, Dossier dossier, Place place);

    /** @throws io.shoutu.api.Problem.Stale where somebody else kept another version since this one was read */
    Dossier keep(Tx tx, Dossier dossier);

    Optional<Dossier> find(Tx tx, String number);

    Optional<Place> place(Tx tx, String number);

    /** Newest first; what lies outside the scope is neither listed nor counted. */
    Page<Dossier> list(Tx tx, Query query, Scope scope);

    /** How many entries of each register stand at each stage, inside the scope. */
    List<Count> counts(Tx tx, Scope scope, LocalDate today);

    /** @param late of these, past their due day */
    record Count(Register register, Stage stage, long entries, long late) {}
}
