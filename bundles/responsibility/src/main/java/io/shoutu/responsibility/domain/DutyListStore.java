package io.shoutu.responsibility.domain;

import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where duty lists and acts are kept (责任清单库). A store that cannot answer throws; it is never an empty list. */
public interface DutyListStore {
    void add(Tx tx, DutyList list);

    /**
     * Keeps a changed edition and answers it with its new version.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another one since
     */
    DutyList keep(Tx tx, DutyList list);

    Optional<DutyList> find(Tx tx, String number, int edition);

    /** All editions of a number, the first first. */
    List<DutyList> editions(Tx tx, String number);

    /**
     * Lists whose term touches the year, by number and edition.
     *
     * @param state only these, or null
     */
    List<DutyList> ofYear(Tx tx, int year, ListState state);

    /** Keeps an act; the same entry and row again changes nothing. */
    void add(Tx tx, int row, Act act);

    /** Takes back every act of this kind that this record proved for this person or body and that still stands; answers how many. */
    int withdraw(Tx tx, Act withdrawal);

    /** The acts of these people and bodies that happened from the first to the last day, taken back ones too, in the order they happened. */
    List<Act> acts(Tx tx, List<Holding> holdings, LocalDate first, LocalDate last);
}
