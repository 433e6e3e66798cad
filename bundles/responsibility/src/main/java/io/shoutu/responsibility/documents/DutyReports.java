package io.shoutu.responsibility.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.Sources;
import io.shoutu.responsibility.domain.yearend.Adjustment;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.YearResult;
import io.shoutu.responsibility.yearend.YearEnds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The duty report as a document (述职报告): made of what was recorded by the end of a day that is over, so that making it again for the same day gives
 * the same file. The room stands without the documents brick; printing then says so.
 */
@Component(service = DutyReports.class)
public final class DutyReports {
    private final AtomicReference<Documents> documents = new AtomicReference<>();
    private final YearEnds years;
    private final Sources sources;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public DutyReports(@Reference YearEnds years, @Reference Sources sources, @Reference Directory directory, @Reference Clock clock) {
        this.years = years;
        this.sources = sources;
        this.directory = directory;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Documents service) {
        documents.set(service);
    }

    public void unbind(Documents service) {
        documents.compareAndSet(service, null);
    }

    /** A report, and the day it speaks of. */
    public record Printed(Documents.Rendered rendered, LocalDate asOf) {}

    /**
     * The report of one edition of a list.
     *
     * @param asOf the last day it knows of; null for the last day of the year, or yesterday while the year lasts
     * @throws Problem.Invalid code {@code as-of} for today and later: the day can still bring acts
     * @throws Problem.IllegalMove code {@code no-documents} while the documents brick is away
     */
    public Printed print(String id, LocalDate asOf, Format format, Actor asking) {
        Documents service = documents.get();
        if (service == null) {
            throw new Problem.IllegalMove("no-documents", "文书服务暂未运行，请稍后再试");
        }
        YearEnds.Standing standing = years.of(id, asking);
        LocalDate yesterday = Legal.day(clock.instant()).minusDays(1);
        LocalDate end = LocalDate.of(standing.result().year(), 12, 31);
        LocalDate day = asOf != null ? asOf : yesterday.isAfter(end) ? end : yesterday;
        if (day.isAfter(yesterday)) {
            throw new Problem.Invalid("as-of", "asOf", "截至日期最晚为昨天（" + yesterday + "）：当天还会有新的履职，报告须能重新生成且完全一致");
        }
        if (day.isBefore(standing.list().term().first())) {
            throw new Problem.Invalid("as-of", "asOf", "截至日期早于清单生效日期 " + standing.list().term().first());
        }
        Instant moment = Legal.endOf(day).minusMillis(1);
        YearResult result = years.result(standing.list(), moment);
        return new Printed(service.render(DutyReport.CODE, model(result, standing.frozen(), day, moment), format, moment), day);
    }

    private Map<String, Object> model(YearResult result, Frozen frozen, LocalDate day, Instant moment) {
        Map<String, String> kinds = sources.kinds().stream().collect(Collectors.toMap(DutyEvidence.Kind::code, DutyEvidence.Kind::label, (a, b) -> a));
        Map<String, Object> model = new HashMap<>();
        model.put("title", result.year() + "年度安全生产履职述职报告");
        model.put("number", result.id());
        model.put("bearer", result.bearer().label(directory));
        model.put("reporter", result.bearer().body() ? "" : result.holders().stream().map(h -> person(h.who()) + "（" + h.from() + " " + (h.to() == null ? "起" : "至 " + h.to()) + "）").collect(Collectors.joining("；")));
        model.put("year", result.year() + "年");
        model.put("asOf", day);
        model.put("required", result.required());
        model.put("done", result.done());
        model.put("rate", percent(result.rate()));
        model.put("cappedRate", percent(result.cappedRate()));
        model.put("summary", summary(result, day));
        model.put("duties", duties(result));
        List<Map<String, Object>> lacking = result.lines().stream().filter(line -> line.done() < line.required())
                .map(line -> Map.<String, Object>of("what", "条目" + line.code() + "（" + line.slot().label() + "）：应履职" + line.required() + "次，已履职" + line.done() + "次。")).toList();
        model.put("lacking", lacking);
        model.put("lackingNote", lacking.isEmpty() ? "各条目各时段均已完成。" : "以上时段没有达到应履职次数。");
        boolean known = frozen != null && !frozen.asOf().isAfter(moment);
        List<Adjustment> adjustments = known ? Adjustment.between(frozen.result(), result) : List.of();
        model.put("frozen", !known ? "截至该日，本年度结果尚未冻结；年度结束时由平台自动冻结。" : "本年度结果于" + Legal.day(frozen.frozenAt()) + "冻结：应履职" + frozen.result().required() + "次，已履职" + frozen.result().done()
                + "次；内容哈希（SHA-256）" + frozen.sha256() + "。" + (adjustments.isEmpty() ? "冻结后没有调整。" : "冻结后的补录、冲销逐条列示如下，冻结数字不改。"));
        model.put("adjustments", adjustments.stream().map(each -> Map.<String, Object>of("code", each.code(), "slot", each.slot(), "change", each.change() > 0 ? "+1" : "-1", "kind", each.kind().label(),
                "record", record(each.act()), "day", Legal.day(each.act().happened()))).toList());
        model.put("evidence", evidence(result, kinds));
        return model;
    }

