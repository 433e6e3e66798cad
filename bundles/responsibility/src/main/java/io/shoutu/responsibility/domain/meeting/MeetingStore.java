package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where meetings are kept (会议库). Keeping another version than was read is {@link io.shoutu.api.Problem.Stale}. */
public interface MeetingStore {
    void add(Tx tx, Meeting meeting);

    Meeting keep(Tx tx, Meeting meeting);

    Optional<Meeting> find(Tx tx, String number);

    /** The one taken over from an earlier ledger under the sender's own number. */
    Optional<Meeting> referred(Tx tx, String reference);

    /** Newest first. */
    Page<Meeting> list(Tx tx, MeetingQuery query);

    /** Of the days from first to last: signed and on work safety only, by unit and form. */
    List<MeetingFigure> figures(Tx tx, LocalDate first, LocalDate last, Scope scope);

    /** Signed meetings of these days that decided something for that unit, oldest first. */
    List<Meeting> deciding(Tx tx, String unit, LocalDate first, LocalDate last);
}
