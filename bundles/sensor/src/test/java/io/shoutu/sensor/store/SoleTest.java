package io.shoutu.sensor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.store.StoreFailure;
import io.shoutu.commons.testing.House;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class SoleTest {
    private static final class Node implements SoleKeeper.Told {
        private volatile Sole sole;

        @Override
        public void owner(Sole now) {
            sole = now;
        }

        @Override
        public void noLonger() {
            sole = null;
        }
    }

    private static void until(String what, BooleanSupplier met) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain: " + what).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void secondNodeWaitsUntilTheFirstIsGoneAndTheFirstWritesNothingAfterwards() {
        try (House house = House.onPostgres().and("sensor", SqlReadingStore.class); House beside = house.beside()) {
            Node first = new Node();
            Node second = new Node();
            SoleKeeper keeper = new SoleKeeper(house.source(), house.sql(), house.work(), first);
            until("the first owns", () -> first.sole != null);
            try (SoleKeeper other = new SoleKeeper(beside.source(), beside.sql(), beside.work(), second)) {
                until("the second says that it waits", () -> other.state().text().contains("另一个节点"));
                assertThat(other.state().ready()).isFalse();
                assertThat(second.sole).isNull();
                SqlReadingStore stale = new SqlReadingStore(house.sql(), house.schema("sensor"), first.sole);
                house.work().execute(tx -> stale.spool(tx, 1, new byte[] {1}));
                house.work().execute(stale::alone);
                keeper.close();
                until("the second takes over", () -> second.sole != null);
                assertThat(second.sole.term()).isEqualTo(2);
                SqlReadingStore owner = new SqlReadingStore(beside.sql(), beside.schema("sensor"), second.sole);
                beside.work().execute(tx -> owner.spool(tx, 2, new byte[] {2}));
                assertThatThrownBy(() -> house.work().execute(tx -> stale.spool(tx, 3, new byte[] {3}))).isInstanceOf(StoreFailure.class).hasMessageContaining("另一个节点");
                assertThatThrownBy(() -> house.work().execute(stale::alone)).isInstanceOf(StoreFailure.class);
                assertThat(house.work().<byte[]>run(tx -> stale.spooled(tx, 3))).isNull();
            }
        }
    }

    @Test
    void embeddedDatabaseBelongsToItsOnlyNodeAtOnce() {
        try (House house = House.onDerby().and("sensor", SqlReadingStore.class)) {
            Node node = new Node();
            try (SoleKeeper keeper = new SoleKeeper(house.source(), house.sql(), house.work(), node)) {
                assertThat(node.sole).isEqualTo(Sole.EMBEDDED);
                assertThat(keeper.state().ready()).isTrue();
            }
            assertThat(node.sole).isNull();
        }
    }
}