    private static String summary(YearResult result, LocalDate day) {
        int late = (int) result.lines().stream().flatMap(line -> line.counted().stream()).filter(YearResult.Done::late).count();
        int reversed = (int) result.lines().stream().flatMap(line -> line.reversed().stream()).map(YearResult.Done::identity).distinct().count();
        return "截至" + day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日，按清单应履职" + result.required() + "次，计入履职" + result.done() + "次（实际履职行为" + result.acts()
                + "次），总量完成率" + percent(result.rate()) + "，按条封顶完成率" + percent(result.cappedRate()) + "。其中补录" + late + "次；计入后冲销" + reversed + "次，冲销记录保留可查。";
    }

    private static List<Map<String, Object>> duties(YearResult result) {
        Map<String, List<YearResult.Line>> byDuty = result.lines().stream().collect(Collectors.groupingBy(YearResult.Line::code, LinkedHashMap::new, Collectors.toList()));
        List<Map<String, Object>> rows = new ArrayList<>();
        byDuty.forEach((code, lines) -> {
            int required = lines.stream().mapToInt(YearResult.Line::required).sum();
            int done = lines.stream().mapToInt(YearResult.Line::done).sum();
            long lacking = lines.stream().filter(line -> line.done() < line.required()).count();
            rows.add(Map.of("code", code, "text", lines.get(0).text(), "required", required, "done", done, "state",
                    lacking > 0 ? lacking + "个时段未完成" : done > required ? "超额完成" : "完成"));
        });
        return rows;
    }

    private List<Map<String, Object>> evidence(YearResult result, Map<String, String> kinds) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (YearResult.Line line : result.lines()) {
            for (YearResult.Done act : line.counted()) {
                rows.add(row(rows.size() + 1, line, act, kinds, notes(act)));
            }
            for (YearResult.Done act : line.reversed()) {
                rows.add(row(rows.size() + 1, line, act, kinds, "已冲销，不计"));
            }
        }
        return rows;
    }

    private static String notes(YearResult.Done act) {
        Set<String> notes = new LinkedHashSet<>();
        if (act.overdue()) {
            notes.add("超期");
        }
        if (act.late()) {
            notes.add("补录");
        }
        return String.join("、", notes);
    }

    private static Map<String, Object> row(int no, YearResult.Line line, YearResult.Done act, Map<String, String> kinds, String note) {
        return Map.of("no", no, "code", line.code(), "day", Legal.day(act.happened()), "kind", kinds.getOrDefault(act.kind(), act.kind()), "record", record(act), "recorded", Legal.day(act.recorded()), "note", note);
    }

    private static String record(YearResult.Done act) {
        return act.title().contains(act.subject().number()) || act.title().isEmpty() && act.subject().number().length() < 30 ? act.title().isEmpty() ? act.subject().number() : act.title()
                : act.title().isEmpty() ? "日志条目 " + act.entry() : act.title();
    }

    private String person(String id) {
        return directory.person(id).map(Person::name).orElse(id);
    }

    private static String percent(Integer rate) {
        return rate == null ? "—" : rate + "%";
    }
}
