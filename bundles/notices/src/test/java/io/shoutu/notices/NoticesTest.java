package io.shoutu.notices;

import static io.shoutu.notices.NoticesRoom.ALARM;
import static io.shoutu.notices.NoticesRoom.BOSS;
import static io.shoutu.notices.NoticesRoom.BY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.notices.Notices.Item;
import io.shoutu.api.notices.Notices.Receipted;
import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Rate;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.Progress;
import io.shoutu.commons.testing.House;
import io.shoutu.notices.NoticesRoom.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The story of notices, on both databases. */
class NoticesTest {
    private static final Actor LI = House.actor("li.na", "operator");
    private static final Actor WANG = House.actor("wang.gang", "rectifier");

    @Nested
    class OnDerby extends Told {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Told {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Told {
        private final House house;
        private final NoticesRoom room;
        private Line sms;

        Told(House house) {
            this.house = house;
            room = new NoticesRoom(house);
        }

        @BeforeEach
        void anew() {
            room.anew();
            sms = new Line("sms", house);
            room.open("", true, sms);
        }

        @AfterAll
        void leave() {
            room.close();
        }

        private List<Item> list(Actor of) {
            return room.desk.mine(of, false, null, 50).items();
        }

        private Receipted receipt(String id, String channel) {
            return room.desk.get(id, BOSS).receipts().stream().filter(r -> r.channel().equals(channel)).findFirst().orElseThrow();
        }

        @Test
        void aCriticalAlarmReachesThoseOnDutyAndGoesUpWhileNobodyAcknowledges() {
            room.phone("zhang.wei", "13800000001");
            room.tell(ALARM, "sensor.alarm-raised", Map.of("title", "3号泵房温度过高", "priority", "CRITICAL", "device", "d1", "value", 91.5, "unit", "℃", "limit", 80));
            assertThat(list(BY)).singleElement().satisfies(n -> {
                assertThat(n.title()).isEqualTo("报警：3号泵房温度过高");
                assertThat(n.about()).isEqualTo(ALARM);
                assertThat(n.level()).isEqualTo(Level.URGENT);
                assertThat(n.text()).contains("BJ-2026-000001").contains("2026-02-13 09:00:00");
            });
            assertThat(list(LI)).hasSize(1);
            assertThat(list(BOSS)).isEmpty();
            assertThat(sms.tried).singleElement().satisfies(m -> {
                assertThat(m.address()).isEqualTo("13800000001");
                assertThat(m.title()).isEqualTo("【特急】报警：3号泵房温度过高");
            });
            room.pass(Duration.ofMinutes(14));
            assertThat(list(BOSS)).isEmpty();
            room.pass(Duration.ofMinutes(1));
            assertThat(list(BOSS)).singleElement().satisfies(n -> assertThat(n.step()).isEqualTo(1));
            String id = list(BOSS).get(0).id();
            assertThat(room.toldAbout(Notices.ESCALATED)).containsExactly(id);
            room.desk.acknowledge(id, BOSS);
            assertThat(room.desk.get(id, BY).acknowledgedBy()).isEqualTo("admin");
            assertThat(room.toldAbout(Notices.ACKNOWLEDGED)).containsExactly(id);
            room.told("notices.*").forEach(e -> assertThat(e.data().toString()).as("references only").doesNotContain("138000").doesNotContain("温度"));
            assertThat(house.journal().chain(ALARM).links()).anySatisfy(l -> assertThat(l.effect()).isEqualTo(new Subject("notice", id)));
        }

        @Test
        void anAlarmAcknowledgedAtItsOwnPageDoesNotGoUp() {
            room.tell(ALARM, "sensor.alarm-raised", Map.of("title", "t", "priority", "HIGH", "device", "d1"));
            room.tell(ALARM, "sensor.alarm-acknowledged", Map.of("title", "t"));
            assertThat(list(LI).get(0).acknowledgedBy()).isEqualTo("zhang.wei");
            room.pass(Duration.ofHours(1));
            assertThat(list(BOSS)).isEmpty();
            assertThat(house.dues().pending(new Subject("notice", list(LI).get(0).id()))).isEmpty();
        }

