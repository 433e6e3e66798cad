package io.shoutu.sensor;

import io.shoutu.api.journal.Entry;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import java.util.Map;

/** What people read of an entry about an alarm (报警记事). */
public final class AlarmWords {
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry(SensorFacts.ALARM_RAISED, "触发"), Map.entry(SensorFacts.ALARM_RECURRED, "再次触发"),
            Map.entry(SensorFacts.ALARM_ACKNOWLEDGED, "确认"), Map.entry(SensorFacts.ALARM_CLEARED, "恢复正常"), Map.entry(SensorFacts.ALARM_ESCALATED, "升级"),
            Map.entry(SensorFacts.ALARM_DEESCALATED, "降级"), Map.entry(SensorFacts.ALARM_REALARMED, "重新报警"), Map.entry(SensorFacts.ALARM_RESET, "复位"),
            Map.entry(SensorFacts.ALARM_SUPPRESSED, "转为静默"), Map.entry(SensorFacts.ALARM_RELEASED, "解除静默"), Map.entry(SensorFacts.ALARM_FOUND, "追溯发现"),
            Map.entry(SensorFacts.ALARM_DOUBTED, "依据存疑"), Map.entry(Disposals.COMMENTED, "备注"), Map.entry(Disposals.ASSIGNED, "指派"), Map.entry(Disposals.DISPOSED, "处置完毕"),
            Map.entry(Disposals.REOPENED, "重新处置"));

    private AlarmWords() {}

    public static String label(String fact) {
        return LABELS.getOrDefault(fact, fact);
    }

    /** Its details in a few words, or null. */
    public static String text(Entry entry) {
        return switch (entry.name()) {
            case SensorFacts.ALARM_ACKNOWLEDGED -> entry.text("note");
            case SensorFacts.ALARM_CLEARED, SensorFacts.ALARM_FOUND -> entry.text("reason");
            case SensorFacts.ALARM_ESCALATED, SensorFacts.ALARM_DEESCALATED -> priority(entry.text("priorityBefore")) + " → " + priority(entry.text("priority"));
            case SensorFacts.ALARM_SUPPRESSED, SensorFacts.ALARM_RELEASED -> entry.text("suppression");
            case SensorFacts.ALARM_DOUBTED -> entry.text("correction");
            case Disposals.ASSIGNED -> entry.text("assignee");
            default -> null;
        };
    }

    private static String priority(String name) {
        return name == null ? "" : Priority.valueOf(name).label();
    }
}
