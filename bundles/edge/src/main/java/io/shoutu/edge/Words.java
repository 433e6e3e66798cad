package io.shoutu.edge;

import java.util.Arrays;
import java.util.List;

/** Lists in settings (设置中的列表): a .cfg file gives one text with commas where a console gives several values. */
public final class Words {
    private Words() {}

    /** Each word once, in order, without blanks around it. */
    public static List<String> of(String[] values) {
        return Arrays.stream(values).flatMap(v -> Arrays.stream(v.split(","))).map(String::strip).filter(v -> !v.isEmpty()).distinct().toList();
    }
}