        @Test
        void alarmsOfLowPriorityAreNotTold() {
            room.tell(ALARM, "sensor.alarm-raised", Map.of("title", "t", "priority", "LOW"));
            assertThat(list(BY)).isEmpty();
        }

        @Test
        void anOverdueHazardIsToldToItsRectifierAndThenToThoseOnDuty() {
            Subject hazard = new Subject("hazard", "YH-2026-000001");
            room.tell(hazard, "hazard.reminded", Map.of("title", "护栏缺失", "rectifier", "wang.gang", "stage", "due-soon", "stageLabel", "即将到期", "deadline", "2026-02-20"));
            assertThat(list(WANG)).singleElement().satisfies(n -> assertThat(n.title()).isEqualTo("隐患即将到期：护栏缺失"));
            room.tell(hazard, "hazard.overdue", Map.of("title", "护栏缺失", "rectifier", "wang.gang", "deadline", "2026-02-20"));
            assertThat(list(WANG)).hasSize(2);
            assertThat(list(BY)).isEmpty();
            room.pass(Duration.ofHours(24));
            assertThat(list(BY)).singleElement().satisfies(n -> assertThat(n.title()).isEqualTo("隐患已逾期：护栏缺失"));
        }

        @Test
        void onMondaysEachOwnerIsToldOfHisAlarmsAndThoseOnDutyOfWhatNobodyOwns() {
            Subject week = new Subject("alarm-review", "2026-02-16");
            room.tell(week, "sensor.alarms-reviewed", Map.of("owner", "wang.gang", "number", 2, "problems", "久未恢复 2 项", "first", "一号罐温度过高"));
            assertThat(list(WANG)).singleElement().satisfies(n -> {
                assertThat(n.title()).isEqualTo("本周该治理的报警 2 项");
                assertThat(n.text()).isEqualTo("久未恢复 2 项，其中：一号罐温度过高。请逐项处理或说明原因。");
                assertThat(n.about()).isEqualTo(week);
            });
            assertThat(list(BY)).isEmpty();
            room.tell(week, "sensor.alarms-reviewed", Map.of("number", 1, "problems", "抖动 1 项", "first", "二号泵振动"));
            assertThat(list(BY)).singleElement().satisfies(n -> assertThat(n.title()).isEqualTo("本周该治理的报警 1 项"));
        }

        @Test
        void aNoticeOfARolledBackTransactionNeverWas() {
            assertThatThrownBy(() -> house.work().execute(tx -> {
                room.desk.send(tx, room.notice(Level.URGENT, "t", null, "role:operator", ""), BY);
                throw new IllegalStateException("no");
            })).isInstanceOf(IllegalStateException.class);
            room.settle();
            assertThat(list(BY)).isEmpty();
            assertThat(room.told("notices.*")).isEmpty();
        }

        @Test
        void twelveOfOneKeyBecomeOneMessageAndTheFirstWentAtOnce() {
            room.phone("zhang.wei", "13800000001");
            room.send(Level.IMPORTANT, "第1条", "k", "account:zhang.wei");
            for (int i = 2; i <= 13; i++) {
                room.send(Level.IMPORTANT, "第" + i + "条", "k", "account:zhang.wei");
            }
            assertThat(sms.tried).hasSize(1);
            room.pass(Duration.ofSeconds(60));
            assertThat(sms.tried).hasSize(2);
            assertThat(sms.tried.get(1).count()).isEqualTo(12);
            assertThat(sms.tried.get(1).title()).contains("共 12 条");
            assertThat(list(BY)).hasSize(13);
            assertThat(list(BY)).allSatisfy(n -> assertThat(receipt(n.id(), "sms").progress()).isEqualTo(Progress.SENT));
        }

        @Test
        void beyondTheRateTheRestIsADigestAndNothingIsLost() {
            room.phone("zhang.wei", "13800000001");
            sms.rate = new Rate(3, 100);
            for (int i = 0; i < 10; i++) {
                house.work().run(tx -> room.desk.send(tx, room.notice(Level.IMPORTANT, "n", null, "account:zhang.wei", ""), BY));
            }
            room.settle();
            assertThat(sms.tried).extracting(Message::count).containsExactly(1, 1, 8);
            room.send(Level.URGENT, "later", null, "account:zhang.wei");
            assertThat(sms.tried).hasSize(3);
            room.pass(Duration.ofSeconds(60));
            assertThat(sms.tried).hasSize(4);
        }

