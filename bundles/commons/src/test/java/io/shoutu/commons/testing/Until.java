package io.shoutu.commons.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that has a name, for tests of real threads. */
public final class Until {
    private Until() {}

    /** @throws AssertionError naming the condition that did not come true within sixty seconds */
    public static void comes(String name, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited sixty seconds in vain until " + name);
            }
            LockSupport.parkNanos(500_000);
        }
    }
}
