package io.shoutu.responsibility.domain;

import io.shoutu.api.Page;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Which lists (清单查询); every null means whichever.
     *
     * @param year whose term touches it
     * @param text part of the title, in any case, or the number
     * @param units ids of the units whose lists may be seen, or null for all
     * @param posts posts whose lists may be seen besides
     * @param cursor {@code next} of the page before
     * @param limit 1 to 500
     */
    record Query(Integer year, ListState state, String unit, String category, String text, Set<String> units, Set<Bearer> posts, String cursor, int limit) {
        public Query {
            limit = Math.max(1, Math.min(500, limit));
            posts = Set.copyOf(posts);
        }
    }

    /** One page, by number and edition, with the exact count over all pages. */
    Page<DutyList> find(Tx tx, Query query);

    /** Keeps an act; the same entry, kind, record and doer again changes nothing. */
    void add(Tx tx, Act act);

    /** Takes back every act of this kind that this record proved for this person or body and that still stands; answers how many. */
    int withdraw(Tx tx, Act withdrawal);

    /** Keeps who heads an enterprise; the same first day again changes title and last day. */
    void keep(Tx tx, Head head);

    /**
     * Who ever headed what, by enterprise and first day.
     *
     * @param enterprise only this one, or null
     * @param person only this person, or null
     */
    List<Head> heads(Tx tx, CreditCode enterprise, String person);

    /** The enterprises that bear a list, whatever its state. */
    List<CreditCode> enterprises(Tx tx);

    /** Results handed in for a duty say which by {@link Act#aim}. The acts of these people and bodies that happened from the first to the last day, taken back ones too, in the order they happened. */
    List<Act> acts(Tx tx, List<Holding> holdings, LocalDate first, LocalDate last);
}