        @Test
        void aCarrierThatIsAwayIsTriedLaterAndLaterAndThenParkedUntilAPersonTriesAgain() {
            room.phone("zhang.wei", "13800000001");
            sms.answer = m -> null;
            String id = room.send(Level.IMPORTANT, "t", null, "account:zhang.wei");
            assertThat(receipt(id, "sms").progress()).isEqualTo(Progress.QUEUED);
            for (int i = 0; i < 6; i++) {
                room.pass(Duration.ofMinutes(5));
            }
            assertThat(sms.tried).hasSize(4).extracting(Message::id).containsOnly(sms.tried.get(0).id());
            assertThat(receipt(id, "sms")).satisfies(r -> {
                assertThat(r.progress()).isEqualTo(Progress.PARKED);
                assertThat(r.attempts()).isEqualTo(4);
                assertThat(r.reason()).isEqualTo("IOException");
            });
            assertThat(room.toldAbout(Notices.FAILED)).containsExactly(id);
            assertThat(room.dispatch.count()).isEqualTo(1);
            assertThat(room.dispatch.items(10)).singleElement().satisfies(i -> assertThat(i.what()).doesNotContain("1380"));
            sms.answer = m -> Receipt.delivered();
            room.dispatch.replay(sms.tried.get(0).id(), BOSS);
            room.settle();
            assertThat(receipt(id, "sms").progress()).isEqualTo(Progress.DELIVERED);
            assertThat(sms.tried.get(4).again()).as("it certainly never went out").isFalse();
            assertThat(room.dispatch.count()).isZero();
            assertThatThrownBy(() -> room.dispatch.replay("nothing", BOSS)).isInstanceOf(Problem.NotFound.class);
        }

        @Test
        void anUnknownOutcomeIsNeverSentAgainWithoutSayingSo() {
            room.phone("zhang.wei", "13800000001");
            sms.answer = m -> Receipt.unknown("timeout");
            String plain = room.send(Level.IMPORTANT, "t", null, "account:zhang.wei");
            room.pass(Duration.ofHours(1));
            assertThat(sms.tried).hasSize(1);
            assertThat(receipt(plain, "sms").progress()).isEqualTo(Progress.UNKNOWN);
            assertThat(room.dispatch.items(10)).hasSize(1);
            String urgent = room.send(Level.URGENT, "急", null, "account:zhang.wei");
            room.pass(Duration.ofSeconds(60));
            assertThat(sms.tried).hasSize(3);
            assertThat(sms.tried.get(2).again()).isTrue();
            assertThat(sms.tried.get(2).text()).startsWith("（可能重复）");
            assertThat(sms.tried.get(2).id()).isEqualTo(sms.tried.get(1).id());
            room.pass(Duration.ofHours(1));
            assertThat(sms.tried).hasSize(3);
            assertThat(receipt(urgent, "sms").progress()).isEqualTo(Progress.UNKNOWN);
            room.dispatch.reported("sms", sms.tried.get(1).id(), null, true, null);
            assertThat(receipt(urgent, "sms").progress()).as("the carrier's own report settles it").isEqualTo(Progress.DELIVERED);
        }

        @Test
        void aProcessThatDiedWhileSendingLeavesAnUnknownOutcomeAndNoSecondMessage() {
            room.phone("zhang.wei", "13800000001");
            sms.answer = m -> {
                throw new Error("the machine died");
            };
            assertThatThrownBy(() -> room.send(Level.IMPORTANT, "t", null, "account:zhang.wei")).isInstanceOf(Error.class);
            sms.answer = m -> Receipt.delivered();
            room.open("", true, sms);
            room.settle();
            room.pass(Duration.ofMinutes(3));
            assertThat(sms.tried).hasSize(1);
            assertThat(receipt(list(BY).get(0).id(), "sms").progress()).isEqualTo(Progress.UNKNOWN);
        }

