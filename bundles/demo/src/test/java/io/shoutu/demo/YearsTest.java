package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.demo.domain.Calls;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Visits;
import io.shoutu.demo.domain.Years;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class YearsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private final County county = new County(MapFile.geography());
    private final List<Map<String, Object>> hazards = hazards();

    private List<Map<String, Object>> hazards() {
        List<Map<String, Object>> all = new Years(county, TODAY).hazards(Map.of());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).put("number", "YH-" + i);
        }
        return all;
    }

    @Test
    void everyHazardAnInspectionOrPatrolFoundWasFoundOnOneOfTheVisits() {
        List<Map<String, Object>> rows = new Visits(county, TODAY).rows(hazards, new HashMap<>());
        Set<Object> found = rows.stream().flatMap(row -> ((List<?>) at(row, "visit").get("answers")).stream()).map(a -> ((Map<?, ?>) a).get("hazard")).collect(Collectors.toSet());
        assertThat(hazards).filteredOn(h -> List.of("检查", "网格巡查").contains(h.get("source"))).isNotEmpty().allSatisfy(h -> assertThat(found).contains(h.get("number")));
        assertThat(rows).hasSizeBetween(600, 1_500).extracting(row -> row.get("reference")).allSatisfy(r -> assertThat(r.toString()).matches("[A-Za-z0-9-]{16,100}"));
        assertThat(rows).extracting(row -> at(row, "visit").get("begunAt").toString()).isSorted().allSatisfy(begun -> assertThat(begun).isLessThan("2026-11-22T"));
    }

    @Test
    void theCountysLeadersLeadAsOftenAsTheirListsAskOrALittleLess() {
        List<Map<String, Object>> rows = new Visits(county, TODAY).rows(hazards, new HashMap<>());
        Map<String, Long> led = rows.stream().flatMap(row -> ((List<?>) at(row, "planned").get("team")).stream()).map(m -> (Map<?, ?>) m).filter(m -> "LEADER".equals(m.get("part")))
                .collect(Collectors.groupingBy(m -> m.get("account").toString(), Collectors.counting()));
        assertThat(led.get(County.SECRETARY)).as("the secretary, about once a quarter").isBetween(6L, 8L);
        assertThat(led.get(County.HEAD)).as("the county head, about once a month").isBetween(20L, 25L);
        assertThat(led.get(County.DEPUTY)).as("the deputy, about twice").isBetween(40L, 50L);
        assertThat(county.people()).filteredOn(p -> p.account() != null).extracting("account").containsAll(led.keySet()).doesNotHaveDuplicates();
    }

    @Test
    void theSameDayGivesTheSameYears() {
        assertThat(new Visits(county, TODAY).rows(hazards, new HashMap<>())).isEqualTo(new Visits(county, TODAY).rows(hazards, new HashMap<>()));
        assertThat(new Calls(county, TODAY).rows(hazards)).isEqualTo(new Calls(county, TODAY).rows(hazards));
    }

    @Test
    void aReportNeverNamesWhoMadeIt() {
        List<Map<String, Object>> rows = new Calls(county, TODAY).rows(hazards);
        assertThat(rows).hasSizeBetween(100, 250).allSatisfy(row -> {
            Map<?, ?> reporter = at(row, "reporter");
            if (reporter.containsKey("name")) {
                assertThat(at(row, "report").toString()).doesNotContain(reporter.get("name").toString()).doesNotContain(reporter.get("phone").toString());
            }
        });
        assertThat(rows).anySatisfy(row -> assertThat(at(row, "report").get("paidOn")).isNotNull());
    }

    private static Map<?, ?> at(Map<String, Object> row, String name) {
        return (Map<?, ?>) row.get(name);
    }
}
