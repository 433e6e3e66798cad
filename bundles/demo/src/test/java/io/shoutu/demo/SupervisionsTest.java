package io.shoutu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Supervisions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The papers of the invented years hang on the hazards that were late, and on nothing else. */
class SupervisionsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    private final County county = new County(MapFile.geography());

    private List<Map<String, Object>> late() {
        List<Map<String, Object>> late = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, Object> hazard = new LinkedHashMap<>();
            hazard.put("number", String.format("YH-2025-%06d", i));
            hazard.put("title", "隐患" + i);
            hazard.put("enterprise", county.enterprises().get(i % 5).creditCode().text());
            hazard.put("grade", i % 4 == 0 ? "MAJOR" : "GENERAL");
            LocalDate missed = TODAY.minusDays(5 + i * 15L);
            hazard.put("lateSince", missed.toString());
            hazard.put("endedAt", i % 6 == 0 ? null : missed.plusDays(4) + "T02:00:00Z");
            late.add(hazard);
        }
        return late;
    }

    @Test
    void eachPaperNamesItsHazardAndItsDaysRunForward() {
        List<Map<String, Object>> papers = new Supervisions(county, TODAY).papers(late());
        assertThat(papers).isEqualTo(new Supervisions(county, TODAY).papers(late())).hasSizeGreaterThan(30).extracting(p -> p.get("reference")).doesNotHaveDuplicates();
        assertThat(papers).allSatisfy(p -> {
            assertThat(((Map<?, ?>) p.get("draft")).get("about").toString()).startsWith("hazard/YH-");
            String last = (String) p.get("issuedOn");
            for (String day : new String[] {"signedOn", "heldOn", "repliedOn", "closedOn"}) {
                if (p.get(day) != null) {
                    assertThat((String) p.get(day)).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(TODAY.toString());
                    last = (String) p.get(day);
                }
            }
        });
        assertThat(papers).extracting(p -> String.valueOf(((Map<?, ?>) p.get("draft")).get("kind"))).contains("reminder", "notice", "interview", "listing");
        assertThat(papers).as("the newest overdue one is left to the ladder").noneMatch(p -> p.get("reference").equals("demo-YH-2025-000000"));
    }

    @Test
    void pointsFallOnWhoHeadedTheEnterpriseThatDay() {
        Supervisions supervisions = new Supervisions(county, TODAY);
        assertThat(supervisions.points(late())).isNotEmpty().allSatisfy(p -> assertThat(supervisions.heads()).anySatisfy(h -> {
            assertThat(h.get("person")).isEqualTo(p.get("person"));
            assertThat(h.get("enterprise")).isEqualTo(p.get("enterprise"));
            assertThat((String) h.get("from")).isLessThanOrEqualTo((String) p.get("happenedOn"));
        }));
    }
}
