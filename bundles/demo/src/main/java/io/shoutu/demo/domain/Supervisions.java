package io.shoutu.demo.domain;

import io.shoutu.api.directory.Enterprise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two years of supervision (两年督办台账), invented: a letter about each hazard that was late, an interview where one was late for long, a listing for the gravest. What is overdue and newest has no paper yet, so that
 * the ladder has something to propose. The same hazards give the same papers.
 */
public final class Supervisions {
    private static final String[] HEADS = {"ji.anheng", "luo.pingzhou", "mei.shuye"};

    private final Map<String, Enterprise> enterprises = new LinkedHashMap<>();
    private final LocalDate today;

    public Supervisions(County county, LocalDate today) {
        county.enterprises().forEach(e -> enterprises.put(e.creditCode().text(), e));
        this.today = today;
    }

    /** Bodies for {@code POST /api/supervision/past}, oldest first. @param late hazards that missed a deadline, as {@code GET /api/hazards?late=true} lists them */
    public List<Map<String, Object>> papers(List<Map<String, Object>> late) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int listings = 0;
        for (Map<String, Object> hazard : sorted(late)) {
            Enterprise enterprise = enterprises.get(String.valueOf(hazard.get("enterprise")));
            LocalDate missed = LocalDate.parse(String.valueOf(hazard.get("lateSince")));
            boolean open = hazard.get("endedAt") == null;
            if (enterprise == null || enterprise.lead() == null || open && missed.plusDays(20).isAfter(today)) {
                continue;
            }
            String number = String.valueOf(hazard.get("number"));
            String title = String.valueOf(hazard.get("title"));
            LocalDate ended = open ? null : LocalDate.parse(String.valueOf(hazard.get("endedAt")).substring(0, 10));
            boolean major = "MAJOR".equals(hazard.get("grade"));
            if (major && listings < 2 && rows.size() > 2) {
                listings++;
                rows.add(row("listing", "挂牌督办“" + title + "”重大事故隐患", enterprise, "unit:" + enterprise.lead(), number, missed.plusDays(3), open ? null : ended, missed.plusDays(90)));
            } else if (rows.size() % 9 == 5) {
                rows.add(row("interview", "约谈" + enterprise.name() + "主要负责人", enterprise, "enterprise:" + enterprise.creditCode().text(), number, missed.plusDays(4), open ? null : ended, missed.plusDays(30)));
            } else {
                rows.add(row(rows.size() % 3 == 2 ? "notice" : "reminder", "关于督促整改“" + title + "”的函", enterprise, "unit:" + enterprise.lead(), number, missed.plusDays(2), open ? null : ended, missed.plusDays(20)));
            }
        }
        return rows;
    }

    private static List<Map<String, Object>> sorted(List<Map<String, Object>> late) {
        return late.stream().filter(h -> h.get("lateSince") != null).sorted(Comparator.comparing((Map<String, Object> h) -> String.valueOf(h.get("lateSince"))).thenComparing(h -> String.valueOf(h.get("number")))).toList();
    }

    private Map<String, Object> row(String kind, String title, Enterprise enterprise, String addressee, String hazard, LocalDate issued, LocalDate ended, LocalDate deadline) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("kind", kind);
        draft.put("title", title.length() > 150 ? title.substring(0, 150) : title);
        draft.put("problem", enterprise.name() + "的隐患（" + hazard + "）逾期未完成整改。");
        draft.put("basis", "安全生产法第四十一条");
        draft.put("demand", kind.equals("listing") ? "请制定治理方案，明确责任领导，每月报送进展，期满前申请验收。" : "请督促责任单位立即整改到位，落实整改期间的安全措施，并书面答复。");
        draft.put("addressee", addressee);
        draft.put("cc", List.of());
        draft.put("enterprise", enterprise.creditCode().text());
        draft.put("about", "hazard/" + hazard);
        draft.put("deadline", deadline.toString());
        if (kind.equals("listing")) {
            draft.put("leader", "牵头部门主要负责人");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("draft", draft);
        LocalDate out = issued.isAfter(today) ? today : issued;
        LocalDate signed = earliest(out.plusDays(1), today);
        row.put("issuedOn", out.toString());
        row.put("signedOn", signed.toString());
        if (kind.equals("interview") && !signed.plusDays(2).isAfter(today)) {
            row.put("heldOn", signed.plusDays(2).toString());
        }
        if (ended != null) {
            LocalDate replied = earliest(latest(ended, signed.plusDays(3)), today);
            row.put("repliedOn", replied.toString());
            row.put("reply", "责任单位已完成整改，隐患已销号。");
            row.put("closedOn", earliest(replied.plusDays(2), today).toString());
        }
        row.put("reference", "demo-" + hazard);
        return row;
    }

    private static LocalDate earliest(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate latest(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** Bodies for {@code POST /api/supervision/points/heads}: three heads, of whom the first changed his enterprise this year. */
    public List<Map<String, Object>> heads() {
        List<String> firms = new ArrayList<>(enterprises.keySet());
        LocalDate since = LocalDate.of(today.getYear() - 2, 1, 1);
        LocalDate moved = today.minusDays(60);
        return List.of(head(HEADS[0], firms.get(0), since, moved.minusDays(1)), head(HEADS[0], firms.get(1), moved, null), head(HEADS[1], firms.get(2), since, null), head(HEADS[2], firms.get(3), since, null));
    }

    private static Map<String, Object> head(String person, String enterprise, LocalDate from, LocalDate to) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("person", person);
        row.put("enterprise", enterprise);
        row.put("title", "主要负责人");
        row.put("from", from.toString());
        row.put("to", to == null ? null : to.toString());
        return row;
    }

    /** Bodies for {@code POST /api/supervision/points/past}: what was late at these enterprises while these people headed them, by the hazards themselves. */
    public List<Map<String, Object>> points(List<Map<String, Object>> late) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> hazard : sorted(late)) {
            LocalDate missed = LocalDate.parse(String.valueOf(hazard.get("lateSince"))).plusDays(1);
            heads().stream().filter(h -> h.get("enterprise").equals(hazard.get("enterprise")) && !missed.isBefore(LocalDate.parse((String) h.get("from")))
                    && (h.get("to") == null || !missed.isAfter(LocalDate.parse((String) h.get("to")))) && !missed.isAfter(today)).findFirst().ifPresent(h -> {
                        Map<String, Object> row = new LinkedHashMap<>();
                        row.put("person", h.get("person"));
                        row.put("enterprise", h.get("enterprise"));
                        row.put("rule", "MAJOR".equals(hazard.get("grade")) ? "major-late" : "hazard-late");
                        row.put("happenedOn", missed.toString());
                        row.put("about", "hazard/" + hazard.get("number"));
                        rows.add(row);
                    });
        }
        return rows;
    }
}
