package io.shoutu.responsibility.meeting;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Which duties a signed meeting or study session performs (会议学习履职证据): for the body that sat, for who chaired it and for those who were
 * there. Declaring it void takes all of it back; correcting its date takes it back on the old day and counts it on the new one.
 */
@Component(service = DutyEvidence.class)
public final class MeetingEvidence implements DutyEvidence {
    static final String HELD = "responsibility.meeting-held";
    static final String ATTENDED = "responsibility.meeting-attended";
    static final String STUDY_HELD = "responsibility.study-held";
    static final String STUDY_LED = "responsibility.study-led";
    static final String STUDIED = "responsibility.studied";
    private static final Map<String, Kind> CHAIRED = new LinkedHashMap<>();
    private static final Map<String, Kind> APPROVED = new LinkedHashMap<>();

    static {
        CHAIRED.put("STANDING_COMMITTEE", new Kind("responsibility.standing-committee-chaired", "主持常委会会议研究安全生产"));
        CHAIRED.put("EXECUTIVE", new Kind("responsibility.executive-chaired", "主持政府常务会议研究安全生产"));
        CHAIRED.put("SAFETY_COMMITTEE", new Kind("responsibility.safety-committee-convened", "召集安委会会议"));
        CHAIRED.put("PARTY_GROUP", new Kind("responsibility.party-group-chaired", "主持党组（党委）会议研究安全生产"));
        CHAIRED.put("OFFICE", new Kind("responsibility.office-meeting-chaired", "主持办公会议研究安全生产"));
        CHAIRED.put("SPECIAL", new Kind("responsibility.special-meeting-chaired", "召开安全生产专题会议"));
        APPROVED.put("KEY_POINTS", new Kind("responsibility.key-points-approved", "审定年度安全生产工作要点"));
        APPROVED.put("TASK_LIST", new Kind("responsibility.task-list-approved", "审定季度安全生产工作清单"));
        APPROVED.put("DUTY_LIST", new Kind("responsibility.duty-list-approved", "审定安全生产责任清单"));
        APPROVED.put("HEARING", new Kind("responsibility.report-heard", "听取安全生产工作汇报"));
    }

    @Override
    public List<Kind> kinds() {
        List<Kind> all = new ArrayList<>(List.of(new Kind(HELD, "召开会议研究部署安全生产"), new Kind(ATTENDED, "参加会议研究安全生产"), new Kind(STUDY_HELD, "组织安全生产专题学习（集体）"),
                new Kind(STUDY_LED, "主持安全生产专题学习"), new Kind(STUDIED, "参加安全生产专题学习")));
        all.addAll(CHAIRED.values());
        all.addAll(APPROVED.values());
        return all;
    }

    @Override
    public Set<String> facts() {
        return Set.of(MeetingFacts.SIGNED, MeetingFacts.ADOPTED, MeetingFacts.REDATED, MeetingFacts.VOIDED);
    }

    @Override
    public List<Evidence> of(Entry entry) {
        if (!facts().contains(entry.name()) || !Boolean.TRUE.equals(entry.data().get("counts"))) {
            return List.of();
        }
        Instant held = Instant.parse(entry.text("heldAt"));
        return switch (entry.name()) {
            case MeetingFacts.VOIDED -> acts(entry, held, true);
            case MeetingFacts.REDATED -> {
                List<Evidence> both = new ArrayList<>(acts(entry, Instant.parse(entry.text("heldBefore")), true));
                both.addAll(acts(entry, held, false));
                yield both;
            }
            default -> acts(entry, held, false);
        };
    }

    private static List<Evidence> acts(Entry entry, Instant held, boolean withdrawn) {
        boolean study = "STUDY".equals(entry.text("sort"));
        String chair = entry.text("chair");
        String unit = entry.text("unit");
        List<Evidence> acts = new ArrayList<>();
        acts.add(new Evidence(study ? STUDY_HELD : HELD, entry.subject(), null, unit, held, withdrawn));
        if (chair != null && study) {
            acts.add(new Evidence(STUDY_LED, entry.subject(), chair, held, withdrawn));
            acts.add(new Evidence(STUDIED, entry.subject(), chair, held, withdrawn));
        } else if (chair != null && CHAIRED.containsKey(entry.text("form"))) {
            acts.add(new Evidence(CHAIRED.get(entry.text("form")).code(), entry.subject(), chair, held, withdrawn));
        }
        for (String account : strings(entry, "attendees")) {
            acts.add(new Evidence(study ? STUDIED : ATTENDED, entry.subject(), account, held, withdrawn));
        }
        for (String aim : strings(entry, "aims")) {
            Kind approved = study ? null : APPROVED.get(aim);
            if (approved != null) {
                acts.add(new Evidence(approved.code(), entry.subject(), null, unit, held, withdrawn));
                if (chair != null) {
                    acts.add(new Evidence(approved.code(), entry.subject(), chair, held, withdrawn));
                }
            }
        }
        return acts;
    }

    private static List<String> strings(Entry entry, String key) {
        return entry.data().get(key) instanceof List<?> list ? list.stream().map(Object::toString).distinct().toList() : List.of();
    }
}
