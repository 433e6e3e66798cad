package io.shoutu.hazard;

import io.shoutu.api.journal.Entry;
import io.shoutu.api.sensor.Priority;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The rules a county sets for itself (隐患规则), read from {@link Config}; a value that cannot be read stops the room with a sentence. */
@Component(service = HazardRules.class, configurationPid = "io.shoutu.hazard")
@Designate(ocd = Config.class)
public final class HazardRules {
    /** States of ISA-18.2 in which an alarm calls nobody: shelved, suppressed by design, out of service. */
    private static final Set<String> SILENT = Set.of("SHLVD", "DSUPR", "OOSRV");

    private final Set<Priority> alarmPriorities;
    private final int extensionGrants;
    private final List<Integer> dueSoonDays;
    private final int stepWorkingDays;
    private final int extensionDays;
    private final int lookBackDays;
    private final int recurrenceMonths;
    private final String recurrenceTo;
    private final int reviewMonths;

    @Activate
    public HazardRules(Config config) {
        this(config.alarmPriorities(), config.extensionGrants(), config.dueSoonDays(), config.stepWorkingDays(), config.extensionDays(), config.lookBackDays(),
                config.recurrenceMonths(), config.recurrenceTo(), config.reviewMonths());
    }

    /** With the rest as delivered. */
    public HazardRules(String alarmPriorities, int extensionGrants, String dueSoonDays, int stepWorkingDays) {
        this(alarmPriorities, extensionGrants, dueSoonDays, stepWorkingDays, 180, 60, 12, "县安全生产委员会办公室", 12);
    }

    public HazardRules(String alarmPriorities, int extensionGrants, String dueSoonDays, int stepWorkingDays, int extensionDays, int lookBackDays,
            int recurrenceMonths, String recurrenceTo, int reviewMonths) {
        this.reviewMonths = atLeast(1, "reviewMonths", reviewMonths);
        this.extensionDays = atLeast(0, "extensionDays", extensionDays);
        this.lookBackDays = atLeast(0, "lookBackDays", lookBackDays);
        this.recurrenceMonths = atLeast(1, "recurrenceMonths", recurrenceMonths);
        this.recurrenceTo = recurrenceTo.isBlank() ? null : recurrenceTo.strip();
        this.alarmPriorities = list("alarmPriorities", alarmPriorities, Priority::valueOf).collect(Collectors.toUnmodifiableSet());
        this.extensionGrants = atLeast(0, "extensionGrants", extensionGrants);
        this.dueSoonDays = list("dueSoonDays", dueSoonDays, days -> atLeast(1, "dueSoonDays", Integer.parseInt(days))).toList();
        this.stepWorkingDays = atLeast(0, "stepWorkingDays", stepWorkingDays);
    }

    /** Whether an alarm that calls with this entry opens a hazard: it has one of the county's priorities by now, and nothing keeps it silent. */
    public boolean opens(Entry alarm) {
        return !SILENT.contains(String.valueOf(alarm.text("state"))) && alarmPriorities.stream().anyMatch(p -> p.name().equals(alarm.text("priority")));
    }

    public int extensionGrants() {
        return extensionGrants;
    }

    public List<Integer> dueSoonDays() {
        return dueSoonDays;
    }

    public int stepWorkingDays() {
        return stepWorkingDays;
    }

    /** How many days all extensions together may lie beyond the first deadline. */
    public int extensionDays() {
        return extensionDays == 0 ? Integer.MAX_VALUE : extensionDays;
    }

    /** Days after a closure until somebody looks again; 0 for never by itself. */
    public int lookBackDays() {
        return lookBackDays;
    }

    public int recurrenceMonths() {
        return recurrenceMonths;
    }

    /** Who is asked to watch a recurring hazard, or null. */
    public String recurrenceTo() {
        return recurrenceTo;
    }

    /** Months until the next review of a risk. */
    public int reviewMonths() {
        return reviewMonths;
    }

    private static <T> Stream<T> list(String key, String text, Function<String, T> read) {
        try {
            return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).map(read).toList().stream();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("io.shoutu.hazard: " + key + " cannot be read: " + text, e);
        }
    }

    private static int atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException("io.shoutu.hazard: " + key + " is at least " + least + ", not " + value);
        }
        return value;
    }
}
