package io.shoutu.responsibility;

import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Position;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.Head;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Who held what and when (任职): positions of units from the directory, those of enterprises from who was told to head them. */
final class Holders {
    private final Directory directory;
    private final UnitOfWork work;
    private final DutyListStore store;

    Holders(Directory directory, UnitOfWork work, DutyListStore store) {
        this.directory = directory;
        this.work = work;
        this.store = store;
    }

    /** All positions ever held in its unit or enterprise. */
    List<Position> ever(Bearer bearer) {
        return bearer.enterprise().map(code -> work.run(tx -> store.heads(tx, code, null)).stream().map(Head::position).toList()).orElseGet(() -> directory.history(bearer.unit(), null));
    }

    /** Those held in it on that day. */
    List<Position> on(Bearer bearer, LocalDate day) {
        return bearer.enterprise().isPresent() ? ever(bearer).stream().filter(position -> position.heldOn(day)).toList() : directory.positions(bearer.unit(), day);
    }

    /** All positions this person ever held. */
    List<Position> of(String person) {
        return Stream.concat(directory.history(null, person).stream(), work.run(tx -> store.heads(tx, null, person)).stream().map(Head::position)).toList();
    }
}
