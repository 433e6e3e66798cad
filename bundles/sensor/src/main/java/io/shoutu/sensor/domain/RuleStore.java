package io.shoutu.sensor.domain;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where rules are kept (规则库), every version of them. */
public interface RuleStore {
    /** The versions in force, by id. */
    List<Rule> current(Tx tx);

    Optional<Rule> find(Tx tx, String id);

    /** Every version of one rule, newest first; empty for an unknown id. */
    List<Rule> versions(Tx tx, String id);

    /** Adds version 1. */
    void add(Tx tx, Rule rule);

    /** Adds a further version and puts it in force; false where the one in force is no longer the one before it. */
    boolean change(Tx tx, Rule rule);
}
