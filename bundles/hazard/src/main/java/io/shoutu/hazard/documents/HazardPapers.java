package io.shoutu.hazard.documents;

import static io.shoutu.api.hazard.HazardFacts.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.documents.Picture;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.hazard.HazardService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Hazards on paper (隐患打印). The room stands without the documents brick; printing then says so. */
@Component(service = HazardPapers.class)
public final class HazardPapers {
    private static final int MOST_PHOTOS = 12;
    private static final int PHOTO_MM = 100;
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry(REGISTERED, "登记"), Map.entry(VERIFIED, "核实"), Map.entry(DISMISSED, "认定不构成隐患"),
            Map.entry(GRADED, "定级"), Map.entry(PLANNED, "制定整改方案"), Map.entry(SUBMITTED, "提交复查"), Map.entry(ACCEPTED, "验收销号"), Map.entry(REJECTED, "退回整改"),
            Map.entry(EXTENSION_REQUESTED, "申请延期"), Map.entry(EXTENSION_GRANTED, "同意延期"), Map.entry(EXTENSION_REFUSED, "不同意延期"), Map.entry(ESCALATED, "提级督办"),
            Map.entry(TRANSFERRED, "移交整改责任"), Map.entry(MERGED, "并入重复隐患"), Map.entry(UNMERGED, "撤销合并"), Map.entry(ABSORBED, "并入其他隐患"), Map.entry(RELEASED, "移出合并"),
            Map.entry(ALARM_LINKED, "同一测点再次报警"), Map.entry(REMINDED, "催办"), Map.entry(OVERDUE, "整改逾期"));

    private final AtomicReference<Documents> documents = new AtomicReference<>();
    private final HazardService hazards;
    private final Journal journal;
    private final Attachments attachments;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public HazardPapers(@Reference HazardService hazards, @Reference Journal journal, @Reference Attachments attachments, @Reference Directory directory, @Reference Clock clock) {
        this.hazards = hazards;
        this.journal = journal;
        this.attachments = attachments;
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

    /**
     * The sheet of a hazard as the asker may see it.
     *
     * @throws Problem.IllegalMove code {@code no-documents} while the documents brick is away
     */
    public Documents.Rendered register(String number, Format format, Actor asking) {
        Documents service = documents.get();
        if (service == null) {
            throw new Problem.IllegalMove("no-documents", "文书服务暂未运行，请稍后再试");
        }
        HazardView hazard = hazards.get(number, asking);
        return service.render(HazardRegister.CODE, model(hazard), format, clock.instant());
    }

    private Map<String, Object> model(HazardView h) {
        List<Entry> entries = journal.timeline(new Subject(HazardFacts.KIND, h.number()));
        Map<String, Object> model = new HashMap<>();
        model.put("number", h.number());
        model.put("title", h.title());
        model.put("grade", h.grade() == null ? "尚未定级" : h.grade().label());
        model.put("state", h.stateLabel() + (h.overdue() ? "（已逾期）" : ""));
        model.put("enterprise", h.enterprise() == null ? "" : directory.enterprise(new CreditCode(h.enterprise())).map(e -> e.name()).orElse("名录中没有该单位"));
        model.put("creditCode", h.enterprise());
        model.put("area", h.area() == null ? "" : directory.area(new AreaCode(h.area())).map(a -> a.name()).orElse(h.area()));
        model.put("place", h.place());
        model.put("registeredAt", h.registeredAt());
        model.put("registeredBy", name(h.registeredBy()));
        model.put("description", h.description());
        model.put("criterion", h.criterion() == null ? "" : h.criterion().standard() + h.criterion().clause() + "：" + h.criterion().text());
        model.put("mode", h.mode() == null ? "" : h.mode().label());
        model.put("rectifier", name(h.rectifier()));
        if (h.plan() != null) {
            model.put("measures", h.plan().measures());
            model.put("responsible", h.plan().responsible());
            model.put("funds", h.plan().funds());
            model.put("contingency", h.plan().contingency());
        }
        model.put("deadline", h.deadline());
        entries.stream().filter(e -> e.name().equals(ACCEPTED)).reduce((a, b) -> b).ifPresent(accepted -> {
            model.put("acceptedBy", name(accepted.account()));
            model.put("acceptedAt", accepted.happened());
        });
        model.put("history", history(entries));
        model.put("photos", photos(h));
        model.put("printedAt", clock.instant().truncatedTo(ChronoUnit.MINUTES));
        return model;
    }

    private List<Map<String, Object>> history(List<Entry> entries) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, Object> row = new HashMap<>();
            row.put("no", rows.size() + 1);
            row.put("at", entry.happened());
            row.put("what", LABELS.getOrDefault(entry.name(), entry.name()));
            row.put("who", name(entry.account()));
            row.put("note", entry.text("note") != null ? entry.text("note") : entry.text("stageLabel"));
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> photos(HazardView h) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (HazardView.Photo photo : h.photos()) {
            Attachments.Attachment file = attachments.get(photo.id());
            String caption = switch (photo.purpose()) {
                case "before" -> "整改前";
                case "after" -> "整改后";
                default -> "复查";
            } + "：" + time(photo.addedAt()) + "，" + name(photo.addedBy());
            Map<String, Object> row = new HashMap<>();
            if (rows.size() < MOST_PHOTOS && (file.mediaType().equals("image/jpeg") || file.mediaType().equals("image/png"))) {
                row.put("picture", new Picture(content(photo.id()), file.mediaType(), PHOTO_MM));
                row.put("caption", caption);
            } else {
                row.put("caption", caption + "（不在此打印，见平台附件 " + photo.id() + "）");
            }
            rows.add(row);
        }
        return rows;
    }

    private static String time(Instant at) {
        return at.atZone(io.shoutu.api.time.Legal.ZONE).format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    }

    private byte[] content(String id) {
        try (InputStream in = attachments.open(id)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("photo " + id + " cannot be read", e);
        }
    }

    private String name(String account) {
        if (account == null) {
            return "";
        }
        return account.startsWith("system:") ? "平台" : directory.personOfAccount(account).map(Person::name).orElse(account);
    }
}
