package io.shoutu.api.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.journal.Fact;
import org.osgi.annotation.versioning.ProviderType;

/** The ledger of hazards (隐患台账), for other rooms and plugins. */
@ProviderType
public interface HazardLedger {
    /**
     * Registers a hazard. The same report twice is two hazards, which can be merged; the same causing journal entry twice is one,
     * so that a listener may hear an entry again.
     *
     * @param causedBy what brought it about, or null
     * @throws io.shoutu.api.Problem.Invalid where a value of the report cannot be
     */
    HazardView report(HazardReport report, Actor by, Fact.Cause causedBy);

    /** @throws io.shoutu.api.Problem.NotFound code {@code hazard-not-found} where the number is unknown */
    HazardView get(String number);

    /** Newest first. */
    Page<HazardView> find(HazardQuery query);
}
