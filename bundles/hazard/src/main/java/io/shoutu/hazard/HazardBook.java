package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Photo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The book (隐患簿): whatever happens to a hazard is written here, row, photos, clock, journal and log line in one transaction.
 */
@Component(service = HazardBook.class)
public final class HazardBook {
    /** Who does what nobody asked for. */
    static final Actor PLATFORM = Actor.system("hazard");
    /** Name of the due that stands for the deadline. */
    static final String DEADLINE = "deadline";
    /** Name of the due that stands for the look-back. */
    static final String LOOK_BACK = "look-back";
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.hazard");

    private final HazardStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final Attachments attachments;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public HazardBook(@Reference HazardStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Dues dues,
            @Reference Attachments attachments, @Reference Directory directory, @Reference Clock clock) {
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.attachments = attachments;
        this.directory = directory;
        this.clock = clock;
    }

    /** Registers a hazard under the next number of the year. */
    Hazard register(Tx tx, Finding finding, Origin origin, List<String> before, Actor by) {
        return register(tx, nextNumber(tx, clock.instant()), finding, origin, before, by);
    }

    /** The next number of the year. */
    String nextNumber(Tx tx, Instant now) {
        return numbers.next(tx, "YH", Legal.day(now).getYear());
    }

    /** Registers a hazard under a number that was taken for it in this transaction. */
    Hazard register(Tx tx, String number, Finding finding, Origin origin, List<String> before, Actor by) {
        // As fine as the rows keep it, so that the answer now and the answer later are the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Place place = place(finding);
        if (!place.inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", finding.enterprise() == null ? "area" : "enterprise", "所填的企业或区划不在您的数据范围内，请核对；确需登记的请联系值班室");
        }
        Hazard hazard = Hazard.registered(number, finding, origin, before, by, now);
        store.add(tx, hazard, place);
        bind(tx, List.of(), hazard, by);
        tell(tx, hazard, HazardFacts.REGISTERED, by, Map.of("source", finding.source()), origin.cause());
        return hazard;
    }

    /** Where it lies: what the report says, and what the directory knows of the enterprise. */
    Place place(Finding finding) {
        CreditCode code = finding.enterprise() == null ? null : new CreditCode(finding.enterprise());
        Optional<Enterprise> enterprise = code == null ? Optional.empty() : directory.enterprise(code);
        AreaCode area = finding.area() == null ? enterprise.map(Enterprise::area).orElse(null) : new AreaCode(finding.area());
        return new Place(area, enterprise.map(Enterprise::lead).orElse(null), code);
    }

    /**
     * Opens the book at a hazard.
     *
     * @param expected the version the asker has seen, or null for any
     * @param by who opens it; outside his scope there is no such hazard
     */
    Hazard open(Tx tx, String number, Long expected, Actor by) {
        Subject subject = new Subject(HazardFacts.KIND, number);
        Hazard hazard = store.find(tx, number).filter(h -> by.scope().everywhere() || store.place(tx, number).filter(p -> p.inside(by.scope())).isPresent())
                .orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, expected, hazard.version());
        return hazard;
    }

    /** Keeps a hazard after a move: its row, its new photos, its clock. */
    Hazard keep(Tx tx, Hazard before, Hazard after, Actor by) {
        Hazard kept = store.keep(tx, after);
        bind(tx, before.photos(), kept, by);
        kept.due().ifPresentOrElse(end -> dues.set(tx, new Dues.Due(kept.subject(), DEADLINE, end)),
                () -> dues.cancel(tx, kept.subject(), DEADLINE));
        kept.lookBackDue().ifPresentOrElse(day -> dues.set(tx, new Dues.Due(kept.subject(), LOOK_BACK, day)),
                () -> before.lookBackDue().ifPresent(gone -> dues.cancel(tx, kept.subject(), LOOK_BACK)));
        return kept;
    }

    /** Tells what happened, in the journal and in one line of the log. */
    long tell(Tx tx, Hazard hazard, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", hazard.state().name());
        data.put("title", hazard.finding().title());
        data.put("enterprise", hazard.finding().enterprise());
        data.put("rectifier", hazard.rectifier());
        data.put("deadline", hazard.deadline() == null ? null : hazard.deadline().toString());
        data.putAll(details);
        long entry = journal.write(tx, new Fact(hazard.subject(), fact, clock.instant(), by, data, cause));
        tx.afterCommit(() -> LOG.info("hazard {} {} by {}{}", hazard.number(), verb(fact), by.account(), inBrief(details)));
        return entry;
    }

    private void bind(Tx tx, List<Photo> known, Hazard hazard, Actor by) {
        for (Photo.Purpose purpose : Photo.Purpose.values()) {
            List<String> added = hazard.photos().stream().filter(p -> p.purpose() == purpose && !known.contains(p)).map(Photo::id).toList();
            if (!added.isEmpty()) {
                if (!attachments.bind(tx, added, hazard.subject(), purpose.word(), by).stream().allMatch(Attachments.Attachment::picture)) {
                    throw new Problem.Invalid("not-a-picture", "photos", "照片只接收 JPEG、PNG 或 WebP 图片");
                }
            }
        }
    }

    private static String verb(String fact) {
        return fact.substring(fact.indexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    /** What was said along with it, short and on one line: a note never forges a log line. */
    private static String inBrief(Map<String, Object> details) {
        if (details.isEmpty()) {
            return "";
        }
        String text = details.toString().replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
        return " " + (text.length() <= 120 ? text : text.substring(0, 120) + "…");
    }
}
