package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.supervision.domain.InstrumentStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Papers under Ctrl-K (查找督办文书): by number, number of the paper or title. */
@Component(service = SearchSource.class)
public final class SupervisionSearch implements SearchSource {
    private final SupervisionService supervision;

    @Activate
    public SupervisionSearch(@Reference SupervisionService supervision) {
        this.supervision = supervision;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group(SupervisionFacts.KIND, "督办文书", 650, "supervision.read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        return supervision.list(new InstrumentStore.Query(null, null, null, null, null, text, null, null, null, null, null, limit), asking).items().stream()
                .map(v -> new Hit(new Subject(SupervisionFacts.KIND, v.number()), v.title(), (v.document() == null ? v.number() : v.document()) + " · " + v.kindLabel() + " · " + v.stateLabel(), "#/supervision/" + v.number())).toList();
    }
}
