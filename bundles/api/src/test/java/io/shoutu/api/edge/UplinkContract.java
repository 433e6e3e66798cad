package io.shoutu.api.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof that an uplink fits through its door (上报通道的合格检验): implement it, give the uplink and the other side. */
public interface UplinkContract {
    Uplink uplink();

    /** The ids of the parcels that reached the other side, in order, each time they came. */
    List<String> arrived();

    /** From now on the other side cannot be reached or refuses. */
    void otherSideGoesAway();

    private Uplink.Parcel parcel(String id) {
        return new Uplink.Parcel(id, uplink().takes().iterator().next(), new Subject("checkpoint", id), "text/plain;charset=utf-8",
                ("内容 " + id).getBytes(StandardCharsets.UTF_8), Instant.parse("2026-05-06T07:08:09Z"));
    }

    @Test
    default void itHasANameAndTakesSomething() {
        assertThat(uplink().name()).matches("[a-z][a-z0-9-]{0,39}");
        assertThat(uplink().takes()).isNotEmpty().allSatisfy(kind -> assertThat(kind).isNotBlank());
    }

    @Test
    default void whatWasPushedHasArrivedWhenItReturnsAlsoTwice() throws Exception {
        uplink().push(parcel("p-1"));
        assertThat(arrived()).containsExactly("p-1");
        uplink().push(parcel("p-1"));
        uplink().push(parcel("p-2"));
        assertThat(arrived()).endsWith("p-2").allMatch(id -> id.startsWith("p-"));
    }

    @Test
    default void itSaysByAnExceptionThatTheOtherSideIsAway() {
        otherSideGoesAway();
        assertThatThrownBy(() -> uplink().push(parcel("p-9"))).isInstanceOf(Exception.class);
        assertThat(arrived()).doesNotContain("p-9");
    }
}
