package io.shoutu.demo;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The switch (开关) of the demo: wakes the other components only where the property {@code shoutu.demo} is true, or where somebody once
 * loaded the demo into an empty platform. A data directory is either a demonstration or in earnest, never both.
 */
@Component(immediate = true, service = Switch.class)
public final class Switch {
    private final ComponentContext context;
    private final Directory directory;
    private final Path mark;

    @Activate
    public Switch(ComponentContext context, @Reference Directory directory) {
        this.context = context;
        this.directory = directory;
        this.mark = Path.of(context.getBundleContext().getProperty("shoutu.data")).resolve("demo-loaded");
        if (on()) {
            context.enableComponent(null);
        }
    }

    /** Whether this platform shows the demo. */
    public boolean on() {
        return "true".equals(context.getBundleContext().getProperty("shoutu.demo")) || Files.exists(mark);
    }

    /**
     * Wakes the demo, for ever after.
     *
     * @throws Problem.IllegalMove code {@code not-empty} where the directory already knows an enterprise: invented data must not mix with real
     */
    public void load() throws IOException {
        if (on()) {
            throw new Problem.IllegalMove("demo-loaded", "演示数据已经载入");
        }
        if (directory.enterprises(null, null, null, 1).total() > 0) {
            throw new Problem.IllegalMove("not-empty", "名录中已有企业，演示数据不能与正式数据混在一起；请用一个空的数据目录");
        }
        Files.writeString(mark, "");
        context.enableComponent(null);
    }
}
