package io.shoutu.sensor.domain;

import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;

/**
 * The judge (判定): applies the rules in force to readings.
 *
 * <p>Called in the transaction that stores the readings, on the one committing thread, with the readings in the order of
 * arrival. What it remembers changes only after the commit; a rollback leaves no trace.
 */
public interface Judge {
    /**
     * @param stored readings stored with this transaction: neither duplicates nor conflicts; late ones included
     * @param now time of arrival of the batch
     */
    void judge(Tx tx, List<Reading> stored, Instant now);
}
