package io.shoutu.supervision.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.supervision.Addressing;
import io.shoutu.supervision.SupervisionRules;
import io.shoutu.supervision.SupervisionService;
import io.shoutu.supervision.SupervisionView;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Verb;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Papers of supervision on paper (督办文书打印). The room stands without the documents brick; printing then says so. */
@Component(service = SupervisionPapers.class)
public final class SupervisionPapers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final AtomicReference<Documents> documents = new AtomicReference<>();
    private final SupervisionService supervision;
    private final Addressing addressing;
    private final SupervisionRules rules;
    private final Clock clock;

    @Activate
    public SupervisionPapers(@Reference SupervisionService supervision, @Reference Addressing addressing, @Reference SupervisionRules rules, @Reference Clock clock) {
        this.supervision = supervision;
        this.addressing = addressing;
        this.rules = rules;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Documents service) {
        documents.set(service);
    }

    public void unbind(Documents service) {
        documents.compareAndSet(service, null);
    }

    /**
     * A paper as the asker may see it; a draft says that it is one where its number will stand.
     *
     * @throws Problem.IllegalMove code {@code no-documents} while the documents brick is away
     */
    public Documents.Rendered print(String number, Format format, Actor asking) {
        Documents service = documents.get();
        if (service == null) {
            throw new Problem.IllegalMove("no-documents", "文书服务暂未运行，请稍后再试");
        }
        SupervisionView paper = supervision.get(number, asking);
        return service.render(PaperTemplate.code(Flow.valueOf(paper.flow())), model(paper), format, clock.instant());
    }

    Map<String, Object> model(SupervisionView v) {
        Map<String, Object> model = new HashMap<>();
        model.put("organ", rules.organ());
        model.put("document", v.document() == null ? "（文稿，未编号）" : v.document());
        model.put("heading", v.kindLabel());
        model.put("title", v.title());
        model.put("addressee", v.addresseeName());
        model.put("problem", v.problem());
        model.put("basis", v.basis() == null ? "安全生产法律法规和县安全生产综合监管有关规定" : v.basis());
        model.put("demand", v.demand());
        model.put("issuedOn", v.outOn() == null ? "（未印发）" : day(v.outOn()));
        model.put("cc", v.cc().isEmpty() ? "无" : v.cc().stream().map(SupervisionView.Named::name).collect(Collectors.joining("、")));
        model.put("signBy", day(v.signBy()));
        last(v, Verb.SIGNING).ifPresent(d -> {
            model.put("signedAt", d.at());
            model.put("signedBy", name(d));
        });
        model.put("deeds", v.deeds().stream().map(d -> {
            Map<String, Object> row = new HashMap<>();
            row.put("at", d.at());
            row.put("what", d.label());
            row.put("who", name(d));
            row.put("said", (d.month() == null ? "" : d.month() + "：") + (d.said() == null ? "" : d.said()) + (d.onBehalf() ? "（代录）" : ""));
            return row;
        }).toList());
        Flow flow = Flow.valueOf(v.flow());
        if (flow.hasDeadline()) {
            LocalDate until = v.deadline() != null ? v.deadline() : v.askedUntil();
            model.put("deadline", until == null ? "（印发时确定）" : day(until));
        }
        switch (flow) {
            case LETTER -> said(model, v, Map.of("reply", Verb.REPLY, "verification", Verb.VERIFICATION));
            case INTERVIEW -> {
                said(model, v, Map.of("record", Verb.HOLDING, "commitment", Verb.COMMITMENT));
                last(v, Verb.HOLDING).ifPresent(d -> {
                    model.put("heldOn", day(d.day()));
                    model.put("people", d.people());
                });
            }
            case LISTING -> {
                model.put("leader", v.leader());
                said(model, v, Map.of("published", Verb.LISTING, "plan", Verb.PLAN, "acceptance", Verb.ACCEPTANCE, "delisted", Verb.DELISTING));
                model.put("months", v.deeds().stream().filter(d -> d.verb().equals(Verb.MONTHLY_REPORT.word())).map(d -> Map.of("month", d.month(), "said", d.said())).toList());
            }
            case INVESTIGATION -> said(model, v, Map.of("reply", Verb.REPORT));
            case INSTRUCTION -> said(model, v, Map.of("approval", Verb.APPROVAL, "reply", Verb.REPLY));
            case CIRCULAR -> { }
        }
        return model;
    }

    private static void said(Map<String, Object> model, SupervisionView v, Map<String, Verb> tags) {
        tags.forEach((tag, verb) -> last(v, verb).ifPresent(d -> model.put(tag, d.said())));
    }

    private static Optional<SupervisionView.Step> last(SupervisionView v, Verb verb) {
        List<SupervisionView.Step> of = v.deeds().stream().filter(d -> d.verb().equals(verb.word())).toList();
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(of.size() - 1));
    }

    private String name(SupervisionView.Step deed) {
        return addressing.person(deed.by());
    }

    private static String day(LocalDate day) {
        return day == null ? "" : day.format(DAY);
    }
}
