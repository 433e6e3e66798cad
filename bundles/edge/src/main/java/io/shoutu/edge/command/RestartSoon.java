package io.shoutu.edge.command;

import io.shoutu.api.edge.Restart;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Ends the platform with the exit code on which it is started again (重新启动). */
@Component(service = Restart.class)
public final class RestartSoon implements Restart {
    private final BundleContext bundle;

    @Activate
    public RestartSoon(BundleContext bundle) {
        this.bundle = bundle;
    }

    @Override
    public void soon() {
        AtStart.restart(bundle);
    }
}
