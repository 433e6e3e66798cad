package io.shoutu.edge.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to be exposed (拒绝裸露): plain HTTP beyond loopback ends the platform, at the start and whenever the settings change, whoever
 * started it and however.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class Exposure implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);
    private static final String PID = "org.ops4j.pax.web";

    private final BundleContext context;
    private final ConfigurationAdmin settings;

    @Activate
    public Exposure(BundleContext context, @Reference ConfigurationAdmin settings) {
        this.context = context;
        this.settings = settings;
        check();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getPid())) {
            check();
        }
    }

    private void check() {
        String trouble;
        try {
            Configuration found = settings.getConfiguration(PID, "?");
            trouble = trouble(found.getProperties());
        } catch (IOException e) {
            trouble = "无法读取 " + PID + "：" + e.getMessage();
        }
        if (trouble != null) {
            LOG.error("the platform ends: {}", trouble);
            // Beside: the framework waits for whoever stops it.
            new Thread(this::end, "edge-exposure").start();
        }
    }

    private void end() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            LOG.error("the framework does not stop", e);
        }
    }

    /** What is wrong with the settings of the HTTP door, or null. No settings at all would mean plain HTTP on every address. */
    static String trouble(Dictionary<String, Object> door) {
        boolean plain = door == null || !"false".equals(text(door, "org.osgi.service.http.enabled", "true"));
        String addresses = door == null ? "0.0.0.0" : text(door, "org.ops4j.pax.web.listening.addresses", "0.0.0.0");
        List<String> exposed = Arrays.stream(addresses.split(",")).map(String::strip).filter(a -> !loopback(a)).toList();
        if (plain && !exposed.isEmpty()) {
            return "未加密的 HTTP 不得在本机以外的地址监听：" + String.join("、", exposed) + "；请配置 HTTPS 证书或只监听 127.0.0.1";
        }
        return null;
    }

    private static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1") || address.equals("[::1]");
    }

    private static String text(Dictionary<String, Object> door, String key, String otherwise) {
        Object value = door.get(key);
        if (value instanceof String[] several) {
            return String.join(",", several);
        }
        return value == null || value.toString().isBlank() ? otherwise : value.toString().strip();
    }
}
