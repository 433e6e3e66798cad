package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Meetings;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The county's invented meetings. */
class MeetingsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private final County county = new County(MapFile.geography());
    private final List<Map<String, Object>> rows = new Meetings(TODAY).rows();

    @Test
    void everyBodyAndEverybodyNamedIsInTheCounty() {
        Set<String> units = county.units().stream().map(Unit::id).collect(Collectors.toSet());
        Set<Object> people = county.people().stream().map(Person::id).collect(Collectors.toSet());
        assertThat(rows).allSatisfy(row -> {
            assertThat(units).contains(row.get("unit").toString());
            assertThat(people).contains(row.get("chair")).containsAll((List<?>) row.get("attendees"));
            assertThat((List<?>) row.get("resolutions")).allSatisfy(each -> assertThat(units).contains(((Map<?, ?>) each).get("unit").toString()));
        });
    }

    @Test
    void noneLiesAheadAndTomorrowsYearsHoldTodays() {
        assertThat(rows).hasSizeGreaterThan(60).allMatch(row -> row.get("heldAt").toString().compareTo("2026-11-22") < 0);
        Set<Object> tomorrow = new HashSet<>(new Meetings(TODAY.plusDays(20)).rows().stream().map(row -> row.get("reference")).toList());
        assertThat(tomorrow).containsAll(rows.stream().map(row -> row.get("reference")).toList());
        assertThat(rows).extracting(row -> row.get("reference")).doesNotHaveDuplicates();
    }

    @Test
    void bothBodiesStudyAndDeployInEachYear() {
        for (String unit : List.of("xw.cwh", "xzf.cwh")) {
            for (String sort : List.of("MEETING", "STUDY")) {
                assertThat(rows).filteredOn(row -> row.get("unit").equals(unit) && row.get("sort").equals(sort) && row.get("heldAt").toString().startsWith("2025")).hasSizeGreaterThan(2);
            }
        }
    }
}
