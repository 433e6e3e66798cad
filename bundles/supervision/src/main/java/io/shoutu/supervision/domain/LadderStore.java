package io.shoutu.supervision.domain;

import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the ladder, what climbs it and its proposals are kept (督办阶梯库). */
public interface LadderStore {
    List<Rung> rungs(Tx tx);

    /** Begins to watch, or again where it was settled; one that is watched already keeps its first day, its deadline is the newest. */
    void watch(Tx tx, Watch watch, Place place);

    /** Ends watching; false where it was not watched. */
    boolean settle(Tx tx, Subject about, String why, Instant now);

    /** What is watched, or was; for a record that holds several matters, see {@link Watch#record}, one that still climbs if any does. */
    Optional<Watch> watched(Tx tx, Subject about);

    /** What climbs now, the longest overdue first. */
    List<Watch> climbing(Tx tx, Whom whom, int limit);

    /** The next ones after this subject, all that climb, by subject. */
    List<Watch> climbingAfter(Tx tx, String after, int limit);

    void add(Tx tx, Proposal fresh, Place place);

    /** @throws io.shoutu.api.Problem.Stale where somebody was quicker */
    Proposal keep(Tx tx, Proposal after);

    Optional<Proposal> proposal(Tx tx, String number);

    Optional<Place> place(Tx tx, String number);

    /** All proposals about it, oldest first. */
    List<Proposal> about(Tx tx, Subject about);

    /** All proposals of one ladder, oldest first. */
    List<Proposal> of(Tx tx, String ladder);

    /** Proposals in a state, null for all, the newest first. */
    Page<Proposal> list(Tx tx, Proposal.State state, Whom whom, int limit);
}
