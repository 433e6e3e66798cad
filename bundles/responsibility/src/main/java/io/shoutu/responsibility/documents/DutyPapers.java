package io.shoutu.responsibility.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.Standings;
import io.shoutu.responsibility.Standings.ActView;
import io.shoutu.responsibility.Standings.LineView;
import io.shoutu.responsibility.Standings.StandingView;
import io.shoutu.responsibility.domain.DutyList;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Lists on paper (履职单打印). The room stands without the documents brick; printing then says so. */
@Component(service = DutyPapers.class)
public final class DutyPapers {
    private final AtomicReference<Documents> documents = new AtomicReference<>();
    private final Standings standings;
    private final Clock clock;

    @Activate
    public DutyPapers(@Reference Standings standings, @Reference Clock clock) {
        this.standings = standings;
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
     * The sheet of a list, {@code pdf} or {@code docx}.
     *
     * @param asOf what was known then, or null for now
     * @throws Problem.IllegalMove code {@code no-documents} while the documents brick is away
     */
    public Documents.Rendered sheet(DutyList list, Format format, Instant asOf, Actor asking) {
        Documents service = documents.get();
        if (service == null) {
            throw new Problem.IllegalMove("no-documents", "文书服务暂未运行，请稍后再试");
        }
        StandingView standing = standings.standing(list, asOf, asking);
        return service.render(DutySheetTemplate.CODE, model(standing, asOf == null ? clock.instant() : asOf), format, standing.asOf());
    }

    private static Map<String, Object> model(StandingView s, Instant printed) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", s.list().title());
        model.put("number", s.list().number());
        model.put("bearer", s.list().bearer().label());
        model.put("holders", s.holders().stream().filter(h -> h.account() != null).map(h -> h.person() + "（" + h.from() + "起" + (h.to() == null ? "" : "至" + h.to()) + "）").distinct().limit(6)
                .collect(Collectors.joining("、")));
        model.put("term", s.list().from() + " 至 " + s.list().to());
        model.put("required", s.figures().required());
        model.put("done", s.figures().done());
        model.put("rate", s.figures().rate() == null ? "—" : s.figures().rate() + "%");
        model.put("cappedRate", s.figures().cappedRate() == null ? "—" : s.figures().cappedRate() + "%");
        model.put("reversed", s.figures().reversed());
        model.put("overdue", s.figures().overdue());
        model.put("asOf", s.asOf());
        model.put("printedAt", printed);
        Map<String, List<LineView>> byItem = s.lines().stream().collect(Collectors.groupingBy(LineView::code, LinkedHashMap::new, Collectors.toList()));
        model.put("items", byItem.values().stream().map(lines -> {
            Map<String, Object> row = new HashMap<>();
            LineView any = lines.get(0);
            row.put("code", any.code());
            row.put("text", any.text());
            row.put("rhythm", s.list().duties().stream().filter(d -> d.code().equals(any.code())).map(Standings.DutyView::rhythmLabel).findFirst().orElse(""));
            row.put("figures", lines.stream().mapToInt(LineView::required).sum() + "／" + lines.stream().mapToInt(LineView::done).sum());
            row.put("latest", lines.stream().flatMap(line -> line.counted().stream()).map(ActView::happened).max(Comparator.naturalOrder()).map(at -> Legal.day(at).toString()).orElse("—"));
            return row;
        }).toList());
        record Each(String item, ActView act, String mark) {}
        List<Each> all = new ArrayList<>();
        for (LineView line : s.lines()) {
            line.counted().forEach(act -> all.add(new Each(line.code(), act, act.late() ? "【补录】" : "")));
            line.reversed().forEach(act -> all.add(new Each(line.code(), act, "【已冲销】")));
            line.expired().forEach(act -> all.add(new Each(line.code(), act, "【已过期】")));
        }
        all.sort(Comparator.comparing((Each each) -> each.act().happened()).thenComparing(Each::item));
        List<Map<String, Object>> acts = new ArrayList<>();
        for (Each each : all) {
            String record = each.act().title() == null ? each.act().subjectKind() + " " + each.act().subject() : each.act().title();
            Map<String, Object> row = new HashMap<>();
            row.put("no", acts.size() + 1);
            row.put("day", Legal.day(each.act().happened()).toString());
            row.put("item", each.item());
            row.put("kind", each.act().kindLabel());
            row.put("record", each.mark() + record + (each.mark().equals("【已冲销】") || each.mark().equals("【已过期】") ? "：" + each.act().why() : ""));
            acts.add(row);
        }
        model.put("acts", acts);
        return model;
    }
}
