package io.shoutu.supervision;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionEffects;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What papers weigh on their addressee's score (督办对考核的影响), for whoever keeps score sheets. */
@Component(service = SupervisionEffects.class)
public final class SupervisionScores implements SupervisionEffects {
    private final UnitOfWork work;
    private final InstrumentStore store;
    private final SupervisionBook book;

    @Activate
    public SupervisionScores(@Reference UnitOfWork work, @Reference InstrumentStore store, @Reference SupervisionBook book) {
        this.work = work;
        this.store = store;
        this.book = book;
    }

    @Override
    public List<Effect> effects(String addressee, int year) {
        return work.run(tx -> {
            Map<String, String> labels = book.kinds(tx).stream().collect(Collectors.toMap(Kind::code, Kind::label));
            return store.weighing(tx, addressee, year).stream().flatMap(paper -> paper.effects().stream().map(e -> effect(paper, e, labels))).filter(e -> e.day().getYear() == year)
                    .sorted(Comparator.comparing(Effect::day).thenComparing(e -> e.paper().number())).toList();
        });
    }

    private static Effect effect(Instrument paper, Instrument.Effect e, Map<String, String> labels) {
        return new Effect(paper.subject(), paper.document(), labels.get(paper.draft().kind()), e.reason(), e.day(), e.points());
    }
}
