package io.shoutu.demo.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two years of the county's meetings and study sessions (两年会议学习台账), invented: the standing committee, the government's executive meeting, the safety
 * committee and the deputy head's own meetings. The same day gives the same years.
 */
public final class Meetings {
    private static final String SECRETARY = "ld00";
    private static final String HEAD = "ld01";
    private static final String DEPUTY = "ld02";
    private static final String BUREAU = "ld03";
    private static final List<String> COMMITTEE = List.of(HEAD, DEPUTY);
    private static final List<String> GOVERNMENT = List.of(DEPUTY, "ld03", "ld04", "ld05", "ld06");
    private static final List<String> SAFETY = List.of(DEPUTY, "ld03", "ld04", "ld05", "ld06", "ld07");
    private static final Set<Integer> COMMITTEE_MONTHS = Set.of(1, 3, 4, 6, 7, 9, 10, 12);
    private static final Set<Integer> GOVERNMENT_MONTHS = Set.of(1, 2, 3, 4, 6, 7, 8, 9, 10, 12);
    private static final Set<Integer> QUARTERS = Set.of(1, 4, 7, 10);
    private static final Set<Integer> SPECIAL_MONTHS = Set.of(2, 5, 6, 8, 11, 12);
    private static final Set<Integer> COMMITTEE_STUDY = Set.of(3, 6, 11);
    private static final Set<Integer> GOVERNMENT_STUDY = Set.of(2, 5, 8, 11);
    private static final String[] SEASONS = {"岁末年初", "春节前后", "春季复工复产", "清明和一季度收官", "五一假期", "安全生产月和汛期", "高温汛期", "防台防汛", "中秋国庆", "四季度", "秋冬火灾防控", "年终岁尾"};
    private static final String[][] WORK = {
        {"对危险化学品企业开展一轮全覆盖检查", "yjj"}, {"对人员密集场所开展消防安全检查", "xfj"}, {"对道路客运、危货运输企业开展检查", "jtj"}, {"对建筑工地、城镇燃气开展检查", "zjj"},
        {"对有限空间、粉尘涉爆企业开展专项治理", "yjj"}, {"督促乡镇街道开展九小场所排查", "awb"}, {"对特种设备开展检验情况核查", "scj"}, {"对粮食仓储、农机开展检查", "nyj"}};

    private final LocalDate today;

    public Meetings(LocalDate today) {
        this.today = today;
    }

