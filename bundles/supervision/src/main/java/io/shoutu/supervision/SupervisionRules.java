package io.shoutu.supervision;

import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The rules a county sets for itself (督办规则), read from {@link Config}; a value that cannot be read stops the room with a sentence. */
@Component(service = SupervisionRules.class, configurationPid = "io.shoutu.supervision")
@Designate(ocd = Config.class)
public final class SupervisionRules {
    private final String organ;
    private final List<Integer> dueSoonDays;
    private final boolean climbing;
    private final List<String> head;

    @Activate
    public SupervisionRules(Config config) {
        this(config.organ(), config.dueSoonDays(), config.climbing(), config.head());
    }

    public SupervisionRules(String organ, String dueSoonDays, boolean climbing, String head) {
        this.organ = organ.strip();
        this.climbing = climbing;
        this.head = Arrays.stream(head.split("[,，、]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
        try {
            this.dueSoonDays = Arrays.stream(dueSoonDays.split(",")).map(String::strip).filter(s -> !s.isEmpty()).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("io.shoutu.supervision: dueSoonDays cannot be read: " + dueSoonDays, e);
        }
    }

    /** Who signs the papers. */
    public String organ() {
        return organ;
    }

    /** Days before a deadline on which it is reminded. */
    public List<Integer> dueSoonDays() {
        return dueSoonDays;
    }

    /** Titles of who gives and confirms instructions of the head of government; empty for any leader. */
    public List<String> head() {
        return head;
    }

    /** Whether what is overdue climbs by itself. */
    public boolean climbing() {
        return climbing;
    }
}
