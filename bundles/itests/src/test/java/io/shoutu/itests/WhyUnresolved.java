package io.shoutu.itests;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Why a bundle is not running (模块为何未运行): names the requirement that nobody meets. */
final class WhyUnresolved {
    private final BundleContext context;

    WhyUnresolved(BundleContext context) {
        this.context = context;
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** A bundle runs when it is active, or waits for its first caller, or is the resolved fragment of another. */
    static boolean runs(Bundle bundle) {
        if (isFragment(bundle)) {
            return bundle.getState() == Bundle.RESOLVED;
        }
        boolean lazy = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return bundle.getState() == Bundle.ACTIVE || lazy && bundle.getState() == Bundle.STARTING;
    }

    /** Why this bundle does not run, in sentences. */
    List<String> of(Bundle bundle) {
        String who = bundle.getSymbolicName() + " " + bundle.getVersion() + " is " + WhyUnsatisfied.stateOf(bundle);
        List<String> lines = new ArrayList<>();
        if (bundle.getState() == Bundle.INSTALLED) {
            for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
                boolean optional = Namespace.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
                boolean now = Namespace.EFFECTIVE_RESOLVE.equals(requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "resolve"));
                if (!optional && now) {
                    explain(who, requirement, lines);
                }
            }
            if (lines.isEmpty()) {
                lines.add(who + " although each of its requirements can be met: they cannot be met together (uses constraints)");
            }
        } else {
            lines.add(who + "; it can be resolved, but was not started or failed to start");
        }
        return lines;
    }

    private void explain(String who, BundleRequirement requirement, List<String> lines) {
        List<String> unresolved = new ArrayList<>();
        for (Bundle other : context.getBundles()) {
            BundleRevision revision = other.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(requirement.getNamespace())) {
                if (requirement.matches(capability)) {
                    if (other.getState() != Bundle.INSTALLED) {
                        return;
                    }
                    unresolved.add(other.getSymbolicName());
                }
            }
        }
        lines.add(who + ", requires " + requirement.getNamespace() + " " + requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "")
                + (unresolved.isEmpty() ? " and no bundle offers it" : " which only unresolved bundles offer: " + unresolved));
    }
}
