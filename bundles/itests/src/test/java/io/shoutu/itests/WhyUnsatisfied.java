package io.shoutu.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Why a component is not satisfied (组件为何未满足): follows what it waits for to the root, and says it in sentences.
 *
 * <p>A sentence names the component, its reference, the type and the filter; the ones indented below it say why nobody gives that.
 */
final class WhyUnsatisfied {
    private static final String SERVICE = "osgi.service";
    private static final String INDENT = "    ";
    private static final Pattern ATTRIBUTE = Pattern.compile("\\(([^()=~<>]+)(=|~=|<=|>=)");

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    WhyUnsatisfied(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** One component and why it stands still; {@code text} has one line a reason, causes indented below down to the root. */
    record Reason(String bundle, String component, String text) {
        /** What it waits for and the first cause of that; the deeper ones stand under the components in between. */
        @Override
        public String toString() {
            return String.join("\n", text.lines().filter(line -> !line.startsWith(INDENT + INDENT)).toList());
        }
    }

    /** Every component of the bundles whose symbolic name begins so that is not satisfied; empty when all are. */
    List<Reason> of(String bundlePrefix) {
        List<Reason> reasons = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (component.bundle.symbolicName.startsWith(bundlePrefix)) {
                List<String> lines = new ArrayList<>();
                explain(component, "", lines, new Path(new LinkedHashSet<>(), new LinkedHashSet<>()));
                if (!lines.isEmpty()) {
                    reasons.add(new Reason(component.bundle.symbolicName, component.name, String.join("\n", lines)));
                }
            }
        }
        return reasons;
    }

    /** Components on the way down, and those explained already. */
    private record Path(Set<String> open, Set<String> told) {}

    private void explain(ComponentDescriptionDTO component, String indent, List<String> lines, Path path) {
        String who = indent + component.bundle.symbolicName + ": component " + simple(component.name);
        if (path.open.contains(component.name)) {
            lines.add(who + " waits for itself: " + String.join(" -> ", path.open.stream().map(WhyUnsatisfied::simple).toList()) + " -> " + simple(component.name));
            return;
        }
        if (path.told.contains(component.name)) {
            lines.add(who + ": see above");
            return;
        }
        int before = lines.size();
        path.open.add(component.name);
        if (!runtime.isComponentEnabled(component)) {
            lines.add(who + " is disabled");
        } else {
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty() && "require".equals(component.configurationPolicy)) {
                lines.add(who + noConfiguration(component));
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                switch (configuration.state) {
                    case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> lines.add(who + noConfiguration(component));
                    case ComponentConfigurationDTO.FAILED_ACTIVATION -> lines.add(who + " failed while it was activated: " + firstLines(configuration.failure));
                    case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                        for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                            explain(component, missing, who, indent, lines, path);
                        }
                    }
                    default -> { } // satisfied or active
                }
            }
        }
        path.open.remove(component.name);
        if (lines.size() > before) {
            path.told.add(component.name);
        }
    }

    private static String noConfiguration(ComponentDescriptionDTO component) {
        return " has no configuration " + String.join(", ", component.configurationPid) + " and its policy requires one";
    }

    private void explain(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing, String who, String indent, List<String> lines, Path path) {
        ReferenceDTO reference = Arrays.stream(component.references).filter(r -> r.name.equals(missing.name)).findFirst().orElseThrow();
        String type = reference.interfaceName;
        String target = missing.target == null ? reference.target : missing.target;
        lines.add(who + " waits for reference " + missing.name + ": a service " + type + (target == null ? "" : " with " + target));

        String deeper = indent + INDENT;
        int before = lines.size();
        otherServices(type, target).forEach(other -> lines.add(deeper + other));
        for (ComponentDescriptionDTO provider : runtime.getComponentDescriptionDTOs()) {
            if (Arrays.asList(provider.serviceInterfaces).contains(type) && mayMatch(provider.properties, target)) {
                explain(provider, deeper, lines, path);
            }
        }
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE && promises(bundle, type)) {
                lines.add(deeper + bundle.getSymbolicName() + ": bundle would give it, but is " + stateOf(bundle));
            }
        }
        if (lines.size() == before) {
            lines.add(deeper + "nobody gives it: no service of this type, no component that waits to become one, and no stopped bundle that promises one");
        }
    }

    /** Services of the type that the filter turns away, with the values it asks for. */
    private List<String> otherServices(String type, String target) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            if (found == null || target == null) {
                return List.of();
            }
            Set<String> asked = new TreeSet<>();
            for (Matcher matcher = ATTRIBUTE.matcher(target); matcher.find();) {
                asked.add(matcher.group(1).trim());
            }
            List<String> out = new ArrayList<>();
            for (ServiceReference<?> reference : found) {
                out.add("there is one of " + reference.getBundle().getSymbolicName() + ", but with "
                        + String.join(", ", asked.stream().map(key -> key + "=" + reference.getProperty(key)).toList()));
            }
            return out;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** False only where a fixed property of the component speaks against the filter. */
    private boolean mayMatch(Map<String, Object> properties, String target) {
        if (target == null) {
            return true;
        }
        try {
            for (Matcher matcher = ATTRIBUTE.matcher(target); matcher.find();) {
                if (!properties.containsKey(matcher.group(1).trim())) {
                    return true;
                }
            }
            return context.createFilter(target).matches(properties);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean promises(Bundle bundle, String type) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return false;
        }
        for (BundleCapability capability : revision.getDeclaredCapabilities(SERVICE)) {
            Object types = capability.getAttributes().get(Constants.OBJECTCLASS);
            if (type.equals(types) || types instanceof Collection<?> several && several.contains(type)) {
                return true;
            }
        }
        return false;
    }

    static String stateOf(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "INSTALLED (not resolved)";
            case Bundle.RESOLVED -> "RESOLVED (not started)";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.ACTIVE -> "ACTIVE";
            default -> "UNINSTALLED";
        };
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The failure and its causes, without the frames. */
    private static String firstLines(String failure) {
        if (failure == null) {
            return "no reason kept";
        }
        return String.join(" <- ", failure.lines().filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t...")).map(String::trim).toList());
    }
}
