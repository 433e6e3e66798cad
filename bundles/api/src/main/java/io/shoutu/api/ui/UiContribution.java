package io.shoutu.api.ui;

import java.net.URL;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a bundle adds to the console (界面扩展): pages with their menu entries, widgets and map layers.
 *
 * <p>They appear in open browsers when the service is registered and vanish when it goes, without a reload. The code is one ES module that
 * imports {@code vue}, {@code element-plus} and {@code shoutu} by name; the console brings them. Its exports are found by name.
 */
@ConsumerType
public interface UiContribution {
    /** The word of the bundle, e.g. {@code hazard}; addresses of its files begin with {@code /ui/<id>/}. */
    String id();

    /** Version of the bundle and its files; a browser asks anew when it changes. */
    String version();

    /** Path of the ES module among its files, e.g. {@code acme.js}. */
    String module();

    /**
     * A file of the contribution.
     *
     * @param path as asked below {@code /ui/<id>/}, without a leading slash; never contains {@code ..}
     * @return where to read it, or null where there is none
     */
    URL file(String path);

    /** Its pages, in the order of the menu. */
    List<Page> pages();

    /** Its widgets and map layers. */
    default List<Widget> widgets() {
        return List.of();
    }

    /**
     * A page and its menu entry (页面).
     *
     * @param path address in the console, e.g. {@code /acme}; begins with {@code /} + {@link UiContribution#id}
     * @param titles language → what people read; {@code zh-CN} is always there
     * @param export name under which the module exports the Vue component
     * @param operation the operation of the table roles × operations that one must be allowed to see it
     * @param order place in the menu, small first; our own rooms stand at 100, 200, …
     */
    record Page(String path, Map<String, String> titles, String export, String operation, int order) {
        public Page {
            titles = Map.copyOf(titles);
        }
    }

    /**
     * A piece of another page (部件).
     *
     * @param place where it goes: {@code home}, {@code screen}, {@code map-layer}, or {@code record:<kind>} beside a record
     * @param titles language → what people read; {@code zh-CN} is always there
     * @param export name under which the module exports it
     * @param operation the operation one must be allowed to see it
     */
    record Widget(String place, Map<String, String> titles, String export, String operation) {
        public Widget {
            titles = Map.copyOf(titles);
        }
    }
}
