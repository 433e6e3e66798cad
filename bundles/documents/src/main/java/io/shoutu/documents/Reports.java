package io.shoutu.documents;

import io.shoutu.api.Problem;
import io.shoutu.api.reporting.ReportSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The sources of figures that stand now (报表来源). The room {@code reporting} will take this over. */
@Component(service = Reports.class)
public final class Reports {
    private final List<ReportSource> sources = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(ReportSource source) {
        sources.add(source);
    }

    void unbind(ReportSource source) {
        sources.remove(source);
    }

    /** By name, each once. */
    public List<ReportSource> all() {
        Map<String, ReportSource> byName = new TreeMap<>();
        sources.forEach(s -> byName.putIfAbsent(s.name(), s));
        return List.copyOf(byName.values());
    }

    public ReportSource get(String name) {
        return sources.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow(() -> new Problem.NotFound("report-not-found", "没有这个报表：" + name));
    }
}
