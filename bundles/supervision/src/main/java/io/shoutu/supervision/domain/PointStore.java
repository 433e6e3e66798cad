package io.shoutu.supervision.domain;

import io.shoutu.api.Page;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where points and heads are kept (记分库). */
public interface PointStore {
    /** Points of one person at one enterprise in one cycle (分项合计). */
    record Sum(String person, String enterprise, int points, int entries) {}

    List<Points.Rule> rules(Tx tx);

    List<Points.Threshold> thresholds(Tx tx);

    /** Who ever headed it, the newest first; all enterprises for null. */
    List<Points.Head> heads(Tx tx, String enterprise, String person);

    /** The same person, enterprise and first day again changes title and last day. */
    void put(Tx tx, Points.Head head);

    void add(Tx tx, Points fresh, Place place);

    /** @throws io.shoutu.api.Problem.Stale where somebody was quicker */
    Points keep(Tx tx, Points after);

    Optional<Points> find(Tx tx, String number);

    Optional<Place> place(Tx tx, String number);

    /** Entries of a cycle in every state, the newest first. @param person or null; @param enterprise or null */
    List<Points> list(Tx tx, int year, String person, String enterprise, Whom whom, int limit);

    /** Entries that wait to be confirmed by somebody else than their recorder, the oldest first, and how many there are. @param decider account whose own are left out */
    Page<Points> proposed(Tx tx, String decider, Whom whom, int limit);

    /** Entries whose objection waits for an answer, the oldest objection first, and how many there are. */
    Page<Points> contested(Tx tx, Whom whom, int limit);

    /** Sums of a cycle by person and enterprise, of entries that count. */
    List<Sum> sums(Tx tx, int year, Whom whom);

    /** What one person has in a cycle by entries that count, at all his enterprises; never below 0. */
    int total(Tx tx, String person, int year);
}
