package io.shoutu.sensor.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of alarms in the console (报警页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class SensorPages extends BundleUi {
    @Activate
    public SensorPages(BundleContext context) {
        super("sensor", context.getBundle(), List.of(Page.of("/alarms", "报警台账", "Alarms", "Alarms", "sensor.alarm-read", 100, "duty")),
                List.of(Widget.of("top", "未确认报警", "Unacknowledged alarms", "AlarmWatch", "sensor.alarm-read")));
    }
}
