package io.shoutu.hazard.domain.oversight;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.Optional;

/** Where records of oversight are kept (监管事项库). Keeping another version than was read is {@link io.shoutu.api.Problem.Stale}. */
public interface OversightStore {
    void add(Tx tx, WorkStop stop, Place place);

    WorkStop keep(Tx tx, WorkStop stop);

    Optional<WorkStop> stop(Tx tx, String number);

    Page<WorkStop> stops(Tx tx, WorkStop.State state, String cursor, int limit, Scope scope);

    void add(Tx tx, SafetyProject project, Place place);

    SafetyProject keep(Tx tx, SafetyProject project);

    Optional<SafetyProject> project(Tx tx, String number);

    Page<SafetyProject> projects(Tx tx, SafetyProject.State state, Boolean vetoed, String cursor, int limit, Scope scope);

    /** @throws io.shoutu.api.Problem.Invalid code {@code certificate-known} where one of this kind has that number */
    void add(Tx tx, Certificate certificate, Place place);

    Certificate keep(Tx tx, Certificate certificate);

    Optional<Certificate> certificate(Tx tx, String number);

    /** Those that end first come first. @param until only those that hold until that day at most, or null */
    Page<Certificate> certificates(Tx tx, Certificate.Kind kind, Certificate.State state, LocalDate until, Boolean claimed, String cursor, int limit, Scope scope);

    /** Where one of these records lies; empty where there is none. */
    Optional<Place> place(Tx tx, Subject subject);
}
