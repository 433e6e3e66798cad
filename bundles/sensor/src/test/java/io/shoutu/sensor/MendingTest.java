package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ParkedStore;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.store.SqlParkedStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Parked messages are mended, tried again and discarded, and what they were stays readable. */
class MendingTest {
    private static final Actor ADMIN = House.actor("li", "admin");

    abstract static class On {
        private final Station station;
        private final Mending mending;
        private final Series temperature;

        On(House house) {
            station = new Station(house);
            station.known.device("AL-0001");
            temperature = station.known.series("AL-0001", "temperature", -50.0, 200.0);
            mending = new Mending(house.clock(), house.work(), house.journal(), station.store, new SqlParkedStore(house.sql(), house.schema("sensor")), station.parked, station.known.catalogue,
                    station.formats);
        }

        @AfterEach
        void close() {
            station.close();
        }

        private Parked parked(String payload) {
            station.send("AL-0001", payload);
            return station.parked.list(null, null, null, 1).items().get(0);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Test
        void mendedMessageIsStoredAndItsOldTextStaysReadable() {
            String broken = "{\"ts\":" + station.now() + ",\"values\":{\"temperature\":23.5}";
            Parked item = parked(broken);
            assertThat(mending.counts(null)).containsExactly(new ParkedStore.Tally(Reason.MALFORMED, 1));
            mending.mend(item.id(), bytes(broken + "}"), "网关少发一个括号", ADMIN);
            assertThat(station.history.latest(temperature).value()).isEqualTo(23.5);
            assertThat(station.parked.count()).isZero();
            assertThat(mending.done(null, null, 10).items()).singleElement().satisfies(done -> {
                assertThat(done.act()).isEqualTo(ParkedStore.Act.MENDED);
                assertThat(new String(done.before().payload(), StandardCharsets.UTF_8)).isEqualTo(broken);
                assertThat(done.note()).isEqualTo("网关少发一个括号");
                assertThat(done.by()).isEqualTo("li");
            });
            assertThat(station.house.told(Mending.MENDED)).hasSize(1);
        }

        @Test
        void whatStillCannotBeReadIsRefusedAndNothingChanges() {
            Parked item = parked("{\"values\"");
            assertThatThrownBy(() -> mending.mend(item.id(), bytes("{\"values\":{"), "再试", ADMIN)).isInstanceOfSatisfying(Problem.Invalid.class,
                    problem -> assertThat(problem.field()).isEqualTo("payload"));
            assertThatThrownBy(() -> mending.mend(item.id(), bytes("{\"values\":{\"temperature\":1}}"), " ", ADMIN)).isInstanceOf(Problem.Invalid.class);
            assertThat(mending.get(item.id()).payload()).isEqualTo(bytes("{\"values\""));
            assertThat(mending.done(item.id(), null, 10).total()).isZero();
        }

        @Test
        void conflictWaitsAsMendedUntilItsValueIsNoConflictAnyMore() {
            long at = station.now();
            station.send("AL-0001", "temperature", at, 1);
            Parked item = parked("{\"ts\":" + at + ",\"values\":{\"temperature\":2}}");
            assertThatThrownBy(() -> mending.mend(item.id(), bytes("{\"ts\":" + at + ",\"values\":{\"temperature\":3}}"), "核对仪表", ADMIN)).isInstanceOf(Problem.IllegalMove.class);
            assertThat(new String(mending.get(item.id()).payload(), StandardCharsets.UTF_8)).contains(":3}");
            mending.mend(item.id(), bytes("{\"ts\":" + (at + 1) + ",\"values\":{\"temperature\":3}}"), "时间差一毫秒", ADMIN);
            assertThat(station.parked.count()).isZero();
            assertThat(mending.done(item.id(), null, 10).total()).isEqualTo(2);
        }

        @Test
        void discardedMessageIsGoneAndCanStillBeRead() {
            Parked item = parked("not json at all");
            mending.discard(item.id(), "调试报文", ADMIN);
            assertThat(station.parked.count()).isZero();
            assertThatThrownBy(() -> mending.get(item.id())).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> mending.discard(item.id(), "再来一次", ADMIN)).isInstanceOf(Problem.NotFound.class);
            assertThat(mending.done(item.id(), null, 10).items()).singleElement().satisfies(done -> assertThat(done.act()).isEqualTo(ParkedStore.Act.DISCARDED));
        }
    }

    @Nested
    class OnDerby extends On {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends On {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
