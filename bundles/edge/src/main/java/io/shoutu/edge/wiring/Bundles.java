package io.shoutu.edge.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The bundles of the house and the plugins (组件包一览), and why something in one does not run. */
@Component(service = Bundles.class)
public final class Bundles {
    private static final Map<Integer, String> STATES = Map.of(Bundle.INSTALLED, "INSTALLED", Bundle.RESOLVED, "RESOLVED", Bundle.STARTING, "STARTING", Bundle.ACTIVE, "ACTIVE",
            Bundle.STOPPING, "STOPPING");

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    @Activate
    public Bundles(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * A bundle (组件包).
     *
     * @param state as the framework says, {@code ACTIVE} where it runs
     * @param ours whether it belongs to the platform; all others use its api or were installed or dropped in as plugins
     * @param reasons in Chinese, why it or a component of it does not run; empty where all is well
     */
    public record Standing(long id, String name, String version, String state, boolean ours, String location, List<String> reasons) {}

    /** Our own bundles and all that use our api, by name, plugins last. */
    public List<Standing> all() {
        return Arrays.stream(context.getBundles()).filter(Bundles::concerns).map(this::standing)
                .sorted(Comparator.comparing(Standing::ours).reversed().thenComparing(Standing::name)).toList();
    }

    private static boolean ours(Bundle bundle) {
        return bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("io.shoutu.");
    }

    private static boolean concerns(Bundle bundle) {
        String imports = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getHeaders().get(Constants.IMPORT_PACKAGE);
        return bundle.getState() != Bundle.UNINSTALLED && bundle.getSymbolicName() != null
                && (ours(bundle) || imports != null && imports.contains("io.shoutu.api") || bundle.getLocation().startsWith("shoutu-plugin:"));
    }

    private Standing standing(Bundle bundle) {
        List<String> reasons = new ArrayList<>();
        if (bundle.getState() == Bundle.INSTALLED) {
            reasons.addAll(missing(bundle));
        } else if (bundle.getState() == Bundle.RESOLVED && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            reasons.add("已停止");
        } else if (bundle.getState() == Bundle.ACTIVE) {
            reasons.addAll(idle(bundle));
        }
        return new Standing(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion().toString(), STATES.getOrDefault(bundle.getState(), "?"), ours(bundle), bundle.getLocation(), reasons);
    }

    /** What it requires and nobody provides. */
    private List<String> missing(Bundle bundle) {
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        List<String> reasons = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            boolean optional = Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            boolean later = "dynamic".equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE)) || "active".equals(requirement.getDirectives().get("effective"));
            if (!optional && !later && wiring.findProviders(requirement).isEmpty()) {
                String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
                reasons.add("缺少 " + requirement.getNamespace() + (filter == null ? "" : " " + filter));
            }
        }
        return reasons.isEmpty() ? List.of("已安装，尚未启动") : reasons;
    }

    /** Components that should run and do not. */
    private List<String> idle(Bundle bundle) {
        List<String> reasons = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
            if (!components.isComponentEnabled(description)) {
                continue;
            }
            String name = description.name.substring(description.name.lastIndexOf('.') + 1);
            var configurations = components.getComponentConfigurationDTOs(description);
            if (configurations.isEmpty() && "require".equals(description.configurationPolicy)) {
                // Sleeps until somebody writes a file for it; that is no fault.
                continue;
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                reason(name, description, configuration).ifPresent(reasons::add);
            }
        }
        return reasons;
    }

    private static java.util.Optional<String> reason(String name, ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            String failure = configuration.failure == null ? "" : configuration.failure.lines().findFirst().orElse("");
            return java.util.Optional.of(name + " 启动失败：" + failure);
        }
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
            return java.util.Optional.of(name + " 等待配置 " + String.join("、", description.configurationPid));
        }
        if (configuration.state != ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            return java.util.Optional.empty();
        }
        List<String> waits = new ArrayList<>();
        for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
            String type = Arrays.stream(description.references).filter(r -> r.name.equals(unsatisfied.name)).findFirst().map((ReferenceDTO r) -> r.interfaceName).orElse(unsatisfied.name);
            waits.add(type + (unsatisfied.target == null ? "" : " " + unsatisfied.target));
        }
        return java.util.Optional.of(name + " 等待服务 " + String.join("、", waits));
    }
}
