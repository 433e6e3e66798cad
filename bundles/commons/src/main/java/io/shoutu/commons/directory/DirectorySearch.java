package io.shoutu.commons.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.search.SearchSource;
import io.shoutu.commons.search.SearchIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The directory in the search (名录查找): enterprises, people, units, divisions and cells of the grid. */
@Component(service = SearchSource.class)
public final class DirectorySearch implements SearchSource {
    private static final Map<String, String> PAGES = Map.of("enterprise", "enterprises", "person", "people", "unit", "units", "area", "areas", "cell", "cells");
    private final SqlDirectory directory;
    private final SearchIndex index;
    private final AtomicBoolean caughtUp = new AtomicBoolean();

    @Activate
    public DirectorySearch(@Reference SqlDirectory directory, @Reference SearchIndex index) {
        this.directory = directory;
        this.index = index;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group("enterprise", "企业", 100, "directory.read"), new Group("person", "人员", 200, "directory.read"),
                new Group("unit", "单位", 300, "directory.read"), new Group("area", "区划", 700, "directory.read"), new Group("cell", "网格", 710, "directory.read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        if (caughtUp.compareAndSet(false, true)) {
            try {
                directory.catchUp();
            } catch (RuntimeException failed) {
                caughtUp.set(false);
                throw failed;
            }
        }
        return index.find(kind, text, asking.scope(), limit).stream()
                .map(e -> new Hit(e.subject(), e.title(), e.hint(), "#/directory/" + PAGES.get(kind) + "/" + e.subject().number())).toList();
    }
}
