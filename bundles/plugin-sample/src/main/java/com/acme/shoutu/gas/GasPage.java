package com.acme.shoutu.gas;

import io.shoutu.api.ui.UiContribution;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The page (界面) of this plugin: one ES module written by hand, no build. */
@Component
public final class GasPage implements UiContribution {
    private final Bundle bundle;

    @Activate
    public GasPage(BundleContext context) {
        this(context.getBundle());
    }

    GasPage(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public String id() {
        return "acme";
    }

    @Override
    public String version() {
        return bundle == null ? "test" : bundle.getVersion().toString();
    }

    @Override
    public String module() {
        return "acme.js";
    }

    @Override
    public URL file(String path) {
        // Two files, by name: nothing else of the bundle can be asked for.
        return path.equals("acme.js") || path.equals("acme.css") ? GasPage.class.getResource("/web/" + path) : null;
    }

    @Override
    public List<Page> pages() {
        return List.of(new Page("/acme", Map.of("zh-CN", "气体复核", "en", "Gas checks"), "Checks", "acme.read", 900));
    }
}
