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
     * @param path address in the console, e.g. {@code /acme}; begins with {@code /} + {@link UiContribution#id}, only the rooms of the house
     *     may take other words, e.g. {@code /hazards}. The page also gets every address below it, e.g. {@code /hazards/YH-2026-000123}
     * @param titles language → what people read; {@code zh-CN} is always there
     * @param export name under which the module exports the Vue component
     * @param operation the operation of the table roles × operations that one must be allowed to see it
     * @param order place in the menu, small first; our own rooms stand at 100, 200, …
     * @param group part of the menu it stands in: {@code duty} 值守, {@code hazard} 隐患治理, {@code directory} 基础信息, {@code report} 统计上报,
     *     {@code system} 系统管理, {@code more} 扩展; an unknown one counts as {@code more}, the empty text keeps it out of the menu
     * @param icon name of one of the console's icons (its kit, {@code Icon.vue}) for the menu, or null for that of its part; an unknown one shows a list
     */
    record Page(String path, Map<String, String> titles, String export, String operation, int order, String group, String icon) {
        public Page {
            titles = Map.copyOf(titles);
            group = group == null ? "more" : group;
        }

        /** In the part {@code more} of the menu. */
        public Page(String path, Map<String, String> titles, String export, String operation, int order) {
            this(path, titles, export, operation, order, "more");
        }

        /** With the icon of its part of the menu. */
        public Page(String path, Map<String, String> titles, String export, String operation, int order, String group) {
            this(path, titles, export, operation, order, group, null);
        }

        public static Page of(String path, String chinese, String english, String export, String operation, int order, String group) {
            return new Page(path, Map.of("zh-CN", chinese, "en", english), export, operation, order, group);
        }

        public static Page of(String path, String chinese, String english, String export, String operation, int order, String group, String icon) {
            return new Page(path, Map.of("zh-CN", chinese, "en", english), export, operation, order, group, icon);
        }
    }

    /**
     * A piece of another page (部件).
     *
     * @param place where it goes: {@code home} below one's queue, {@code top} in the bar on top of every page, {@code screen}, {@code map-layer},
     *     or {@code record:<kind>} beside a record; it is given the property {@code record} there
     * @param titles language → what people read; {@code zh-CN} is always there
     * @param export name under which the module exports it
     * @param operation the operation one must be allowed to see it
     */
    record Widget(String place, Map<String, String> titles, String export, String operation) {
        public Widget {
            titles = Map.copyOf(titles);
        }

        public static Widget of(String place, String chinese, String english, String export, String operation) {
            return new Widget(place, Map.of("zh-CN", chinese, "en", english), export, operation);
        }
    }
}
