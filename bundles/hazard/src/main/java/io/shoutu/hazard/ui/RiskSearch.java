package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.RiskQuery;
import io.shoutu.hazard.domain.RiskStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Risk units under Ctrl-K (查找风险点). */
@Component(service = SearchSource.class)
public final class RiskSearch implements SearchSource {
    private final UnitOfWork work;
    private final RiskStore risks;

    @Activate
    public RiskSearch(@Reference UnitOfWork work, @Reference RiskStore risks) {
        this.work = work;
        this.risks = risks;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group(HazardFacts.RISK, "风险点", 610, "hazard.risk-read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        return work.run(tx -> risks.list(tx, new RiskQuery(null, null, null, null, text, null, null, limit), asking.scope())).items().stream().map(u -> new Hit(u.subject(), u.site().name(),
                u.number() + " · " + u.state().label() + (u.current() == null ? "" : " · " + u.current().label()), "#/risks/" + u.number())).toList();
    }
}
