package io.shoutu.hazard.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of hazards in the console (隐患页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class HazardPages extends BundleUi {
    @Activate
    public HazardPages(BundleContext context) {
        super("hazard", context.getBundle(), List.of(Page.of("/hazards", "隐患台账", "Hazards", "Hazards", "hazard.read", 200, "hazard")), List.of());
    }
}
