package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.RiskQuery;
import io.shoutu.hazard.domain.RiskStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hazards and risk units under Ctrl-K (查找隐患、风险点). */
@Component(service = SearchSource.class)
public final class HazardSearch implements SearchSource {
    private final UnitOfWork work;
    private final HazardStore hazards;
    private final RiskStore risks;

    @Activate
    public HazardSearch(@Reference UnitOfWork work, @Reference HazardStore hazards, @Reference RiskStore risks) {
        this.work = work;
        this.hazards = hazards;
        this.risks = risks;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group(HazardFacts.KIND, "隐患", 200, "hazard.read"), new Group(HazardFacts.RISK, "风险点", 210, "hazard.risk-read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        if (kind.equals(HazardFacts.RISK)) {
            return work.run(tx -> risks.list(tx, new RiskQuery(null, null, null, null, text, null, null, limit), asking.scope())).items().stream().map(u -> new Hit(u.subject(), u.site().name(),
                    u.number() + " " + u.state().label() + (u.current() == null ? "" : " " + u.current().label()), "#/risks/" + u.number())).toList();
        }
        // Without the total: it is of no use here and costs as much as the rows.
        HazardQuery query = new HazardQuery(null, null, null, null, null, text, null, limit, null, null, null, false);
        return work.run(tx -> hazards.list(tx, query, asking.scope())).items().stream().map(h -> new Hit(new Subject(HazardFacts.KIND, h.number()), h.finding().title(),
                h.number() + " " + h.state().label() + (h.finding().place() == null ? "" : " " + h.finding().place()), "#/hazards/" + h.number())).toList();
    }
}