    /** Rows for {@code POST /api/meetings/past}, oldest first. */
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (LocalDate month = LocalDate.of(today.getYear() - 1, 1, 1); !month.isAfter(today); month = month.plusMonths(1)) {
            month(month, all);
        }
        return all.stream().filter(row -> row.get("heldAt").toString().compareTo(today.toString()) < 0).toList();
    }

    /** A meeting of last year's December that was written down only after that year was frozen (补录). */
    public Map<String, Object> late() {
        LocalDate december = LocalDate.of(today.getYear() - 1, 12, 1);
        return row(december, 28, "bl", "MEETING", "SPECIAL", "xzf", DEPUTY, "元旦春节安全防范专题调度会（补录）", List.of("ld03", "ld04", "ld05"), List.of(topic("调度元旦春节安全防范措施", "DEPLOYMENT")), List.of());
    }

    private void month(LocalDate first, List<Map<String, Object>> all) {
        int m = first.getMonthValue();
        int round = first.getYear() * 12 + m;
        String season = SEASONS[m - 1];
        if (COMMITTEE_MONTHS.contains(m)) {
            List<Map<String, Object>> topics = new ArrayList<>(List.of(topic("研究部署" + season + "安全生产工作", "DEPLOYMENT")));
            if (m == 1) {
                topics.add(topic("审定" + first.getYear() + "年安全生产工作要点", "KEY_POINTS"));
                topics.add(topic("审定" + first.getYear() + "年党政领导安全生产责任清单", "DUTY_LIST"));
            } else if (m == 7 || m == 12) {
                topics.add(topic("听取县安委会安全生产工作情况汇报", "HEARING"));
            }
            topics.add(topic("研究其他事项", "OTHER"));
            all.add(row(first, 8, "cwh", "MEETING", "STANDING_COMMITTEE", "xw.cwh", SECRETARY, "县委常委会会议", COMMITTEE, topics, decided(first, round, 1)));
        }
        if (GOVERNMENT_MONTHS.contains(m)) {
            List<Map<String, Object>> topics = new ArrayList<>(List.of(topic("研究部署" + season + "安全生产重点工作", "DEPLOYMENT")));
            if (QUARTERS.contains(m)) {
                topics.add(topic("审定第" + "一二三四".charAt((m - 1) / 3) + "季度安全生产工作清单", "TASK_LIST"));
            }
            all.add(row(first, 15, "zfc", "MEETING", "EXECUTIVE", "xzf.cwh", HEAD, "县政府常务会议", GOVERNMENT, topics, decided(first, round + 3, QUARTERS.contains(m) ? 3 : 1)));
        }
        if (QUARTERS.contains(m)) {
            all.add(row(first, 20, "awh", "MEETING", "SAFETY_COMMITTEE", "awb", HEAD, "县安委会全体会议", SAFETY,
                    List.of(topic("通报上季度安全生产形势，部署" + season + "工作", "DEPLOYMENT"), topic("听取成员单位履职情况汇报", "HEARING")), decided(first, round + 5, 2)));
        }
        if (QUARTERS.contains(m)) {
            all.add(row(first, 6, "yjdz", "MEETING", "PARTY_GROUP", "yjj", BUREAU, "县应急管理局党组会议", List.of(), List.of(topic("研究部署" + season + "安全监管工作", "DEPLOYMENT")), List.of()));
            all.add(row(first, 22, "yjbg", "MEETING", "OFFICE", "yjj", BUREAU, "县应急管理局局长办公会议", List.of(), List.of(topic("调度" + season + "执法检查进度", "DEPLOYMENT")), List.of()));
        }
        if (SPECIAL_MONTHS.contains(m)) {
            all.add(row(first, 24, "zth", "MEETING", "SPECIAL", "xzf", DEPUTY, season + "安全生产专题调度会", List.of("ld03", "ld04", "ld05"), List.of(topic("调度" + season + "安全防范措施落实情况", "DEPLOYMENT")),
                    decided(first, round + 1, 1)));
        }
        if (COMMITTEE_STUDY.contains(m)) {
            all.add(study(first, 10, "cwxx", "xw.cwh", SECRETARY, "县委理论学习中心组专题学习", COMMITTEE));
        }
        if (GOVERNMENT_STUDY.contains(m)) {
            all.add(study(first, 17, "zfxx", "xzf.cwh", HEAD, "县政府党组会前学法", GOVERNMENT));
        }
    }

    private Map<String, Object> study(LocalDate first, int day, String word, String unit, String chair, String title, List<String> others) {
        Map<String, Object> row = row(first, day, word, "STUDY", "STUDY_GROUP", unit, chair, title, others, List.of(topic("学习安全生产重要论述和安全生产法有关规定", "STUDY")), List.of());
        row.put("study", Map.of("hours", 1.5, "expected", others.size() + 1, "notesChecked", 3, "notesPassed", 3));
        return row;
    }

    private Map<String, Object> row(LocalDate first, int day, String word, String sort, String form, String unit, String chair, String title, List<String> others,
            List<Map<String, Object>> topics, List<Map<String, Object>> resolutions) {
        LocalDate held = first.withDayOfMonth(day);
        while (held.getDayOfWeek() == DayOfWeek.SATURDAY || held.getDayOfWeek() == DayOfWeek.SUNDAY) {
            held = held.plusDays(1);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("reference", "AL-" + word + "-" + first.toString().substring(0, 7));
        row.put("sort", sort);
        row.put("form", form);
        row.put("unit", unit);
        row.put("chair", chair);
        row.put("title", title + "（" + first.getYear() + "年" + first.getMonthValue() + "月）");
        row.put("heldAt", held + "T09:00");
        row.put("place", "县机关会议室");
        row.put("attendees", others);
        row.put("topics", topics);
        row.put("resolutions", resolutions);
        return row;
    }

    private static Map<String, Object> topic(String text, String aim) {
        return Map.of("text", text, "aim", aim);
    }

    /** What was decided: due after a month; one of nine is not done yet, and the latest cannot be. */
    private List<Map<String, Object>> decided(LocalDate first, int round, int count) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] work = WORK[(round + i * 3) % WORK.length];
            LocalDate due = first.plusMonths(1).withDayOfMonth(25);
            LocalDate done = due.minusDays((round + i) % 12).plusDays((round + i) % 7 == 0 ? 14 : 0);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("text", work[0]);
            row.put("unit", work[1]);
            row.put("due", due.toString());
            if (done.isBefore(today) && (first.isBefore(today.minusMonths(6)) || (round + i) % 9 != 0)) {
                row.put("done", done.toString());
                row.put("result", "已办结，情况报县安委办");
            }
            all.add(row);
        }
        return all;
    }
}
