package io.shoutu.responsibility;

import io.shoutu.api.Problem;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The county's own words for lists (清单用词) and its times for reminding. */
@Component(service = ListWords.class, configurationPid = "io.shoutu.responsibility")
@Designate(ocd = Config.class)
public final class ListWords {
    private final List<String> categories;
    private final List<String> layers;
    private final List<Integer> soon;
    private final int superiorAfter;
    private final List<String> superior;

    @Activate
    public ListWords(Config config) {
        this(split(config.categories()), split(config.layers()), days(config.dueSoonDays()), Math.max(1, config.superiorAfterDays()), split(config.superior()));
    }

    public ListWords(List<String> categories, List<String> layers, List<Integer> soon, int superiorAfter, List<String> superior) {
        this.categories = List.copyOf(categories);
        this.layers = List.copyOf(layers);
        this.soon = soon.stream().sorted(java.util.Comparator.reverseOrder()).toList();
        this.superiorAfter = superiorAfter;
        this.superior = List.copyOf(superior);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[,，]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static List<Integer> days(String text) {
        List<Integer> days = split(text).stream().map(Integer::valueOf).toList();
        if (days.stream().anyMatch(day -> day < 1 || day > 180)) {
            throw new IllegalArgumentException("dueSoonDays are 1 to 180: " + text);
        }
        return days;
    }

    public List<String> categories() {
        return categories;
    }

    public List<String> layers() {
        return layers;
    }

    /** Days before the due day on which somebody is reminded, the most first. */
    public List<Integer> soon() {
        return soon;
    }

    /** How many days before the due day count as near (临期): the most of those on which somebody is reminded. */
    public int near() {
        return soon.isEmpty() ? 0 : soon.get(0);
    }

    public int superiorAfter() {
        return superiorAfter;
    }

    /** Addressees as notices write them. */
    public List<String> superior() {
        return superior;
    }

    /** Refuses a sort or layer the county does not know, naming those it does. */
    void check(String category, String layer) {
        if (!categories.contains(category)) {
            throw new Problem.Invalid("list-category", "category", "清单类别须是其中之一：" + String.join("、", categories));
        }
        if (layer != null && !layers.contains(layer)) {
            throw new Problem.Invalid("list-layer", "layer", "内部细化层级须是其中之一：" + String.join("、", layers));
        }
    }
}
