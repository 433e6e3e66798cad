package io.shoutu.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notices.Receipted;
import io.shoutu.api.notices.Notices.View;
import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Rate;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.Progress;
import io.shoutu.commons.testing.House;
import io.shoutu.notices.NoticesRoom.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random days with a moody carrier; the seed stands in the failure. What holds on each of them is what the package promises. */
class RandomDayTest {
    private static final Set<Progress> ENDS = Set.of(Progress.SENT, Progress.DELIVERED, Progress.FAILED, Progress.UNKNOWN, Progress.PARKED, Progress.EXPIRED, Progress.ACKNOWLEDGED);

    @Test
    void nothingIsLostNothingIsFasterThanTheRateAndNoUnknownIsRepeatedUnmarked() {
        try (NoticesRoom room = new NoticesRoom(House.empty())) {
            for (long seed = 1; seed <= 2; seed++) {
                room.anew();
                day(room, seed);
            }
        }
    }

    private static void day(NoticesRoom room, long seed) {
        Random random = new Random(seed);
        Line sms = new Line("sms", room.house);
        sms.rate = new Rate(3, 5);
        List<Receipt> answers = new ArrayList<>();
        sms.answer = m -> {
            Receipt answer = switch (random.nextInt(10)) {
                case 0 -> null;
                case 1 -> Receipt.later("busy", null);
                case 2 -> Receipt.unknown("timeout");
                case 3 -> Receipt.refused("no");
                case 4 -> Receipt.delivered();
                default -> Receipt.sent("r");
            };
            answers.add(answer);
            return answer;
        };
        room.open("", true, sms);
        room.phone("zhang.wei", "13800000001");
        room.phone("li.na", "13800000002");
        room.phone("admin", "13800000003");
        List<String> given = new ArrayList<>();
        Set<String> acknowledged = new HashSet<>();
        for (int minute = 0; minute < 25; minute++) {
            for (int n = random.nextInt(6); n > 0; n--) {
                String to = List.of("role:operator", "account:zhang.wei", "account:admin").get(random.nextInt(3));
                Level level = Level.values()[random.nextInt(2)];
                String key = random.nextBoolean() ? "k" + random.nextInt(2) : null;
                String escalation = random.nextInt(3) == 0 ? "PT5M role:admin; PT10M role:operator" : "";
                given.add(room.house.work().run(tx -> room.desk.send(tx, room.notice(level, "n", key, to, escalation), NoticesRoom.BY)));
            }
            room.pass(Duration.ofSeconds(1 + random.nextInt(40)));
            if (!given.isEmpty() && random.nextInt(3) == 0) {
                String id = given.get(random.nextInt(given.size()));
                room.desk.acknowledge(id, NoticesRoom.BY);
                acknowledged.add(id);
            }
        }
        for (int minute = 0; minute < 40; minute++) {
            room.pass(Duration.ofMinutes(1));
        }
        for (String id : given) {
            View notice = room.desk.get(id, NoticesRoom.BOSS);
            assertThat(notice.receipts()).as("seed " + seed).isNotEmpty().extracting(Receipted::progress).isSubsetOf(ENDS);
            if (!acknowledged.contains(id) && room.house.work().run(tx -> room.store.find(tx, id).orElseThrow()).escalation().size() == 2) {
                assertThat(notice.step()).as("seed " + seed + ": nobody acknowledged").isEqualTo(2);
            }
        }
        Map<String, Receipt> last = new HashMap<>();
        for (int i = 0; i < sms.tried.size(); i++) {
            Message message = sms.tried.get(i);
            Receipt before = last.get(message.id());
            if (last.containsKey(message.id()) && before != null && before.outcome() == Receipt.Outcome.UNKNOWN) {
                assertThat(message.again()).as("seed " + seed + ": repeated after an unknown outcome").isTrue();
            }
            if (before != null) {
                assertThat(before.outcome()).as("seed " + seed + ": never again after an answer").isIn(Receipt.Outcome.LATER, Receipt.Outcome.UNKNOWN);
            }
            last.put(message.id(), answers.get(i));
            Instant at = sms.at.get(i);
            List<Integer> minute = java.util.stream.IntStream.rangeClosed(0, i).filter(k -> sms.at.get(k).isAfter(at.minusSeconds(60))).boxed().toList();
            assertThat(minute.size()).as("seed " + seed).isLessThanOrEqualTo(5);
            assertThat(minute.stream().filter(k -> sms.tried.get(k).to().equals(message.to())).count()).as("seed " + seed).isLessThanOrEqualTo(3);
        }
        assertThat(sms.tried.size()).as("seed " + seed).isGreaterThan(10);
    }
}
