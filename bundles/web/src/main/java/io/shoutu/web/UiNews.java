package io.shoutu.web;

import io.shoutu.api.edge.LiveNews;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells open pages that what bundles add to the console has changed (界面已变): {@code ui.changed}; they ask for the list anew. */
@Component(service = LiveNews.class)
public final class UiNews implements LiveNews {
    static final String CHANGED = "ui.changed";

    private final Contributions contributions;
    private final Clock clock;

    @Activate
    public UiNews(@Reference Contributions contributions, @Reference Clock clock) {
        this.contributions = contributions;
        this.clock = clock;
    }

    @Override
    public Hearing hear(Consumer<News> pages) {
        Runnable told = () -> pages.accept(new News(CHANGED, null, clock.instant(), Map.of()));
        contributions.onChange(told);
        return () -> contributions.forget(told);
    }
}
