package io.shoutu.hazard;

import static io.shoutu.hazard.domain.Hazards.general;
import static io.shoutu.hazard.domain.Hazards.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.journal.Chain;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Plan;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a hazard as a story: from an alarm on a Friday morning to the photo that closes it, and back to the reading. */
class HazardScenarioTest {
    private static final Actor DUTY = House.actor("lin.duty", "operator");
    private static final Actor RECTIFIER = House.actor("sun.rectifier", "rectifier", "acceptor");
    private static final Actor ACCEPTOR = House.actor("wu.acceptor", "acceptor");

    private final HazardRoom room = new HazardRoom();
    private final HazardService hazards = room.hazards;

    @AfterEach
    void leave() {
        room.close();
    }

    @Test
    void fromAnAlarmToAClosedHazardAndBackToTheReading() {
        // Friday 13 February 2026, nine o'clock: the bearing runs hot.
        room.alarm("BJ-2026-000001", "HIGH", "AL-0001.temperature", "GZ-1");
        HazardView hazard = hazards.find(HazardQuery.newest(10)).items().get(0);
        String number = hazard.number();
        assertThat(number).isEqualTo("YH-2026-000001");
        assertThat(hazard.title()).isEqualTo("轴承温度过高");
        assertThat(hazard.causedBy()).isEqualTo("alarm/BJ-2026-000001");
        assertThat(hazard.series()).isEqualTo("AL-0001.temperature");

        // The officer on duty looks, and puts it into somebody's hands.
        hazards.verify(number, hazard.version(), "现场属实", DUTY);
        hazard = hazards.grade(number, null, general(RectificationMode.BY_DEADLINE), RECTIFIER.account(), DUTY);
        assertThat(move(hazard, "plan").allowed()).isTrue();
        assertThat(move(hazard, "acceptance").whyNot()).contains("验收人");

        // No way into rectifying without all five guarantees.
        assertThatThrownBy(() -> new Plan("更换轴承", "孙毅", new Funds("3000", "自筹"), room.today(), " "))
                .isInstanceOf(Problem.Invalid.class).hasMessageContaining("预案");
        assertThat(hazards.get(number).state()).isEqualTo(HazardState.GRADED);
        LocalDate monday = LocalDate.of(2026, 2, 23);
        hazard = hazards.plan(number, null, plan(monday), List.of("photo-hot-bearing"), RECTIFIER);
        assertThat(hazard.state()).isEqualTo(HazardState.RECTIFYING);
        assertThat(hazard.firstDeadline()).isEqualTo(monday);

        // Ten days pass, and two more. Nobody comes.
        room.days(12);
        assertThat(room.reminders(hazard)).containsExactly("due-soon@02-16", "due-soon@02-20", "due-soon@02-22", "due-today@02-23",
                "overdue@02-24", "overdue@02-25");
        assertThat(room.history(number).stream().filter("hazard.overdue"::equals)).hasSize(1);
        assertThat(hazards.find(new HazardQuery(null, true, null, null, true, null, null, 10)).total()).isEqualTo(1);

        // The part is late: an extension is asked for, granted by another, and the clock starts anew.
        hazards.requestExtension(number, null, LocalDate.of(2026, 3, 2), "配件未到货", RECTIFIER);
        hazard = hazards.grantExtension(number, null, "同意，不再延期", DUTY);
        assertThat(hazard.overdue()).isFalse();
        assertThat(hazard.deadline()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(hazard.firstDeadline()).isEqualTo(monday);
        assertThat(hazard.extensions()).extracting(e -> e.reason() + "/" + e.decidedBy()).containsExactly("配件未到货/lin.duty");

        // Handed in; but who rectified does not accept, not even holding both roles.
        hazard = hazards.submit(number, null, "已更换", List.of(), List.of("photo-new-bearing"), RECTIFIER);
        assertThat(move(hazard, "acceptance").whyNot()).contains("另一位验收人");
        assertThatThrownBy(() -> hazards.accept(number, null, "合格", List.of(), RECTIFIER))
                .isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("rectifier-is-acceptor"));

        // The acceptor still hears a noise and sends it back. No reminder is lost: they begin again, to the new deadline and past it.
        hazard = hazards.reject(number, null, "仍有异响", LocalDate.of(2026, 2, 28), ACCEPTOR);
        assertThat(hazard.state()).isEqualTo(HazardState.RECTIFYING);
        room.days(4);
        assertThat(room.reminders(hazard)).endsWith("due-soon@02-27", "due-today@02-28", "overdue@03-01");
        assertThat(room.history(number).stream().filter("hazard.overdue"::equals)).hasSize(2);

        // Done properly, late, and accepted by the other.
        hazards.submit(number, null, "重新对中", List.of(), List.of("photo-aligned"), RECTIFIER);
        hazard = hazards.accept(number, null, "合格", List.of("photo-inspection"), ACCEPTOR);
        assertThat(hazard.state()).isEqualTo(HazardState.CLOSED);
        assertThat(hazard.overdue()).isFalse();
        room.days(10);
        assertThat(room.reminders(hazard)).endsWith("overdue@03-01");
        assertThat(room.house.dues().pending(new Subject("hazard", number))).as("it was sent back once, so somebody looks again").extracting(d -> d.name()).containsExactly("look-back");

        // Everything can be read again, and the chain walks back to the reading.
        assertThat(room.history(number)).containsSubsequence("hazard.registered", "hazard.verified", "hazard.graded", "hazard.planned",
                "hazard.overdue", "hazard.extension-requested", "hazard.extension-granted", "hazard.submitted", "hazard.rejected",
                "hazard.overdue", "hazard.submitted", "hazard.accepted");
        assertThat(room.photos.of(new Subject("hazard", number))).extracting(a -> a.id() + ":" + a.purpose())
                .containsExactlyInAnyOrder("photo-hot-bearing:before", "photo-new-bearing:after", "photo-aligned:after", "photo-inspection:acceptance");
        Chain chain = room.house.journal().chain(new Subject("hazard", number));
        assertThat(chain.links()).extracting(l -> l.cause().kind() + " → " + l.effect().kind())
                .containsExactlyInAnyOrder("reading → alarm", "alarm → hazard");
    }

    private static Offer move(HazardView hazard, String verb) {
        return hazard.moves().stream().filter(m -> m.verb().equals(verb)).findFirst().orElseThrow();
    }
}
