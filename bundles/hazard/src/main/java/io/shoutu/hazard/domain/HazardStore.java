package io.shoutu.hazard.domain;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where hazards are kept (隐患库). Whatever a store is made of, {@code HazardStoreContract} says what it must do. */
public interface HazardStore {
    /** Keeps a new hazard that lies there. The same number, or the same causing entry, twice is a fault. */
    void add(Tx tx, Hazard hazard, Place place);

    /** Where a hazard lies; empty where there is none of that number. */
    Optional<Place> place(Tx tx, String number);

    /**
     * Keeps a changed hazard and answers it with its next version.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another version since this one was read
     */
    Hazard keep(Tx tx, Hazard hazard);

    /** Remembers that its clock was looked at that day; what people did to the hazard, and its version, stay as they are. */
    void chased(Tx tx, String number, LocalDate day);

    Optional<Hazard> find(Tx tx, String number);

    /** The hazard opened because of this journal entry. */
    Optional<Hazard> causedBy(Tx tx, long entry);

    /** The newest hazard opened for this series and rule that is neither closed nor dismissed; it may be merged. */
    Optional<Hazard> openedFor(Tx tx, String series, String rule);

    /** The hazard that came from that source under that number of its own. */
    Optional<Hazard> referred(Tx tx, String source, String reference);

    /**
     * Hazards of the enterprise that broke the same rule, registered since then and neither dismissed nor merged, latest first; the asking one is left out.
     */
    List<String> broke(Tx tx, String enterprise, String rule, Instant since, String except);

    /** Numbers of the open hazards that lie in a risk unit. */
    List<Hazard> openIn(Tx tx, String riskUnit);

    /** How many match, exactly; paging and order do not matter. */
    long count(Tx tx, HazardQuery query, Scope scope);

    /** Open hazards whose clock was last looked at before that day, by number, those after the given number (empty for the first), at most so many. */
    List<Hazard> toChase(Tx tx, LocalDate day, String after, int most);

    /** In the order asked for, paged by key, with the exact total or -1 where none was asked for; what lies outside the scope is neither listed nor counted. @throws io.shoutu.api.Problem.Invalid {@code bad-parameter} on a foreign cursor */
    Page<Hazard> list(Tx tx, HazardQuery query, Scope scope);

    /**
     * Whom hazards wait for (待谁办理).
     *
     * @param duty the duty desk: to verify, to grade, to decide on an extension, to press for what is overdue
     * @param rectifier account that plans and works on what it is responsible for, or null
     * @param acceptor account that accepts what others handed in, or null
     */
    record Whom(boolean duty, String rectifier, String acceptor) {}

    /** Hazards that wait for them: of those with a running deadline the first to end, of the others those that wait longest, at most so many of each; the total of both is exact. */
    Page<Hazard> waiting(Tx tx, Whom whom, Scope scope, int limit);

    /** A hazard and where it lies (隐患及其归属). */
    record Placed(Hazard hazard, io.shoutu.api.access.Places.Place place) {}

    /** Adds many, as {@code add} does one. */
    void addAll(Tx tx, java.util.List<Placed> many);

    /** Of the senders' own numbers those that came in already, with the number they came in under. */
    java.util.Map<String, String> known(Tx tx, String source, java.util.Collection<String> references);

    /** Closed hazards that are to be looked at again by that day and were not rectified by this account; the first to fall due first. */
    Page<Hazard> lookBacks(Tx tx, java.time.LocalDate by, String account, Scope scope, int limit);

    /** Hazards somebody else than this account asked to be no longer major; longest waiting first. */
    Page<Hazard> regradings(Tx tx, String account, Scope scope, int limit);
}
