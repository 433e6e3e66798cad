package io.shoutu.api.ui;

import java.net.URL;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * A contribution whose files lie in the folder {@code ui} of its bundle (随包界面), as the room tool of the console builds them: the module
 * is {@code index.js}. A room extends it, names its pages and is done:
 *
 * <pre>{@code
 * @Component(service = UiContribution.class)
 * public final class HazardPages extends BundleUi {
 *     @Activate
 *     public HazardPages(BundleContext context) {
 *         super("hazard", context.getBundle(), List.of(Page.of("/hazards", "隐患台账", "Hazards", "Hazards", "hazard.read", 200, "hazard")), List.of());
 *     }
 * }
 * }</pre>
 */
public abstract class BundleUi implements UiContribution {
    private static final Set<String> ENDINGS = Set.of("js", "css", "svg", "png", "webp", "json", "geojson", "gz");
    private final String id;
    private final Bundle bundle;
    private final List<Page> pages;
    private final List<Widget> widgets;

    protected BundleUi(String id, Bundle bundle, List<Page> pages, List<Widget> widgets) {
        this.id = id;
        this.bundle = bundle;
        this.pages = List.copyOf(pages);
        this.widgets = List.copyOf(widgets);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String version() {
        return bundle.getVersion().toString();
    }

    @Override
    public final String module() {
        return "index.js";
    }

    @Override
    public final URL file(String path) {
        return path.contains("..") || path.startsWith("/") || !ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1)) ? null : bundle.getEntry("ui/" + path);
    }

    @Override
    public final List<Page> pages() {
        return pages;
    }

    @Override
    public final List<Widget> widgets() {
        return widgets;
    }
}
