package io.shoutu.demo;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The switch (开关) of the demo: wakes the other components only where the property {@code shoutu.demo} is true. */
@Component(immediate = true, service = Switch.class)
public final class Switch {
    @Activate
    public Switch(ComponentContext context) {
        if ("true".equals(context.getBundleContext().getProperty("shoutu.demo"))) {
            context.enableComponent(null);
        }
    }
}
