package io.shoutu.responsibility.accountability;

import static io.shoutu.responsibility.DutyRoom.CLERK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Person;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.DutyRoom;
import io.shoutu.responsibility.accountability.Accountabilities.AccountabilityView;
import io.shoutu.responsibility.domain.accountability.Accountability.State;
import io.shoutu.responsibility.domain.accountability.Sanction;
import io.shoutu.responsibility.domain.accountability.Trigger;
import io.shoutu.responsibility.store.SqlAccountabilityStore;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is held to account, from the lead to the proof, on both databases: no step by who did the one before, none by himself. */
class AccountabilityTest {
    @Nested
    class OnDerby extends Story {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Story {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    abstract static class Story {
        private static final Actor OTHER = House.actor("other", "planner");
        private static final Actor SECRETARY = House.actor("shu", "leader");
        private static final Actor DIRECTOR = House.actor("ji", "leader");
        private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
        private final DutyRoom room;
        private final House house;
        private final Accountabilities all;

        Story(House house) {
            room = new DutyRoom(house);
            this.house = house;
            all = new Accountabilities(house.work(), new SqlAccountabilityStore(house.sql(), house.schema("responsibility")), house.journal(), house.numbers(), house.attachments(), house.directory(),
                    (actor, subject) -> subject.number().startsWith("YH-"), house.clock());
        }

        @BeforeEach
        void people() {
            room.people();
            room.department("yjj", "县应急管理局");
            house.directory().put(new Person("ld03", "纪某", "yjj", "ji"), CLERK);
        }

        @AfterEach
        void leave() {
            room.close();
        }

        @Test
        void fromALeadToTheProofEachStepByAnother() {
            AccountabilityView lead = all.raise(Trigger.MAJOR_HAZARD, new Subject("hazard", "YH-2026-000001"), "重大隐患逾期三个月未整改", "ld03", null, CLERK);
            assertThat(lead.unitName()).as("a person is held to account with his unit").isEqualTo("县应急管理局");
            assertThatThrownBy(() -> all.verify(lead.number(), null, "属实", List.of(), CLERK)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("提出线索的人不能核实");
            assertThatThrownBy(() -> all.verify(lead.number(), null, "属实", List.of(), DIRECTOR)).hasMessageContaining("须回避");
            all.verify(lead.number(), null, "经核实，情况属实", List.of(), OTHER);
            all.propose(lead.number(), null, Sanction.TALK, "依据《地方党政领导干部安全生产责任制规定》第十八条，建议谈话提醒", CLERK);
            assertThatThrownBy(() -> all.decide(lead.number(), null, Sanction.TALK, "安委〔2026〕3号", TODAY.plusDays(1), List.of(), SECRETARY)).hasMessageContaining("不晚于今天");
            all.decide(lead.number(), null, Sanction.CIRCULAR, "安委〔2026〕3号", TODAY.minusDays(1), List.of(), SECRETARY);
            all.execute(lead.number(), null, "已印发通报", List.of(), OTHER);
            assertThatThrownBy(() -> all.close(lead.number(), null, OTHER)).hasMessageContaining("登记执行的人不能办结");
            assertThatThrownBy(() -> all.close(lead.number(), 0L, CLERK)).isInstanceOf(Problem.Stale.class);
            assertThat(all.close(lead.number(), null, CLERK).state()).isEqualTo(State.CLOSED);
            assertThat(all.figures(2026, SECRETARY).byForm()).filteredOn(f -> f.people() > 0).extracting(Accountabilities.Figure::label).as("what was decided, not what was proposed").containsExactly("通报批评");
            assertThat(all.get(lead.number(), SECRETARY)).satisfies(kept -> assertThat(kept.proposedLabel() + " → " + kept.sanctionLabel()).as("both stay to be seen").isEqualTo("谈话提醒、诫勉 → 通报批评"));
            assertThat(house.told(AccountabilityFacts.DECIDED).get(0)).satisfies(entry -> {
                assertThat(entry.causedBy()).isEqualTo(new Subject("hazard", "YH-2026-000001"));
                assertThat(entry.data().toString()).as("the journal says that and how, not who").doesNotContain("ld03").doesNotContain("纪某");
            });
        }

        @Test
        void aLeadIsDismissedWithAReasonAndNothingIsTakenFromWhatOneCannotSee() {
            assertThatThrownBy(() -> all.raise(Trigger.ACCIDENT, new Subject("alarm", "7"), "事由", null, "yjj", CLERK)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> all.raise(Trigger.ACCIDENT, null, "事由", null, null, CLERK)).isInstanceOf(Problem.Invalid.class).hasMessageContaining("责任单位");
            AccountabilityView lead = all.raise(Trigger.SUPERVISION_IGNORED, null, "三次督办未答复", null, "yjj", CLERK);
            assertThat(lead.number()).as("a refused one leaves no gap").endsWith("0001");
            assertThatThrownBy(() -> all.dismiss(lead.number(), null, " ", SECRETARY)).isInstanceOf(Problem.Invalid.class);
            assertThat(all.dismiss(lead.number(), null, "已按期答复，系登记差错", SECRETARY).state()).isEqualTo(State.DISMISSED);
            assertThat(all.figures(2026, SECRETARY)).satisfies(f -> assertThat(f.open()).isZero());
            assertThat(all.all(State.DISMISSED, SECRETARY)).extracting(AccountabilityView::reason).containsExactly("已按期答复，系登记差错");
        }
    }
}