        @Test
        void reportsMayComeTwiceTooEarlyAndInAnyOrder() {
            room.phone("zhang.wei", "13800000001");
            sms.answer = m -> {
                // The carrier's report overtakes its answer.
                room.dispatch.reported("sms", m.id(), null, true, null);
                return Receipt.sent("ref-1");
            };
            String id = room.send(Level.IMPORTANT, "t", null, "account:zhang.wei");
            assertThat(receipt(id, "sms").progress()).isEqualTo(Progress.DELIVERED);
            room.dispatch.reported("sms", null, "ref-1", true, null);
            room.dispatch.reported("sms", null, "ref-1", false, "late");
            assertThat(receipt(id, "sms").progress()).isEqualTo(Progress.DELIVERED);
            assertThat(room.toldAbout(Notices.FAILED)).isEmpty();
            sms.answer = m -> Receipt.sent("ref-2");
            String other = room.send(Level.IMPORTANT, "t", null, "account:zhang.wei");
            room.dispatch.reported("sms", null, "ref-2", false, "undelivered");
            room.dispatch.reported("sms", null, "ref-2", false, "undelivered");
            assertThat(receipt(other, "sms").progress()).isEqualTo(Progress.FAILED);
            assertThat(room.toldAbout(Notices.FAILED)).containsExactly(other);
            assertThatThrownBy(() -> room.dispatch.reported("sms", "x", "y", true, null)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> room.dispatch.reported("voice", sms.tried.get(0).id(), null, true, null)).isInstanceOf(Problem.NotFound.class);
        }

        @Test
        void quietHoursHoldEverythingBackButTheUrgent() {
            room.open("22:00-07:00", true, sms);
            room.phone("zhang.wei", "13800000001");
            house.clock().set(Instant.parse("2026-02-13T15:00:00Z"));
            room.send(Level.IMPORTANT, "later", null, "account:zhang.wei");
            room.send(Level.URGENT, "now", null, "account:zhang.wei");
            assertThat(sms.tried).extracting(Message::title).containsExactly("【特急】now");
            assertThat(list(BY)).hasSize(2);
            house.clock().set(Instant.parse("2026-02-13T22:59:59Z"));
            room.settle();
            assertThat(sms.tried).hasSize(1);
            house.clock().set(Instant.parse("2026-02-13T23:00:00Z"));
            room.settle();
            assertThat(sms.tried).hasSize(2);
        }

        @Test
        void whatCameTooLateIsMarkedAndNotSent() {
            room.phone("zhang.wei", "13800000001");
            room.open("", true);
            String id = room.send(Level.IMPORTANT, "t", null, "account:zhang.wei");
            room.pass(Duration.ofHours(25));
            room.open("", true, sms);
            room.settle();
            assertThat(sms.tried).isEmpty();
            assertThat(receipt(id, "sms").progress()).isEqualTo(Progress.EXPIRED);
            assertThat(room.toldAbout(Notices.FAILED)).containsExactly(id);
        }

        @Test
        void nobodyThereGoesUpAtOnce() {
            String id = room.send(room.notice(Level.URGENT, "t", null, "role:acceptor", "PT15M role:operator"));
            assertThat(room.told(Notices.FAILED)).singleElement().satisfies(e -> assertThat(e.text("reason")).isEqualTo("nobody"));
            room.settle();
            assertThat(list(BY)).extracting(Item::id).containsExactly(id);
        }

