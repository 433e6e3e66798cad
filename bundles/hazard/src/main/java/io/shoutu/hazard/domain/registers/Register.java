package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.MajorSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The county's smaller ledgers (专项台账), one constant each: its fields, its moves, what a move asks for, what must be there first, what follows from it by reckoning, and the day that
 * must not be missed. Months, days and catalogues that differ from place to place are fields of the entry, not constants here.
 */
public enum Register implements Term {
    /** 风险“六项机制”: a topic is closed only when each of the six stages has its evidence. */
    RISK_TOPIC("风险六项机制", "Six mechanisms", "LX") {
        @Override
        List<Blank> fields() {
            return List.of(must("title", "风险专题", "Topic", LINE), must("owner", "牵头单位", "Lead", LINE), may("description", "情况", "Situation", TEXT),
                    may("everyMonths", "每几个月研判一次", "Judged every (months)", COUNT).hint("不填为每月一次"));
        }

        @Override
        List<Blank> form(Act act) {
            return act == Act.JUDGING ? List.of(choice("mechanism", "环节", "Mechanism", SIX), must("day", "日期", "Day", DAY), must("owner", "责任人岗位", "Post", LINE), must("evidence", "做了什么", "Evidence", TEXT),
                    may("record", "关联记录编号", "Record", LINE)) : reason(act);
        }

        @Override
        public boolean adds(Act act) {
            return act == Act.JUDGING;
        }

        @Override
        Optional<String> missing(Dossier d, Act act) {
            String left = d.value("missing");
            return act == Act.CLOSING && left != null ? Optional.of("六项机制还缺：" + left + "，六个环节都有材料才能闭环") : Optional.empty();
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("done", "已有材料的环节", "Done", LINE), may("missing", "还缺的环节", "Missing", LINE));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            List<String> done = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (String each : SIX) {
                String code = each.substring(0, each.indexOf('='));
                (d.lines(Act.JUDGING).stream().anyMatch(l -> code.equals(l.values().get("mechanism"))) ? done : left).add(each.substring(each.indexOf('=') + 1));
            }
            Map<String, String> all = new LinkedHashMap<>();
            put(all, "done", done.isEmpty() ? null : String.join("、", done));
            put(all, "missing", left.isEmpty() ? null : String.join("、", left));
            return all;
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            if (d.stage() != Stage.OPEN) {
                return null;
            }
            int months = d.value("everyMonths") == null ? 1 : Math.max(1, Integer.parseInt(d.value("everyMonths")));
            LocalDate judged = d.lines(Act.JUDGING).stream().filter(l -> "judging".equals(l.values().get("mechanism"))).map(l -> LocalDate.parse(l.values().get("day"))).max(LocalDate::compareTo)
                    .orElse(io.shoutu.api.time.Legal.day(d.enteredAt()));
            return judged.plusMonths(months);
        }
    },

    /** 重大安全风险联防联控: at least two members; something done together every year. */
    JOINT_CONTROL("重大风险联防联控", "Joint control", "LF") {
        @Override
        List<Blank> fields() {
            return List.of(must("title", "共同防范的风险", "Risk", LINE), must("members", "成员单位", "Members", TEXT).hint("每行一个，至少两个（安全生产法第八条）"), may("resources", "可共用的应急资源", "Resources", TEXT),
                    must("contact", "联络岗位", "Contact post", LINE).hint("写岗位，不写姓名"));
        }

        @Override
        List<Blank> form(Act act) {
            return act == Act.ACTIVITY ? List.of(must("day", "日期", "Day", DAY), choice("sort", "活动", "Activity", "meeting=联席会议", "drill=联合演练", "notice=风险通报", "check=联合检查"),
                    must("text", "情况", "What", TEXT)) : reason(act);
        }

        @Override
        public boolean adds(Act act) {
            return act == Act.ACTIVITY;
        }

        @Override
        Optional<String> missing(Dossier d, Act act) {
            return act == Act.RUNNING && d.value("members").lines().filter(l -> !l.isBlank()).count() < 2 ? Optional.of("联防联控至少要有两个成员单位") : Optional.empty();
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            LocalDate last = d.last(Act.ACTIVITY);
            return d.stage() != Stage.RUNNING ? null : (last == null ? io.shoutu.api.time.Legal.day(d.enteredAt()) : last).plusYears(1);
        }
    },

    /** 强制淘汰工艺、技术、装备（安全生产法第三十八条）: removed only with proof, and verified by another. */
    ELIMINATION("强制淘汰", "Elimination", "TT") {
        @Override
        List<Blank> fields() {
            return List.of(must("enterprise", "使用企业", "Enterprise", ENTERPRISE), must("title", "淘汰的工艺、技术或装备", "What", LINE), must("catalogue", "目录名称、文号和条目", "Catalogue", LINE),
                    must("amount", "台（套）数", "Pieces", COUNT), may("place", "所在部位", "Where", LINE));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case ORDER -> List.of(must("deadline", "淘汰期限", "Until", DAY), may("order", "文书编号", "Order", LINE));
                case REMOVAL -> List.of(must("removedOn", "拆除日期", "Removed on", DAY), must("proof", "拆除证明", "Proof", TEXT).hint("去向、报废手续、照片编号"));
                default -> reason(act);
            };
        }

        @Override
        boolean byAnother(Act act) {
            return act == Act.VERIFICATION;
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.ORDERED ? d.day("deadline") : null;
        }
    },

    /** 新材料、新工艺、新业态风险评估: controlled only when somebody is named who supervises it. */
    NOVEL_RISK("新材料新工艺新业态评估", "New risks", "XF") {
        @Override
        List<Blank> fields() {
            return List.of(may("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "名称", "What", LINE), choice("sort", "类别", "Sort", "material=新材料", "process=新工艺", "technology=新技术", "business=新业态"),
                    must("description", "情况和可能的风险", "Description", TEXT));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case ASSESSMENT -> List.of(choice("level", "风险等级", "Level", LEVELS), must("conclusion", "评估结论", "Conclusion", TEXT), must("assessor", "评估单位", "Assessor", LINE), must("assessedOn", "评估日期", "Day", DAY));
                case CONTROL -> List.of(must("regulator", "监管部门", "Regulator", LINE), must("measures", "管控措施", "Measures", TEXT), must("review", "下次评审日期", "Next review", DAY));
                default -> reason(act);
            };
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.CONTROLLED ? d.day("review") : null;
        }
    },

    /** “五到位”: each of the five with its evidence; looked at again within a year. */
    FIVE_IN_PLACE("五到位核查", "Five in place", "WD") {
        @Override
        List<Blank> fields() {
            return Stream.concat(Stream.of(must("enterprise", "企业", "Enterprise", ENTERPRISE)), five().stream()).toList();
        }

        private List<Blank> five() {
            List<Blank> all = new ArrayList<>();
            all.add(must("checkedOn", "核查日期", "Checked on", DAY));
            for (String each : FIVE) {
                String code = each.substring(0, each.indexOf('='));
                String label = each.substring(each.indexOf('=') + 1);
                all.add(may(code, label + "到位", code, FLAG));
                all.add(may(code + "Proof", label + "的依据", code + ": evidence", LINE));
            }
            return all;
        }

        @Override
        List<Blank> form(Act act) {
            return act == Act.RECHECK ? five() : reason(act);
        }

        @Override
        void admit(Dossier before, Act act, Map<String, String> said) {
            for (String each : FIVE) {
                String code = each.substring(0, each.indexOf('='));
                if ("true".equals(said.get(code)) && said.get(code + "Proof") == null) {
                    throw new Problem.Invalid("proof-required", code + "Proof", each.substring(each.indexOf('=') + 1) + "到位，请写明依据");
                }
            }
        }

        @Override
        Stage first(Map<String, String> values) {
            admit(null, null, values);
            return inPlace(values) ? Stage.IN_PLACE : Stage.GAPS;
        }

        @Override
        Stage to(Dossier after, Act act) {
            return act == Act.RECHECK ? inPlace(after.values()) ? Stage.IN_PLACE : Stage.GAPS : super.to(after, act);
        }

        private boolean inPlace(Map<String, String> values) {
            return Stream.of(FIVE).allMatch(each -> "true".equals(values.get(each.substring(0, each.indexOf('=')))));
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("gaps", "缺项", "Gaps", LINE));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            List<String> gaps = Stream.of(FIVE).filter(each -> !"true".equals(d.value(each.substring(0, each.indexOf('='))))).map(each -> each.substring(each.indexOf('=') + 1)).toList();
            return gaps.isEmpty() ? Map.of() : Map.of("gaps", String.join("、", gaps));
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.day("checkedOn").plusYears(1);
        }

        @Override
        String title(Dossier d) {
            return "五到位核查 " + d.value("checkedOn");
        }
    },

    /** 安全投入（安全生产费用）: what was set aside and what was used, line by line; the rate is reckoned. One entry for an enterprise and year. */
    SAFETY_SPENDING("安全投入", "Safety spending", "TR") {
        @Override
        List<Blank> fields() {
            return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("spendingYear", "年度", "Year", YEAR), must("accrued", "应提取（元）", "To set aside", MONEY), must("setAside", "已提取（元）", "Set aside", MONEY),
                    may("basis", "提取依据", "Basis", LINE).hint("如 财资〔2022〕136号 及适用比例"));
        }

        @Override
        List<Blank> form(Act act) {
            return act == Act.SPENDING ? List.of(must("day", "日期", "Day", DAY), must("category", "用途", "For", LINE), must("amount", "金额（元）", "Amount", MONEY), may("voucher", "凭证号", "Voucher", LINE)) : reason(act);
        }

        @Override
        public boolean adds(Act act) {
            return act == Act.SPENDING;
        }

        @Override
        void admit(Dossier before, Act act, Map<String, String> said) {
            if (act == Act.SPENDING && !said.get("day").startsWith(before.value("spendingYear"))) {
                throw new Problem.Invalid("year", "day", "这是" + before.value("spendingYear") + "年度的台账，日期应在该年度内");
            }
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("used", "已使用（元）", "Used", MONEY), may("left", "结余（元）", "Left", LINE), may("accrualRate", "提取率（%）", "Set aside (%)", LINE), may("useRate", "使用率（%）", "Used (%)", LINE));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            BigDecimal used = d.lines(Act.SPENDING).stream().map(l -> new BigDecimal(l.values().get("amount"))).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal aside = new BigDecimal(d.value("setAside"));
            Map<String, String> all = new LinkedHashMap<>();
            put(all, "used", used.toPlainString());
            put(all, "left", aside.subtract(used).toPlainString());
            put(all, "accrualRate", rate(aside, new BigDecimal(d.value("accrued"))));
            put(all, "useRate", rate(used, aside));
            return all;
        }

        /** Not clipped at 100. */
        private String rate(BigDecimal part, BigDecimal whole) {
            return whole.signum() == 0 ? null : part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP).toPlainString();
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.RUNNING_YEAR ? LocalDate.of(Integer.parseInt(d.value("spendingYear")) + 1, 1, 31) : null;
        }

        @Override
        String only(Dossier d) {
            return d.enterprise() + " " + d.value("spendingYear");
        }

        @Override
        String title(Dossier d) {
            return d.value("spendingYear") + "年度安全生产费用";
        }
    },

    /** “不放心”点位环节: watched by a post until somebody who decides releases it, not before it was visited. */
    WATCHED_SPOT("不放心点位", "Worrying spots", "DW") {
        @Override
        List<Blank> fields() {
            return List.of(may("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "点位或环节", "Spot", LINE), must("why", "不放心的原因", "Why", TEXT), choice("level", "盯防级别", "Level", LEVELS),
                    must("watcher", "盯防责任岗位", "Watched by", LINE), must("watchFrom", "盯防起", "From", DAY), must("watchTo", "盯防止", "To", DAY));
        }

        @Override
        List<Blank> form(Act act) {
            return act == Act.VISIT ? List.of(must("day", "日期", "Day", DAY), must("visitor", "到场岗位", "Post", LINE), must("text", "现场情况", "Found", TEXT)) : reason(act);
        }

        @Override
        public boolean adds(Act act) {
            return act == Act.VISIT;
        }

        @Override
        Stage first(Map<String, String> values) {
            if (values.get("watchTo").compareTo(values.get("watchFrom")) < 0) {
                throw new Problem.Invalid("days", "watchTo", "盯防截止不得早于开始");
            }
            return super.first(values);
        }

        @Override
        Optional<String> missing(Dossier d, Act act) {
            return act == Act.RELEASE && d.lines(Act.VISIT).isEmpty() ? Optional.of("还没有一次到场盯防记录，不能解除") : Optional.empty();
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.LISTED ? d.day("watchFrom") : d.stage() == Stage.WATCHED ? d.day("watchTo") : null;
        }
    },

    /** 安全生产标准化自评与定级申请: at most three years; to be renewed three months before its end. */
    SELF_ASSESSMENT("标准化自评定级", "Standardisation", "BZ") {
        @Override
        List<Blank> fields() {
            return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), choice("grade", "申请等级", "Grade", "1=一级", "2=二级", "3=三级"), must("standard", "评定标准", "Standard", LINE), must("score", "自评得分", "Own score", COUNT),
                    must("assessedOn", "自评日期", "Assessed on", DAY), may("findings", "自评发现的问题", "Findings", TEXT));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case REVIEW -> List.of(must("reviewer", "评审单位", "Reviewer", LINE), must("reviewScore", "评审得分", "Score", COUNT), must("reviewedOn", "评审日期", "Day", DAY));
                case CERTIFICATION -> List.of(must("certificate", "证书编号", "Certificate", LINE), must("certifiedOn", "定级日期", "Day", DAY), must("validUntil", "有效期至", "Valid until", DAY));
                default -> reason(act);
            };
        }

        @Override
        void admit(Dossier before, Act act, Map<String, String> said) {
            for (String field : List.of("score", "reviewScore")) {
                if (said.get(field) != null && Integer.parseInt(said.get(field)) > 100) {
                    throw new Problem.Invalid("score", field, "得分按百分制填写");
                }
            }
            if (act == Act.CERTIFICATION && LocalDate.parse(said.get("validUntil")).isAfter(LocalDate.parse(said.get("certifiedOn")).plusYears(3))) {
                throw new Problem.Invalid("valid-until", "validUntil", "标准化等级有效期不超过三年");
            }
        }

        @Override
        Stage first(Map<String, String> values) {
            admit(null, null, values);
            return super.first(values);
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.CERTIFIED ? d.day("validUntil").minusMonths(3) : null;
        }

        @Override
        String title(Dossier d) {
            return "标准化" + "一二三".charAt(Integer.parseInt(d.value("grade")) - 1) + "级自评 " + d.value("assessedOn");
        }
    },

    /**
     * 重大危险源（GB 18218-2018）: S and R are reckoned here from the stock of each assessment and kept with it; assessed again at least every three years and on change, filed anew after each;
     * three persons answer for it, with a check each quarter, month and week.
     */
    INSTALLATION("重大危险源", "Major hazard installations", "ZD") {
        @Override
        List<Blank> fields() {
            return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "单元名称", "Unit", LINE), choice("sort", "单元类别", "Sort", "production=生产单元", "storage=储存单元"), may("place", "位置", "Where", LINE),
                    may("devices", "监控设备编号", "Devices", LINE));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case ASSESSMENT -> List.of(must("day", "评估日期", "Day", DAY), must("assessor", "评估单位", "Assessor", LINE), must("people", "厂界外500米内可能暴露人数", "People within 500 m", COUNT),
                        must("stock", "危险化学品和设计最大量", "Stock", TEXT).hint("每行一种：名称或类别符号 吨数，如 甲醇 200"));
                case FILING -> List.of(must("filing", "备案编号", "Filing", LINE), must("filedOn", "备案日期", "Filed on", DAY), must("principal", "主要负责人（包保）", "Principal", LINE), must("technical", "技术负责人（包保）", "Technical", LINE),
                        must("operating", "操作负责人（包保）", "Operating", LINE));
                case CHECK -> List.of(choice("part", "包保责任人", "Who", "principal=主要负责人", "technical=技术负责人", "operating=操作负责人"), must("day", "检查日期", "Day", DAY), must("text", "检查情况", "Found", TEXT));
                default -> reason(act);
            };
        }

        @Override
        public boolean adds(Act act) {
            return act == Act.ASSESSMENT || act == Act.CHECK;
        }

        @Override
        Optional<String> missing(Dossier d, Act act) {
            if (act == Act.FILING && d.value("grade") == null) {
                return Optional.of("最近一次评估不构成重大危险源（S小于1），不需要备案");
            }
            return act == Act.DELISTING && d.value("grade") != null ? Optional.of("最近一次评估仍构成" + d.value("verdict") + "，重新评估不再构成后才能核销") : Optional.empty();
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("verdict", "辨识分级结论", "Verdict", LINE), may("s", "S", "S", LINE), may("r", "R", "R", LINE), may("grade", "等级", "Grade", LINE), may("assessedOn", "最近评估", "Assessed", DAY),
                    may("assessAgain", "最迟重新评估", "Assess again by", DAY), may("principalNext", "主要负责人下次检查", "Principal's next", DAY), may("technicalNext", "技术负责人下次检查", "Technical next", DAY),
                    may("operatingNext", "操作负责人下次检查", "Operating next", DAY));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            Map<String, String> all = new LinkedHashMap<>();
            List<Dossier.Line> assessments = d.lines(Act.ASSESSMENT);
            if (assessments.isEmpty()) {
                return all;
            }
            Map<String, String> last = assessments.get(assessments.size() - 1).values();
            MajorSource source = known.source(last.get("stock"), Integer.parseInt(last.get("people")));
            put(all, "verdict", source.verdict());
            put(all, "s", source.s().toPlainString());
            put(all, "r", source.grade() == null ? null : source.r().toPlainString());
            put(all, "grade", source.grade() == null ? null : String.valueOf(source.grade()));
            put(all, "assessedOn", last.get("day"));
            put(all, "assessAgain", LocalDate.parse(last.get("day")).plusYears(3).toString());
            if (d.stage() == Stage.FILED) {
                put(all, "principalNext", next(d, "principal").plusMonths(3).toString());
                put(all, "technicalNext", next(d, "technical").plusMonths(1).toString());
                put(all, "operatingNext", next(d, "operating").plusDays(7).toString());
            }
            return all;
        }

        private LocalDate next(Dossier d, String part) {
            return d.lines(Act.CHECK).stream().filter(l -> part.equals(l.values().get("part"))).map(l -> LocalDate.parse(l.values().get("day"))).max(LocalDate::compareTo).orElse(d.day("filedOn"));
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            if (d.stage() == Stage.ASSESSED && d.value("grade") != null) {
                return d.day("assessedOn").plusDays(15);
            }
            return d.stage() != Stage.FILED ? null : Stream.of("assessAgain", "principalNext", "technicalNext", "operatingNext").map(d::day).min(LocalDate::compareTo).orElseThrow();
        }
    },

    /** 企业自查自改自报月报: the figures are those of the ledger, not typed; one for an enterprise and month; nothing found for months is said aloud. */
    SELF_REPORT("自查自报月报", "Monthly self-report", "YB") {
        @Override
        List<Blank> fields() {
            return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("reportMonth", "月份", "Month", MONTH).hint("如 2026-10"), must("statement", "自查情况", "Statement", TEXT));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case SAMPLING -> List.of(must("sample", "抽查情况", "Sampled", TEXT));
                case SUBMISSION -> List.of(must("statement", "自查情况", "Statement", TEXT));
                default -> reason(act);
            };
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("found", "自查发现隐患", "Found", COUNT), may("closed", "其中已销号", "Closed", COUNT), may("major", "其中重大", "Major", COUNT), may("open", "尚未销号", "Open", COUNT), may("late", "超期未整改", "Overdue", COUNT),
                    may("zeroMonths", "连续零发现月数", "Months with none", COUNT));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            // Frozen once an office has looked at it: what it sampled must not change under its hands.
            return d.stage() == Stage.SUBMITTED || d.stage() == Stage.RETURNED ? known.selfChecks(d.enterprise(), YearMonth.parse(d.value("reportMonth"))) : kept(d);
        }

        @Override
        Optional<String> missing(Dossier d, Act act) {
            return Optional.empty();
        }

        @Override
        String only(Dossier d) {
            return d.enterprise() + " " + d.value("reportMonth");
        }

        @Override
        String title(Dossier d) {
            return d.value("reportMonth") + " 自查自报月报";
        }
    },

    /** 隐患治理情况公开（公示）: reviewed for secrecy, privacy and law by another before it is published; taken back with a reason; due 20 working days after it came to be (政府信息公开条例第二十六条). */
    DISCLOSURE("治理情况公开", "Public disclosure", "GK") {
        @Override
        List<Blank> fields() {
            return List.of(must("hazard", "隐患编号", "Hazard", LINE), must("title", "公开标题", "Title", LINE), must("text", "公开内容", "Text", TEXT).hint("不写个人姓名、电话、证件号和商业秘密"), must("channel", "公开渠道", "Channel", LINE));
        }

        @Override
        List<Blank> form(Act act) {
            return switch (act) {
                case REVIEW -> List.of(must("secrecy", "保密审查", "Secrecy", FLAG).hint("不涉及国家秘密、工作秘密"), must("privacy", "隐私审查", "Privacy", FLAG).hint("不涉及个人隐私、商业秘密"), must("legality", "合法性审查", "Legality", FLAG).hint("依据和程序合法"));
                case REVISION -> List.of(must("title", "公开标题", "Title", LINE), must("text", "公开内容", "Text", TEXT), must("channel", "公开渠道", "Channel", LINE));
                default -> reason(act);
            };
        }

        @Override
        Stage first(Map<String, String> values) {
            anonymous(values);
            return super.first(values);
        }

        @Override
        void admit(Dossier before, Act act, Map<String, String> said) {
            anonymous(said);
            for (String check : List.of("secrecy", "privacy", "legality")) {
                if (act == Act.REVIEW && !"true".equals(said.get(check))) {
                    throw new Problem.Invalid("review", check, "三项审查都通过才能公开；未通过的请退回修改");
                }
            }
        }

        private void anonymous(Map<String, String> values) {
            for (String field : List.of("title", "text")) {
                if (values.get(field) != null && values.get(field).matches("(?s).*(?<![0-9])(1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z]).*")) {
                    throw new Problem.Invalid("personal", field, "公开内容里有手机号或身份证号，请删去");
                }
            }
        }

        @Override
        boolean byAnother(Act act) {
            return act == Act.REVIEW;
        }

        @Override
        List<Blank> reckons() {
            return List.of(may("hazardState", "隐患状态", "State of the hazard", LINE), may("enterprise", "企业", "Enterprise", ENTERPRISE), may("publishBy", "应公开期限", "To be published by", DAY), may("publishedOn", "公开日期", "Published", DAY));
        }

        @Override
        Map<String, String> reckon(Dossier d, Known known) {
            Map<String, String> all = new LinkedHashMap<>(known.hazard(d.value("hazard")));
            put(all, "publishBy", known.workingDays(io.shoutu.api.time.Legal.day(d.enteredAt()), 20).toString());
            put(all, "publishedOn", d.stage() == Stage.PUBLISHED && d.value("publishedOn") == null ? known.today().toString() : d.stage() == Stage.DRAFTED ? null : d.value("publishedOn"));
            return all;
        }

        @Override
        LocalDate due(Dossier d, Known known) {
            return d.stage() == Stage.DRAFTED || d.stage() == Stage.REVIEWED ? d.day("publishBy") : null;
        }
    };

    private static final String OFFICE = Roles.OPERATOR + ", " + Roles.INSPECTOR + ", " + Roles.PLANNER;
    private static final String FIRM = Roles.RECTIFIER + ", " + Roles.OPERATOR + ", " + Roles.INSPECTOR;
    private static final String[] SIX = {"finding=查找", "judging=研判", "warning=预警", "preventing=防范", "handling=处置", "accountability=责任"};
    private static final String[] FIVE = {"responsibility=安全责任", "management=安全管理", "investment=安全投入", "training=安全培训", "rescue=应急救援"};
    private static final String[] LEVELS = {"red=红（重大）", "orange=橙（较大）", "yellow=黄（一般）", "blue=蓝（低）"};

    private final String label;
    private final String english;
    private final String series;
    private Lifecycle<Stage, Act> table;

    Register(String label, String english, String series) {
        this.label = label;
        this.english = english;
        this.series = series;
    }

    @Override
    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** Series of its numbers, two letters. */
    public String series() {
        return series;
    }

    /** What is filled in when it is entered. */
    abstract List<Blank> fields();

    /** What a move asks for. */
    List<Blank> form(Act act) {
        return reason(act);
    }

    public List<Blank> entryForm() {
        return fields();
    }

    public List<Blank> moveForm(Act act) {
        return form(act);
    }

    /** What is reckoned and never typed. */
    public List<Blank> reckonedFields() {
        return reckons();
    }

    List<Blank> reckons() {
        return List.of();
    }

    Map<String, String> reckon(Dossier d, Known known) {
        return Map.of();
    }

    /** Whether what a move says is added as a line. */
    public boolean adds(Act act) {
        return false;
    }

    /** Whether a move is made by somebody else than the one before it. */
    boolean byAnother(Act act) {
        return false;
    }

    /** Checks what a move says. */
    void admit(Dossier before, Act act, Map<String, String> said) {}

    /** What is still missing before a move, in Chinese. */
    Optional<String> missing(Dossier d, Act act) {
        return Optional.empty();
    }

    Stage first(Map<String, String> values) {
        return table().moves().get(0).from();
    }

    Stage to(Dossier after, Act act) {
        return table().require(after.stage(), act).to();
    }

    /** The next day that must not be missed, or null. */
    LocalDate due(Dossier d, Known known) {
        return null;
    }

    /** What there may be only one of, or null. */
    String only(Dossier d) {
        return null;
    }

    /** As {@link #only}, for the store. */
    public String onlyOf(Dossier d) {
        String key = only(d);
        return key == null ? null : name() + " " + key;
    }

    String title(Dossier d) {
        return d.value("title");
    }

    /** Who may enter one. */
    public List<String> keepers() {
        return switch (this) {
            case SELF_REPORT, SELF_ASSESSMENT, SAFETY_SPENDING, INSTALLATION -> List.of(Roles.RECTIFIER, Roles.OPERATOR, Roles.INSPECTOR);
            default -> List.of(Roles.OPERATOR, Roles.INSPECTOR, Roles.PLANNER);
        };
    }

    /** Its moves. */
    public Lifecycle<Stage, Act> table() {
        if (table == null) {
            table = moves();
        }
        return table;
    }

    private Lifecycle<Stage, Act> moves() {
        Lifecycle.Builder<Stage, Act> t = Lifecycle.table();
        switch (this) {
            case RISK_TOPIC -> t.move(Stage.OPEN, Act.JUDGING, Stage.OPEN, OFFICE).move(Stage.OPEN, Act.CLOSING, Stage.CLOSED, Roles.LEADER, "六个环节都有材料");
            case JOINT_CONTROL -> t.move(Stage.BUILT, Act.RUNNING, Stage.RUNNING, OFFICE, "至少两个成员单位").move(Stage.RUNNING, Act.ACTIVITY, Stage.RUNNING, OFFICE).move(Stage.RUNNING, Act.ENDING, Stage.ENDED, Roles.LEADER);
            case ELIMINATION -> t.move(Stage.FOUND, Act.ORDER, Stage.ORDERED, Roles.INSPECTOR).move(Stage.ORDERED, Act.REMOVAL, Stage.REMOVED, FIRM).move(Stage.REMOVED, Act.VERIFICATION, Stage.VERIFIED, Roles.INSPECTOR, "核实人不是报告人")
                    .move(Stage.REMOVED, Act.RETURN, Stage.ORDERED, Roles.INSPECTOR);
            case NOVEL_RISK -> t.move(Stage.REPORTED, Act.ASSESSMENT, Stage.ASSESSED, OFFICE).move(Stage.ASSESSED, Act.CONTROL, Stage.CONTROLLED, OFFICE).move(Stage.CONTROLLED, Act.ASSESSMENT, Stage.ASSESSED, OFFICE)
                    .move(Stage.CONTROLLED, Act.CLOSING, Stage.CLOSED, Roles.LEADER);
            case FIVE_IN_PLACE -> t.move(Stage.GAPS, Act.RECHECK, Stage.IN_PLACE, Roles.INSPECTOR, "五项都有依据").move(Stage.GAPS, Act.RECHECK, Stage.GAPS, Roles.INSPECTOR, "仍有缺项")
                    .move(Stage.IN_PLACE, Act.RECHECK, Stage.IN_PLACE, Roles.INSPECTOR, "五项都有依据").move(Stage.IN_PLACE, Act.RECHECK, Stage.GAPS, Roles.INSPECTOR, "有缺项");
            case SAFETY_SPENDING -> t.move(Stage.RUNNING_YEAR, Act.SPENDING, Stage.RUNNING_YEAR, FIRM).move(Stage.RUNNING_YEAR, Act.SETTLEMENT, Stage.SETTLED, FIRM);
            case WATCHED_SPOT -> t.move(Stage.LISTED, Act.WATCH, Stage.WATCHED, OFFICE).move(Stage.WATCHED, Act.VISIT, Stage.WATCHED, OFFICE + ", " + Roles.GRID_MEMBER + ", " + Roles.LEADER)
                    .move(Stage.WATCHED, Act.RELEASE, Stage.RELEASED, Roles.LEADER, "至少一次到场");
            case SELF_ASSESSMENT -> t.move(Stage.DRAFTED, Act.APPLICATION, Stage.APPLIED, FIRM).move(Stage.APPLIED, Act.REVIEW, Stage.REVIEWED, Roles.INSPECTOR).move(Stage.APPLIED, Act.RETURN, Stage.DRAFTED, Roles.INSPECTOR)
                    .move(Stage.REVIEWED, Act.CERTIFICATION, Stage.CERTIFIED, Roles.LEADER).move(Stage.REVIEWED, Act.REFUSAL, Stage.REFUSED, Roles.LEADER);
            case INSTALLATION -> t.move(Stage.IDENTIFIED, Act.ASSESSMENT, Stage.ASSESSED, FIRM).move(Stage.ASSESSED, Act.ASSESSMENT, Stage.ASSESSED, FIRM).move(Stage.FILED, Act.ASSESSMENT, Stage.ASSESSED, FIRM)
                    .move(Stage.ASSESSED, Act.FILING, Stage.FILED, Roles.INSPECTOR, "S≥1").move(Stage.FILED, Act.CHECK, Stage.FILED, FIRM).move(Stage.ASSESSED, Act.DELISTING, Stage.DELISTED, Roles.LEADER, "S<1");
            case SELF_REPORT -> t.move(Stage.SUBMITTED, Act.SAMPLING, Stage.SAMPLED, Roles.INSPECTOR).move(Stage.SUBMITTED, Act.RETURN, Stage.RETURNED, Roles.INSPECTOR).move(Stage.RETURNED, Act.SUBMISSION, Stage.SUBMITTED, FIRM);
            case DISCLOSURE -> t.move(Stage.DRAFTED, Act.REVIEW, Stage.REVIEWED, Roles.LEADER, "审查人不是起草人，三项都通过").move(Stage.DRAFTED, Act.REVISION, Stage.DRAFTED, OFFICE).move(Stage.REVIEWED, Act.RETURN, Stage.DRAFTED, Roles.LEADER)
                    .move(Stage.REVIEWED, Act.PUBLICATION, Stage.PUBLISHED, OFFICE).move(Stage.PUBLISHED, Act.WITHDRAWAL, Stage.WITHDRAWN, Roles.LEADER).move(Stage.WITHDRAWN, Act.REVISION, Stage.DRAFTED, OFFICE)
                    .move(Stage.PUBLISHED, Act.ARCHIVING, Stage.ARCHIVED, OFFICE).move(Stage.WITHDRAWN, Act.ARCHIVING, Stage.ARCHIVED, OFFICE);
            default -> throw new IllegalStateException("no table for " + this);
        }
        return t.build();
    }

    /** Where it must be said why, it must be said. */
    List<Blank> reason(Act act) {
        return switch (act) {
            case CLOSING, ENDING, RELEASE, RETURN, REFUSAL, DELISTING, WITHDRAWAL -> List.of(must("reason", "理由", "Why", TEXT));
            default -> List.of(may("reason", "说明", "Note", TEXT));
        };
    }

    Map<String, String> kept(Dossier d) {
        Map<String, String> all = new LinkedHashMap<>();
        reckons().forEach(f -> put(all, f.name(), d.value(f.name())));
        return all;
    }

    static void put(Map<String, String> all, String name, String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
