package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.time.Legal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hazards in the search (隐患查找): by number, whole or its end, all of them; by words of title and place, those somebody still has to act on. */
@Component(service = SearchSource.class)
public final class HazardSearch implements SearchSource {
    private static final Pattern NUMBER = Pattern.compile("(?:YH-?)?(?:(\\d{4})-)?(\\d{1,9})");
    private final HazardService hazards;
    private final Clock clock;

    @Activate
    public HazardSearch(@Reference HazardService hazards, @Reference Clock clock) {
        this.hazards = hazards;
        this.clock = clock;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group(HazardFacts.KIND, "隐患", 600, "hazard.read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        Map<String, Hit> found = new LinkedHashMap<>();
        Matcher matcher = NUMBER.matcher(text.toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            int year = Legal.day(clock.instant()).getYear();
            for (String each : matcher.group(1) == null ? List.of(String.valueOf(year), String.valueOf(year - 1)) : List.of(matcher.group(1))) {
                String number = String.format(Locale.ROOT, "YH-%s-%06d", each, Long.parseLong(matcher.group(2)));
                try {
                    found.put(number, hit(hazards.get(number, asking)));
                } catch (Problem.NotFound none) {
                    // Outside the scope is as if it were not there.
                    continue;
                }
            }
        } else {
            hazards.find(new HazardQuery(null, true, null, null, null, text, null, limit), asking).items().forEach(h -> found.put(h.number(), hit(h)));
        }
        return found.values().stream().limit(limit).toList();
    }

    private static Hit hit(HazardView h) {
        return new Hit(new Subject(HazardFacts.KIND, h.number()), h.title(), h.number() + " · " + h.stateLabel() + (h.place() == null ? "" : " · " + h.place()), "#/hazards/" + h.number());
    }
}