        @Test
        void aPositionIsWhoeverHoldsItThatDay() {
            AreaCode area = new AreaCode("331127000000");
            house.directory().put(new Area(area, "安澜县"), BOSS);
            house.directory().put(new Unit("yjj", "应急管理局", area, null), BOSS);
            house.directory().put(new Person("p1", "李娜", "yjj", "li.na"), BOSS);
            house.directory().put(new Person("p2", "王刚", "yjj", "wang.gang"), BOSS);
            house.directory().put(new Position("p1", "yjj", "值班长", LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-13")), BOSS);
            house.directory().put(new Position("p2", "yjj", "值班长", LocalDate.parse("2026-02-14"), null), BOSS);
            room.send(Level.ORDINARY, "t", null, "position:yjj/值班长");
            assertThat(list(LI)).hasSize(1);
            room.pass(Duration.ofDays(1));
            room.send(Level.ORDINARY, "t", null, "position:yjj/值班长");
            assertThat(list(WANG)).hasSize(1);
            room.send(Level.ORDINARY, "u", null, "unit:yjj, account:li.na, role:operator");
            assertThat(list(LI)).as("once, however many ways lead there").hasSize(2);
        }

        @Test
        void aNumberWithoutAnAccountIsSealedAndReachedByItsChannelOnly() {
            Addressee duty = house.work().run(tx -> room.desk.contact(tx, "sms", "13900000009", BY));
            String id = room.send(Level.ORDINARY, "t", null, duty.toString());
            assertThat(sms.tried).singleElement().satisfies(m -> assertThat(m.address()).isEqualTo("13900000009"));
            assertThat(room.vault.reasons).containsExactly("发送通知 " + id);
            assertThat(room.desk.get(id, BY).receipts()).singleElement().satisfies(r -> assertThat(r.to()).isEqualTo(duty.toString()));
            house.work().execute(tx -> room.vault.erase(tx, new Subject("contact", duty.toString()), BOSS, "离职"));
            String after = room.send(Level.ORDINARY, "t", null, duty.toString());
            assertThat(receipt(after, "sms")).satisfies(r -> {
                assertThat(r.progress()).isEqualTo(Progress.FAILED);
                assertThat(r.reason()).isEqualTo("no-address");
            });
        }

        @Test
        void contactsAreKeptByTheirOwnerOrAnAdministratorAndNeverShown() {
            room.desk.contact("zhang.wei", "sms", "13800000001", BY);
            assertThat(room.desk.channels("zhang.wei")).containsExactly("sms");
            assertThatThrownBy(() -> room.desk.contact("li.na", "sms", "13800000001", BY)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> room.desk.contact("zhang.wei", "in-app", "x", BY)).isInstanceOf(Problem.Invalid.class);
            assertThatThrownBy(() -> room.desk.contact("zhang.wei", "sms", " ", BY)).isInstanceOf(Problem.Invalid.class);
            room.desk.contact("zhang.wei", "sms", null, BY);
            assertThat(room.desk.channels("zhang.wei")).isEmpty();
            room.send(Level.URGENT, "t", null, "account:zhang.wei");
            assertThat(sms.tried).isEmpty();
        }

        @Test
        void theListIsReadPageByPageAndUnreadIsCounted() {
            for (int i = 0; i < 7; i++) {
                room.send(Level.ORDINARY, "n" + i, null, "account:zhang.wei");
                house.clock().advance(Duration.ofSeconds(1));
            }
            Page<Item> first = room.desk.mine(BY, false, null, 3);
            Page<Item> second = room.desk.mine(BY, false, first.next(), 3);
            Page<Item> third = room.desk.mine(BY, false, second.next(), 3);
            assertThat(first.total()).isEqualTo(7);
            assertThat(third.next()).isNull();
            assertThat(List.of(first, second, third)).flatExtracting(Page::items).extracting(i -> ((Item) i).title()).containsExactly("n6", "n5", "n4", "n3", "n2", "n1", "n0");
            String id = first.items().get(0).id();
            assertThat(room.desk.unread(BY)).isEqualTo(7);
            room.desk.read(id, BY);
            assertThat(receipt(id, "in-app").progress()).isEqualTo(Progress.READ);
            room.desk.acknowledge(id, BY);
            room.desk.read(id, BY);
            assertThat(receipt(id, "in-app").progress()).as("never backwards").isEqualTo(Progress.ACKNOWLEDGED);
            assertThat(room.desk.unread(BY)).isEqualTo(6);
            assertThat(room.desk.mine(BY, true, null, 50).total()).isEqualTo(6);
            assertThatThrownBy(() -> room.desk.acknowledge(id, WANG)).as("not sent to him").isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> room.desk.get(id, WANG)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> room.desk.mine(BY, false, "x", 3)).isInstanceOf(Problem.Invalid.class);
        }
    }
}
