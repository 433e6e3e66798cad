package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where public reports are kept, and apart from them, sealed, who made them (举报库). */
public interface PublicReportStore {
    /** How many stand alike (举报计数). */
    record Count(PublicReport.Channel channel, ReportState state, PublicReport.Finding finding, boolean overdue, long reports) {}

    void add(Tx tx, PublicReport report, Place place, Map<String, String> sealed);

    /** @throws io.shoutu.api.Problem.Stale where somebody else kept another version since this one was read */
    PublicReport keep(Tx tx, PublicReport report, Place place);

    Optional<PublicReport> find(Tx tx, String number);

    Optional<PublicReport> byCode(Tx tx, String codeHash);

    Optional<Place> place(Tx tx, String number);

    /** The number a row of an earlier ledger came in under; empty where it did not yet. */
    Optional<String> taken(Tx tx, String reference);

    void took(Tx tx, String reference, String number);

    /** The sealed values by field. */
    Map<String, String> sealed(Tx tx, String number);

    /** Newest first; what lies outside the scope is neither listed nor counted. An enterprise sees none, not even those about itself. */
    Page<PublicReport> list(Tx tx, ReportState state, Boolean overdue, String text, String cursor, int limit, Scope scope);

    List<Count> counts(Tx tx, Instant from, Instant to, Scope scope);

    /** All rules, newest first. */
    List<RewardRule> rules(Tx tx);

    /** Adds a rule; one of the same kind that is open-ended ends the day before. */
    void add(Tx tx, RewardRule rule);

    /** The rule in force that day; empty where there is none. */
    Optional<RewardRule> rule(Tx tx, PublicReport.Kind kind, LocalDate day);
}
