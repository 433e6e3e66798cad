package io.shoutu.edge.doors;

import io.shoutu.api.access.Operations;
import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.edge.Uplink;
import io.shoutu.api.notices.Notifier;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.api.todo.Waiting;
import io.shoutu.api.ui.UiContribution;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The doors of the house (插口) and who stands in each: what our own rooms and every plugin brought, from which bundle, since when.
 *
 * <p>A service is asked for its name only when somebody looks; one that cannot say it is shown with what went wrong.
 */
@org.osgi.service.component.annotations.Component(service = Doors.class, immediate = true)
public final class Doors {
    private static final String REST = "rest.resource";
    private static final String SOAP = "soap.service";
    private static final String SERVLET = "osgi.http.whiteboard.servlet.pattern";

    /**
     * A door (插口).
     *
     * @param name what a plugin registers: the simple name of the interface, or the standard
     * @param label what it is for, in Chinese
     */
    public record Door(String name, String label, List<Standing> standing) {}

    /**
     * Who stands in it (到位者).
     *
     * @param name its own name, e.g. a format, a kind, an address
     * @param bundle symbolic name
     * @param version of the bundle
     * @param service number of the service, the same as long as it stands
     */
    public record Standing(String name, String bundle, String version, long service, Instant since) {}

    /** How to recognise a kind of service and ask its name. */
    private record Kind(String name, String label, String filter, Function<Object, String> asked, String property) {
        static <T> Kind of(Class<T> type, String label, Function<T, String> name) {
            return new Kind(type.getSimpleName(), label, "(objectClass=" + type.getName() + ")", service -> name.apply(type.cast(service)), null);
        }

        static Kind property(String name, String label, String property) {
            return new Kind(name, label, "(" + property + "=*)", null, property);
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of(SensorInlet.class, "接入口", SensorInlet::name),
            Kind.of(SensorDecoder.class, "解码器", SensorDecoder::format),
            Kind.of(AlarmRule.class, "报警规则种类", AlarmRule::kind),
            Kind.of(DutyEvidence.class, "履职证据", e -> e.kinds().stream().map(DutyEvidence.Kind::code).collect(Collectors.joining(" "))),
            Kind.of(ReportSource.class, "报表来源", ReportSource::name),
            Kind.of(DocumentTemplate.class, "文书模板", DocumentTemplate::code),
            Kind.of(Notifier.class, "通知渠道", Notifier::channel),
            Kind.of(Uplink.class, "上报通道", Uplink::name),
            Kind.of(UiContribution.class, "界面扩展", UiContribution::id),
            Kind.of(Waiting.class, "待办来源", Waiting::title),
            Kind.of(Operations.class, "权限表", o -> o.operations().stream().map(row -> row.name().substring(0, row.name().indexOf('.'))).distinct().sorted().collect(Collectors.joining(" "))),
            Kind.property("REST", "REST 接口", REST),
            Kind.property("SOAP", "SOAP 接口", SOAP),
            Kind.property("Servlet", "网页服务", SERVLET),
            Kind.of(RoutesBuilder.class, "路由", r -> r.getClass().getName()),
            Kind.property("Component", "路由组件", "camel.component"));

    private final BundleContext context;
    private final Clock clock;
    private final Map<Long, Instant> since = new ConcurrentHashMap<>();
    private final List<ServiceTracker<Object, ServiceReference<Object>>> trackers = new ArrayList<>();

    @Activate
    public Doors(BundleContext context, @Reference Clock clock) throws InvalidSyntaxException {
        this.context = context;
        this.clock = clock;
        for (Kind kind : KINDS) {
            ServiceTracker<Object, ServiceReference<Object>> tracker = new ServiceTracker<>(context, context.createFilter(kind.filter()), null) {
                // References only: a service that nobody uses is not made because somebody might look.
                @Override
                @SuppressWarnings("unchecked")
                public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
                    since.putIfAbsent(id(reference), Doors.this.clock.instant());
                    return reference;
                }

                @Override
                public void removedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
                    since.remove(id(reference));
                }
            };
            tracker.open(true);
            trackers.add(tracker);
        }
    }

    @Deactivate
    void close() {
        trackers.forEach(ServiceTracker::close);
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty("service.id");
    }

    /** All doors with who stands in them, oldest first. */
    public List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            Kind kind = KINDS.get(i);
            List<Standing> standing = new ArrayList<>();
            ServiceReference<Object>[] references = trackers.get(i).getServiceReferences();
            for (ServiceReference<Object> reference : references == null ? List.<ServiceReference<Object>>of() : List.of(references)) {
                Bundle bundle = reference.getBundle();
                if (bundle != null) {
                    standing.add(new Standing(name(kind, reference), bundle.getSymbolicName(), bundle.getVersion().toString(), id(reference), since.getOrDefault(id(reference), clock.instant())));
                }
            }
            standing.sort(Comparator.comparing(Standing::service));
            doors.add(new Door(kind.name(), kind.label(), standing));
        }
        return doors;
    }

    private String name(Kind kind, ServiceReference<Object> reference) {
        if (kind.property() != null) {
            Object value = reference.getProperty(kind.property());
            return value instanceof Object[] several ? String.join(" ", java.util.Arrays.stream(several).map(String::valueOf).toList()) : String.valueOf(value);
        }
        Object service = context.getService(reference);
        if (service == null) {
            return "（无法创建）";
        }
        try {
            return String.valueOf(kind.asked().apply(service));
        } catch (RuntimeException | LinkageError broken) {
            return "（出错：" + broken + "）";
        } finally {
            context.ungetService(reference);
        }
    }
}
