package io.shoutu.supervision.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of supervision in the console (督办页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class SupervisionPages extends BundleUi {
    @Activate
    public SupervisionPages(BundleContext context) {
        super("supervision", context.getBundle(), List.of(Page.of("/supervision", "督办台账", "Supervision", "Ledger", "supervision.read", 270, "hazard", "rule"),
                Page.of("/supervision-ladder", "督办阶梯", "The ladder", "Ladder", "supervision.ladder-read", 272, "hazard", "columns"),
                Page.of("/supervision-points", "负责人记分", "Points", "Points", "supervision.points-read", 274, "hazard", "people"),
                Page.of("/supervision-rules", "督办规则", "Rules of supervision", "Rules", "supervision.read", 276, "hazard", "book")), List.of());
    }
}
