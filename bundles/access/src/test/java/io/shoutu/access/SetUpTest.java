package io.shoutu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.access.store.SqlAccountStore;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.edge.Settings;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform is set up once, by whoever can read the code, and not at all where somebody has taken it. */
class SetUpTest {
    private static final String HERE = "127.0.0.1";
    private static final String OWN = "Guan-Li-2026";
    private static final SetUp.County COUNTY = new SetUp.County("临水县", "330199", "临安市");
    private static final SetUp.Administrator ADMIN = new SetUp.Administrator("沈管理", OWN);

    @TempDir
    Path data;
    private House house;
    private AccessService access;
    private SetUp setUp;
    private final Map<String, String> changed = new HashMap<>();
    private final AtomicInteger restarts = new AtomicInteger();

    private record Rules(int idleMinutes, int sessionHours, int failures, int lockMinutes, int sourceFailures, int passwordLength) implements Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return Config.class;
        }
    }

    private final Settings settings = new Settings() {
        @Override
        public List<Group> groups() {
            return List.of();
        }

        @Override
        public Group change(String pid, Map<String, String> values, Actor by) {
            values.forEach((key, value) -> changed.put(pid + "." + key, value));
            return new Group(pid, pid, "", "", List.of());
        }

        @Override
        public List<Several> several() {
            return List.of();
        }

        @Override
        public void remove(String pid, Actor by) {
            throw new UnsupportedOperationException(pid);
        }
    };

    @BeforeEach
    void open() {
        house = House.with("access", SqlAccountStore.class);
        access = new AccessService(house.clock(), house.work(), house.journal(), new SqlAccountStore(house.sql(), house.schema("access")), new Rules(30, 8, 5, 15, 20, 10), 1_000);
        FirstAccount.now(access, name -> null, data);
        setUp = setUp(true);
    }

    private SetUp setUp(boolean choice) {
        return new SetUp(access, house.directory(), settings, restarts::incrementAndGet, house.work(), house.journal(), house.clock(), data, false, choice);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String code() throws Exception {
        return Files.readString(data.resolve(SetUp.CODE)).strip();
    }

    @Test
    void aFreshPlatformWaitsWithACodeOnlyItsOwnerCanRead() throws Exception {
        assertThat(setUp.standing()).isEqualTo(new SetUp.Standing(true, true, 10));
        assertThat(Files.getPosixFilePermissions(data.resolve(SetUp.CODE))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(code()).matches("([2-9A-HJKMNP-Z]{5}-){4}[2-9A-HJKMNP-Z]{5}");
        setUp.claim(code(), HERE);
        setUp.claim(code().toLowerCase().replace("-", " "), HERE);
        String first = code();
        FirstAccount.now(access, name -> null, data);
        assertThat(code()).as("a restart keeps it").isEqualTo(first);
    }

    @Test
    void withoutTheCodeNothingIsSaidAndNothingDone() throws Exception {
        for (String wrong : new ArrayList<>(List.of("", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"))) {
            assertThatThrownBy(() -> setUp.formal(wrong, COUNTY, ADMIN, null, HERE)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> setUp.demonstration(wrong, HERE)).isInstanceOf(Problem.Forbidden.class);
        }
        assertThatThrownBy(() -> setUp.claim(null, HERE)).isInstanceOf(Problem.Forbidden.class);
        assertThat(access.basic("admin", OWN.toCharArray(), HERE)).isEmpty();
        assertThat(restarts).hasValue(0);
        assertThat(data.resolve(SetUp.CHOSEN)).doesNotExist();
    }

    @Test
    void guessingFromOneAddressIsStopped() throws Exception {
        for (int i = 0; i < 20; i++) {
            int n = i;
            assertThatThrownBy(() -> setUp.claim("guess-" + n, HERE)).isInstanceOf(Problem.Forbidden.class);
        }
        String right = code();
        assertThatThrownBy(() -> setUp.claim(right, HERE)).isInstanceOf(Problem.Forbidden.class);
        setUp.claim(right, "10.1.1.1");
    }

    @Test
    void inEarnestItHasItsCountyItsAdministratorAndTwoPasswordsToHandOver() throws Exception {
        String code = code();
        SetUp.Done done = setUp.formal(code, COUNTY, ADMIN, new SetUp.Policy(12, 4, null), HERE);
        assertThat(done.restarting()).isFalse();
        assertThat(access.basic("admin", OWN.toCharArray(), HERE)).hasValueSatisfying(a -> {
            assertThat(a.roles()).containsExactly("admin");
            assertThat(a.name()).isEqualTo("沈管理");
        });
        assertThat(done.handovers()).extracting(SetUp.Handover::account).containsExactly("security", "auditor");
        for (SetUp.Handover handover : done.handovers()) {
            assertThat(access.basic(handover.account(), handover.password().toCharArray(), HERE).map(Actor::roles)).as("must change it first").contains(java.util.Set.of("fresh"));
        }
        assertThat(house.directory().areasBelow(new AreaCode("330100000000"))).extracting("name").containsExactly("临水县");
        assertThat(changed).containsEntry("io.shoutu.commons.county", "临水县").containsEntry("io.shoutu.access.passwordLength", "12").containsEntry("io.shoutu.access.failures", "4")
                .doesNotContainKey("io.shoutu.access.lockMinutes");
        assertThat(data.resolve(SetUp.CODE)).doesNotExist();
        assertThat(data.resolve("admin-password")).doesNotExist();
        assertThat(Files.readString(data.resolve(SetUp.CHOSEN))).isEqualTo("formal\n");
        assertThat(house.told()).extracting(Entry::name).contains("access.set-up", "access.password-changed");
        assertThat(house.told().toString()).doesNotContain(OWN).doesNotContain(code);
        assertThat(setUp.standing().waits()).isFalse();
        assertThatThrownBy(() -> setUp.formal(code, COUNTY, ADMIN, null, HERE)).as("once").isInstanceOf(Problem.Forbidden.class);
        FirstAccount.now(access, name -> null, data);
        assertThat(data.resolve(SetUp.CODE)).as("nor after a restart").doesNotExist();
    }

    @Test
    void whatIsWrongIsRefusedAtItsFieldBeforeAnythingIsDone() throws Exception {
        String code = code();
        refused("countyCode", () -> setUp.formal(code, new SetUp.County("临水县", "3301", "临安市"), ADMIN, null, HERE));
        refused("countyCode", () -> setUp.formal(code, new SetUp.County("临水县", "330100", "临安市"), ADMIN, null, HERE));
        refused("countyCode", () -> setUp.formal(code, new SetUp.County("临水县", "330199001000", "临安市"), ADMIN, null, HERE));
        refused("countyCode", () -> setUp.formal(code, new SetUp.County("临水县", "990123", "临安市"), ADMIN, null, HERE));
        refused("countyName", () -> setUp.formal(code, new SetUp.County(" ", "330199", "临安市"), ADMIN, null, HERE));
        refused("cityName", () -> setUp.formal(code, new SetUp.County("临水县", "330199", null), ADMIN, null, HERE));
        refused("adminName", () -> setUp.formal(code, COUNTY, new SetUp.Administrator("", OWN), null, HERE));
        refused("adminPassword", () -> setUp.formal(code, COUNTY, new SetUp.Administrator("沈管理", "short"), null, HERE));
        refused("adminPassword", () -> setUp.formal(code, COUNTY, ADMIN, new SetUp.Policy(16, null, null), HERE));
        refused("failures", () -> setUp.formal(code, COUNTY, ADMIN, new SetUp.Policy(null, 99, null), HERE));
        assertThat(changed).isEmpty();
        assertThat(data.resolve(SetUp.CHOSEN)).doesNotExist();
        assertThat(house.directory().areasBelow(new AreaCode("330100000000"))).isEmpty();
        setUp.claim(code, HERE);
    }

    private static void refused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo(field));
    }

    @Test
    void asADemonstrationItStartsAgainAndLeavesThisFolderToNobody() throws Exception {
        String code = code();
        assertThatThrownBy(() -> setUp(false).demonstration(code, HERE)).as("where nobody would start it").isInstanceOf(Problem.IllegalMove.class);
        assertThat(setUp.demonstration(code, HERE).restarting()).isTrue();
        assertThat(restarts).hasValue(1);
        assertThat(Files.readString(data.resolve(SetUp.CHOSEN))).isEqualTo("demo\n");
        Files.delete(data.resolve(SetUp.CODE));
        FirstAccount.now(access, name -> null, data);
        assertThat(setUp.standing().waits()).as("whoever starts it in earnest after all sets it up").isTrue();
        assertThat(code()).isNotEqualTo(code);
    }

    @Test
    void whoeverSignsInWithAGeneratedPasswordHasTakenIt() throws Exception {
        String code = code();
        access.changeAndReopen(House.actor("admin", "fresh"), Files.readString(data.resolve("admin-password")).strip().toCharArray(), OWN.toCharArray(), HERE);
        assertThat(setUp.standing().waits()).isFalse();
        assertThatThrownBy(() -> setUp.formal(code, COUNTY, ADMIN, null, HERE)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void onesOwnSessionsAreListedAndEndedOneByOne() throws Exception {
        setUp.formal(code(), COUNTY, ADMIN, null, HERE);
        var here = access.signIn("admin", OWN.toCharArray(), HERE);
        var there = access.signIn("admin", OWN.toCharArray(), "10.0.0.9");
        List<AccessService.Opened> open = access.sessions(here.actor(), here.token());
        assertThat(open).extracting(AccessService.Opened::from).containsExactlyInAnyOrder(HERE, "10.0.0.9");
        assertThat(open).filteredOn(AccessService.Opened::current).singleElement().extracting(AccessService.Opened::from).isEqualTo(HERE);
        access.endSession(here.actor(), open.stream().filter(o -> !o.current()).findFirst().orElseThrow().id());
        assertThat(access.session(there.token())).isEmpty();
        assertThat(access.session(here.token())).isPresent();
        assertThatThrownBy(() -> access.endSession(House.actor("security", "security"), open.get(0).id())).as("not another's").isInstanceOf(Problem.NotFound.class);
    }
}
