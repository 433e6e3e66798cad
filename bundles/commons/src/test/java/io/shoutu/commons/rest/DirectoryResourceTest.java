package io.shoutu.commons.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Unit;
import io.shoutu.commons.testing.House;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.core.SecurityContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory as it is asked over the wire: what is shown to whom, what is refused and with which field. */
class DirectoryResourceTest {
    private static final AreaCode COUNTY = new AreaCode("990123000000");
    private static final AreaCode EAST = new AreaCode("990123101000");
    private static final AreaCode WEST = new AreaCode("990123102000");
    private static final CreditCode EASTERN = new CreditCode("91350100M000100Y43");
    private static final CreditCode WESTERN = new CreditCode("91440300708461136T");
    private static final Actor ADMIN = House.actor("admin", "admin");
    private static final Actor EASTERNER = new Actor("east", "东镇", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(EAST), Set.of(), Set.of()));

    private House house;
    private DirectoryResource directory;
    private final Map<Subject, String> phones = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        house = House.empty();
        Contacts contacts = new Contacts() {
            @Override
            public Set<String> kept(Subject subject) {
                return phones.containsKey(subject) ? Set.of(PHONE) : Set.of();
            }

            @Override
            public void keep(Subject subject, String field, String plain, Actor by) {
                phones.put(subject, plain);
            }

            @Override
            public Optional<String> open(Subject subject, String field, Actor by, String reason) {
                asked.add(by.account() + " " + reason);
                return Optional.ofNullable(phones.get(subject));
            }

            @Override
            public void erase(Subject subject, Actor by, String reason) {
                phones.remove(subject);
            }
        };
        directory = new DirectoryResource(house.directory(), contacts,
                (actor, subject) -> actor.scope().everywhere() || subject.number().equals(EASTERN.text()), house.clock());
        directory.put(COUNTY, new DirectoryResource.AreaBody(null, "临水县"), by(ADMIN));
        directory.put(EAST, new DirectoryResource.AreaBody(EAST, "东镇"), by(ADMIN));
        directory.put(WEST, new DirectoryResource.AreaBody(WEST, "西镇"), by(ADMIN));
        directory.add(new DirectoryResource.UnitBody("yjj", "应急管理局", COUNTY, null, null), by(ADMIN));
        directory.add(new DirectoryResource.UnitBody("dz", "东镇政府", EAST, null, null), by(ADMIN));
        directory.add(new DirectoryResource.PersonBody("P-1", "欧阳明", "dz", "ou.ming"), by(ADMIN));
        directory.add(new DirectoryResource.PersonBody("P-2", "陈远", "yjj", "chen.yuan"), by(ADMIN));
        directory.add(enterprise(EASTERN, "东方化工有限公司", EAST), by(ADMIN));
        directory.add(enterprise(WESTERN, "西江机械有限公司", WEST), by(ADMIN));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static DirectoryResource.EnterpriseBody enterprise(CreditCode code, String name, AreaCode area) {
        return new DirectoryResource.EnterpriseBody(code, name, area, null, "工贸", "yjj", 120.1, 30.2, null, null, null, List.of("dz"), null);
    }

    private static SecurityContext by(Actor actor) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return actor;
            }

            @Override
            public boolean isUserInRole(String role) {
                return actor.holds(role);
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "BASIC";
            }
        };
    }

    private Page<Enterprise> enterprises(Actor who, String text, String cursor, Integer limit) {
        return directory.enterprises(null, text, null, null, null, null, null, null, cursor, limit, by(who));
    }

    @Test
    void aListIsCutIntoPagesThatTogetherAreAllOfIt() {
        Page<?> first = directory.areas(null, true, null, 2);
        assertThat(first.items()).hasSize(2);
        assertThat(first.total()).isEqualTo(3);
        assertThat(directory.areas(null, true, first.next(), 2)).satisfies(rest -> {
            assertThat(rest.items()).hasSize(1);
            assertThat(rest.next()).isNull();
        });
        for (Integer limit : List.of(0, 501)) {
            assertThatThrownBy(() -> directory.areas(null, true, null, limit)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("limit"));
        }
        assertThatThrownBy(() -> directory.areas(null, true, "two", 2)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("cursor"));
    }

    @Test
    void whoSeesATownSeesItsEnterprisesAndNoOthersNotEvenCounted() {
        assertThat(enterprises(EASTERNER, null, null, null)).satisfies(page -> {
            assertThat(page.items()).extracting(Enterprise::creditCode).containsExactly(EASTERN);
            assertThat(page.total()).isEqualTo(1);
        });
        assertThatThrownBy(() -> directory.enterprise(WESTERN, by(EASTERNER))).isInstanceOf(Problem.NotFound.class);
        assertThat(directory.places(null, null, null, null, by(EASTERNER)).items()).extracting(DirectoryResource.Placed::creditCode).containsExactly(EASTERN);
        assertThat(directory.area(WEST, by(EASTERNER)).enterprises()).isZero();
        assertThat(directory.area(WEST, by(ADMIN)).enterprises()).isEqualTo(1);
        assertThat(enterprises(ADMIN, "西江", null, null).items()).extracting(Enterprise::creditCode).containsExactly(WESTERN);
    }

    @Test
    void aPersonOutsideTheScopeIsShownByTheFamilyNameAlone() {
        assertThat(directory.person("P-2", by(EASTERNER)).person()).satisfies(p -> {
            assertThat(p.name()).isEqualTo("陈＊");
            assertThat(p.masked()).isTrue();
            assertThat(p.account()).isNull();
        });
        assertThat(directory.person("P-1", by(EASTERNER)).person().name()).isEqualTo("欧阳明");
        assertThat(directory.people(null, "陈远", null, null, null, by(EASTERNER)).items()).as("a hidden name is not found by trying").isEmpty();
    }

    @Test
    void whatIsThereIsNotRegisteredTwiceAndTheKeyStandsInTheAddress() {
        assertThatThrownBy(() -> directory.add(enterprise(EASTERN, "另一家", EAST), by(ADMIN))).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("exists"));
        assertThatThrownBy(() -> directory.add(new DirectoryResource.AreaBody(null, "无码"), by(ADMIN))).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("code"));
        assertThatThrownBy(() -> directory.put(EAST, new DirectoryResource.AreaBody(WEST, "东镇"), by(ADMIN))).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("key-mismatch"));
        assertThatThrownBy(() -> directory.put("P-1", (DirectoryResource.PersonBody) null, by(ADMIN))).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("body-missing"));
        int told = house.told("directory.changed").size();
        directory.put(EAST, new DirectoryResource.AreaBody(EAST, "东镇"), by(ADMIN));
        assertThat(house.told("directory.changed")).as("the same again changes nothing").hasSize(told);
    }

    @Test
    void besideEachMoveThatCannotBeMadeStandsWhyNot() {
        assertThat(directory.enterprise(EASTERN, by(EASTERNER)).moves()).filteredOn(m -> m.verb().equals("change")).singleElement().satisfies(m -> {
            assertThat(m.allowed()).isFalse();
            assertThat(m.whyNot()).contains("系统管理员");
        });
        assertThat(directory.enterprise(EASTERN, by(EASTERNER)).moves()).filteredOn(m -> m.verb().equals("open-phone")).singleElement().extracting(Offer::whyNot).isEqualTo("没有登记联系电话");
        assertThat(directory.unit("yjj", by(ADMIN)).moves()).filteredOn(Offer::allowed).extracting(Offer::verb).containsExactly("change", "hand-over", "close");
    }

    @Test
    void aTelephoneIsOpenedWithAReasonAndOnlyOfWhomOneSees() {
        directory.phone("enterprises", EASTERN.text(), new DirectoryResource.PhoneBody("0571-88880000"), by(ADMIN));
        assertThat(directory.phone("enterprises", EASTERN.text(), new DirectoryResource.ReasonBody("报警处置"), by(EASTERNER)).phone()).isEqualTo("0571-88880000");
        assertThat(asked).containsExactly("east 报警处置");
        assertThatThrownBy(() -> directory.phone("enterprises", WESTERN.text(), new DirectoryResource.ReasonBody("好奇"), by(EASTERNER))).isInstanceOf(Problem.NotFound.class);
        assertThat(asked).as("what one does not see is not even asked for").hasSize(1);
        assertThatThrownBy(() -> directory.phone("people", "P-1", new DirectoryResource.ReasonBody("报警处置"), by(ADMIN))).isInstanceOfSatisfying(Problem.NotFound.class, p -> assertThat(p.code()).isEqualTo("no-phone"));
    }

    @Test
    void aPositionHandedOverReleasesItsHolderTheDayBeforeAndTheHistoryStays() {
        directory.appoint("yjj", new DirectoryResource.HandoverBody("P-1", "值班长", null, LocalDate.parse("2026-01-01")), by(ADMIN));
        directory.appoint("yjj", new DirectoryResource.HandoverBody("P-2", "值班长", null, LocalDate.parse("2026-02-01")), by(ADMIN));
        assertThat(directory.history("yjj", null, null, null, by(ADMIN)).items()).extracting(DirectoryResource.Holding::personName, DirectoryResource.Holding::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("陈远", null), org.assertj.core.groups.Tuple.tuple("欧阳明", LocalDate.parse("2026-01-31")));
        assertThat(directory.positions("yjj", LocalDate.parse("2026-01-15"), null, null).items()).singleElement().satisfies(p -> assertThat(p.person()).isEqualTo("P-1"));
        assertThatThrownBy(() -> directory.handOver("areas", EAST.text(), (DirectoryResource.HandoverBody) null, by(ADMIN))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void whatIsClosedStaysReadableAndOneThatStillHoldsSomethingIsNotClosed() {
        assertThatThrownBy(() -> directory.close("areas", COUNTY.text(), new DirectoryResource.ClosingBody(null, null, "撤销"), by(ADMIN)))
                .isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("not-empty"));
        directory.close("enterprises", EASTERN.text(), new DirectoryResource.ClosingBody(null, null, "停产"), by(ADMIN));
        assertThat(directory.enterprise(EASTERN, by(ADMIN)).closed()).isEqualTo(io.shoutu.api.time.Legal.day(house.clock().instant()));
        assertThat(directory.places(null, null, null, null, by(ADMIN)).items()).extracting(DirectoryResource.Placed::creditCode).containsExactly(WESTERN);
        directory.reopen("enterprises", EASTERN.text(), new DirectoryResource.ReasonBody("复产"), by(ADMIN));
        assertThat(directory.enterprise(EASTERN, by(ADMIN)).closed()).isNull();
        assertThat(directory.units("应急", null, null, null, null).items()).extracting(Unit::id).containsExactly("yjj");
    }
}
