package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Unit;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Geography;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CountyTest {
    private final County county = new County(MapFile.geography());
    private final Set<AreaCode> codes = county.areas().stream().map(Area::code).collect(Collectors.toSet());

    @Test
    void everyAreaIsUniqueAndComesAfterTheOneItLiesIn() {
        Set<AreaCode> seen = new HashSet<>();
        for (Area area : county.areas()) {
            assertThat(seen.add(area.code())).as(area.toString()).isTrue();
            AreaCode parent = area.code().parent();
            assertThat(parent == null || seen.contains(parent)).as("parent of " + area).isTrue();
            assertThat(area.code().text()).as("no province has 99").startsWith("99");
        }
        assertThat(count(AreaCode.Level.TOWNSHIP)).isGreaterThanOrEqualTo(6);
        assertThat(count(AreaCode.Level.VILLAGE)).isGreaterThanOrEqualTo(20);
    }

    private long count(AreaCode.Level level) {
        return codes.stream().filter(code -> code.level() == level).count();
    }

    @Test
    void everyEnterpriseHasAValidCodeOfItsOwnAndLiesInAKnownArea() {
        Set<String> units = county.units().stream().map(Unit::id).collect(Collectors.toSet());
        List<Enterprise> enterprises = county.enterprises();
        assertThat(enterprises).hasSize(40).extracting(e -> e.creditCode().text()).doesNotHaveDuplicates().allMatch(code -> code.startsWith("91990123"));
        assertThat(enterprises).extracting(Enterprise::name).doesNotHaveDuplicates();
        assertThat(enterprises).allMatch(e -> codes.contains(e.area())).allMatch(e -> units.contains(e.lead()));
    }

    @Test
    void everythingStandsInItsTownshipAndNothingOnTopOfAnother() {
        Geography geography = MapFile.geography();
        assertThat(county.enterprises()).allSatisfy(e -> {
            assertThat(geography.inside(e.area().text().substring(0, 9) + "000", e.longitude(), e.latitude())).as(e.name() + " in its township").isTrue();
            assertThat(geography.inside(County.CODE.text(), e.longitude(), e.latitude())).as(e.name() + " in the county").isTrue();
        });
        assertThat(county.enterprises()).extracting(e -> e.longitude() + " " + e.latitude()).doesNotHaveDuplicates();
        assertThat(county.devices()).allSatisfy(d -> assertThat(geography.inside(County.CODE.text(), d.longitude(), d.latitude())).as(d.id()).isTrue());
        Set<String> cells = county.cells().stream().map(c -> c.code()).collect(Collectors.toSet());
        assertThat(county.enterprises()).extracting(Enterprise::cell).isSubsetOf(cells);
        assertThat(county.gridPosts()).hasSameSizeAs(cells);
    }

    @Test
    void everyPersonHoldsAPositionInAKnownUnit() {
        Set<String> units = county.units().stream().map(Unit::id).collect(Collectors.toSet());
        assertThat(county.units()).allMatch(unit -> unit.parent() == null || units.contains(unit.parent())).allMatch(unit -> codes.contains(unit.area()));
        assertThat(county.people()).allMatch(person -> units.contains(person.unit())).extracting("id").doesNotHaveDuplicates();
        assertThat(county.positions()).extracting("person").containsExactlyInAnyOrderElementsOf(county.people().stream().map(p -> (Object) p.id()).toList());
    }

    @Test
    void sixtyDevicesAreUniqueAndEveryRuleWatchesOneOfThem() {
        Set<String> ids = county.devices().stream().map(County.Device::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(60);
        assertThat(county.devices()).extracting(County.Device::name).doesNotHaveDuplicates();
        assertThat(county.rules()).allMatch(rule -> ids.contains(rule.device()));
        assertThat(county.rules()).filteredOn(rule -> "HIGH".equals(rule.priority())).extracting(County.Rule::device).containsExactly("AL-0001", "AL-0045");
    }
}
