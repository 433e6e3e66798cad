package io.shoutu.edge.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.edge.Config;
import io.shoutu.edge.Words;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch (值守): {@code /health/live}, {@code /health/ready} and {@code /metrics}, open to whoever can reach the port. */
@Component(service = Servlet.class, configurationPid = "io.shoutu.edge")
@HttpWhiteboardServletName("shoutu-watch")
// A name of its own: Pax Web names servlets by their service interface and lets only one of a name in.
@HttpWhiteboardServletPattern({"/health/live", "/health/ready", "/metrics"})
public final class Watch extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private final transient JsonMapper mapper = Json.mapper();
    private final transient Set<String> expects;
    private final transient List<Readiness> conditions = new CopyOnWriteArrayList<>();
    private final transient List<Metrics> sources = new CopyOnWriteArrayList<>();

    /** One condition as it is shown (就绪项). */
    record Check(String name, boolean ready, String text) {}

    @Activate
    public Watch(Config config) {
        this.expects = new LinkedHashSet<>(Words.of(config.expects()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCondition(Readiness condition) {
        conditions.add(condition);
    }

    void removeCondition(Readiness condition) {
        conditions.remove(condition);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(Metrics source) {
        sources.add(source);
    }

    void removeSource(Metrics source) {
        sources.remove(source);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.API.forEach(response::setHeader);
        switch (request.getServletPath()) {
            case "/metrics" -> text(response);
            case "/health/ready" -> ready(response);
            default -> json(response, 200, Map.of("live", true));
        }
    }

    /** Every registered condition and every expected one, by name; one that is not there is not met. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(expects);
        for (Readiness condition : conditions) {
            String name = condition.name();
            missing.remove(name);
            try {
                Readiness.State state = condition.state();
                checks.add(new Check(name, state.ready(), state.text()));
            } catch (RuntimeException e) {
                LOG.warn("readiness {} cannot be told", name, e);
                checks.add(new Check(name, false, "无法判断，见日志"));
            }
        }
        missing.forEach(name -> checks.add(new Check(name, false, "尚未启动")));
        checks.sort(Comparator.comparing(Check::name));
        return checks;
    }

    private void ready(HttpServletResponse response) throws IOException {
        List<Check> checks = checks();
        boolean ready = checks.stream().allMatch(Check::ready);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ready", ready);
        body.put("checks", checks);
        json(response, ready ? 200 : 503, body);
    }

    private void json(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(mapper.writeValueAsBytes(body));
    }

    private void text(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(prometheus(figures()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private List<Metrics.Metric> figures() {
        List<Metrics.Metric> figures = new ArrayList<>();
        for (Metrics source : sources) {
            try {
                figures.addAll(source.metrics());
            } catch (RuntimeException e) {
                LOG.warn("figures of {} cannot be told", source.getClass().getName(), e);
            }
        }
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        figures.add(Metrics.Metric.gauge("shoutu_jvm_heap_used_bytes", "Heap in use", heap.getUsed()));
        figures.add(Metrics.Metric.gauge("shoutu_jvm_heap_max_bytes", "Largest heap", heap.getMax()));
        figures.add(Metrics.Metric.gauge("shoutu_jvm_nonheap_used_bytes", "Memory of the JVM beside the heap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed()));
        figures.add(Metrics.Metric.gauge("shoutu_jvm_threads", "Live threads", ManagementFactory.getThreadMXBean().getThreadCount()));
        figures.add(Metrics.Metric.gauge("shoutu_jvm_uptime_seconds", "Seconds since the start", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0));
        long millis = ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(g -> Math.max(0, g.getCollectionTime())).sum();
        figures.add(Metrics.Metric.counter("shoutu_jvm_gc_seconds_total", "Seconds spent collecting garbage", millis / 1000.0));
        return figures;
    }

    /** The text format 0.0.4: one HELP and TYPE per name, all samples of a name together. */
    static String prometheus(List<Metrics.Metric> figures) {
        Map<String, List<Metrics.Metric>> byName = figures.stream().collect(Collectors.groupingBy(Metrics.Metric::name, java.util.TreeMap::new, Collectors.toList()));
        StringBuilder out = new StringBuilder();
        byName.forEach((name, samples) -> {
            out.append("# HELP ").append(name).append(' ').append(samples.get(0).help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(samples.get(0).kind() == Metrics.Kind.COUNTER ? "counter" : "gauge").append('\n');
            for (Metrics.Metric m : samples) {
                out.append(name);
                if (!m.labels().isEmpty()) {
                    out.append(m.labels().entrySet().stream().sorted(Map.Entry.comparingByKey())
                            .map(l -> l.getKey() + "=\"" + l.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"").collect(Collectors.joining(",", "{", "}")));
                }
                double v = m.value();
                out.append(' ').append(v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v)).append('\n');
            }
        });
        return out.toString();
    }
}
