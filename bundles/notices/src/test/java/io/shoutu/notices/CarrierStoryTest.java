package io.shoutu.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notices.Receipted;
import io.shoutu.api.notices.Progress;
import io.shoutu.commons.testing.House;
import io.shoutu.notices.channel.County;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole day with a carrier over HTTP: queue, gateway, reports. */
class CarrierStoryTest {
    @Test
    void aCarriersBadDayLosesNothingAndRepeatsNothingUnmarked() throws Exception {
        try (NoticesRoom room = new NoticesRoom(House.empty()); County county = new County()) {
            room.open("", true, county.gateway());
            Receipts receipts = new Receipts(room.dispatch);
            receipts.addCarrier(county.gateway());
            room.phone("zhang.wei", "13800000001");

            county.answers(429, "");
            String id = room.send(Level.IMPORTANT, "演练通知", null, "account:zhang.wei");
            assertThat(receipt(room, id).progress()).isEqualTo(Progress.QUEUED);
            county.answers(200, "{\"code\":\"OK\",\"messageId\":\"m-7\"}");
            room.pass(Duration.ofSeconds(5));
            assertThat(receipt(room, id).progress()).isEqualTo(Progress.SENT);
            assertThat(receipt(room, id).attempts()).isEqualTo(2);
            assertThat(county.ids()).hasSize(2).containsOnly(county.ids().get(0));

            Map<String, String> headers = Map.of("X-Gateway-Secret", County.SECRET, "Content-Type", "application/json");
            byte[] report = "{\"messageId\":\"m-7\",\"status\":\"DELIVRD\"}".getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> receipts.take("county", name -> null, report)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> receipts.take("other", headers::get, report)).isInstanceOf(Problem.Forbidden.class);
            receipts.take("county", headers::get, report);
            receipts.take("county", headers::get, report);
            receipts.take("county", headers::get, "{\"messageId\":\"m-7\",\"status\":\"UNDELIV\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(receipt(room, id).progress()).isEqualTo(Progress.DELIVERED);
            assertThatThrownBy(() -> receipts.take("county", headers::get, "{\"messageId\":\"m-8\",\"status\":\"DELIVRD\"}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Problem.NotFound.class);

            county.answers(500, "oops");
            String lost = room.send(Level.IMPORTANT, "二号通知", null, "account:zhang.wei");
            room.pass(Duration.ofHours(1));
            assertThat(receipt(room, lost).progress()).isEqualTo(Progress.UNKNOWN);
            assertThat(county.ids()).hasSize(3);
            county.answers(200, "{\"code\":\"OK\",\"messageId\":\"m-9\"}");
            room.dispatch.replay(county.ids().get(2), NoticesRoom.BOSS);
            room.settle();
            assertThat(county.lastText()).contains("（可能重复）");
            assertThat(county.ids().get(3)).isEqualTo(county.ids().get(2));
        }
    }

    private static Receipted receipt(NoticesRoom room, String id) {
        return room.desk.get(id, NoticesRoom.BOSS).receipts().stream().filter(r -> r.channel().equals("sms")).findFirst().orElseThrow();
    }
}
