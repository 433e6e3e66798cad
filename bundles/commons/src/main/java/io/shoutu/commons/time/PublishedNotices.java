package io.shoutu.commons.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.time.WorkCalendar.Notice;
import io.shoutu.api.time.WorkCalendar.NoticeDay;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The notices that travel with the house (随附的放假通知), as {@code calendar/ORIGIN.md} says where they are from. */
final class PublishedNotices {
    private static final int FIRST_YEAR = 2019;
    private static final int LAST_YEAR = 2026;

    private PublishedNotices() {}

    static List<Notice> all() {
        List<Notice> found = new ArrayList<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            try (InputStream in = PublishedNotices.class.getResourceAsStream("/calendar/" + year + ".json")) {
                JsonNode file = new ObjectMapper().readTree(in);
                List<String> papers = new ArrayList<>();
                file.path("papers").forEach(p -> papers.add(p.asText()));
                List<NoticeDay> days = new ArrayList<>();
                file.path("days").forEach(d -> days.add(
                        new NoticeDay(LocalDate.parse(d.path("date").asText()), d.path("isOffDay").asBoolean(), d.path("name").asText())));
                if (!papers.isEmpty()) {
                    found.add(new Notice(year, String.join(" ", papers), days));
                }
            } catch (IOException e) {
                throw new IllegalStateException("the notice of " + year + " that travels with the house cannot be read", e);
            }
        }
        return found;
    }
}
