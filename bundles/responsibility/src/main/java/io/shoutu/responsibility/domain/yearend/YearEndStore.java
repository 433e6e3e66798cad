package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where frozen years, scoring rules and evaluations are kept (年终库). A frozen year is added once and never changed. */
public interface YearEndStore {
    /** @throws io.shoutu.api.Problem.IllegalMove code {@code frozen} where this edition is frozen already */
    void add(Tx tx, Frozen frozen);

    Optional<Frozen> frozen(Tx tx, String id);

    /** By list and edition. */
    List<Frozen> frozen(Tx tx, int year);

    void add(Tx tx, ScoreRule rule);

    /** @throws io.shoutu.api.Problem.Stale where somebody else kept another one since */
    ScoreRule keep(Tx tx, ScoreRule rule);

    /** All versions, the first first. */
    List<ScoreRule> rules(Tx tx);

    /** Who evaluated an edition; the same evaluator again replaces his note. */
    void evaluate(Tx tx, String id, ScoreSheet.Evaluation evaluation, java.time.Instant at);

    /** By evaluator. */
    List<ScoreSheet.Evaluation> evaluations(Tx tx, String id);
}
