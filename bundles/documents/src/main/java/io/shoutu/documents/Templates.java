package io.shoutu.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.documents.Tag;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.documents.print.FontShelf;
import io.shoutu.documents.print.Press;
import io.shoutu.documents.store.TemplateStore;
import io.shoutu.documents.word.Inspection;
import io.shoutu.documents.word.Model;
import io.shoutu.documents.word.ProofReader;
import io.shoutu.documents.word.Remark;
import io.shoutu.documents.word.Writer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates and what is made of them (文书模板): the factory's from the bundles, the county's copies over them.
 *
 * <p>Version 0 is the factory template wherever a version is a number.
 */
@Component(service = {Documents.class, Templates.class}, configurationPid = "io.shoutu.documents")
public final class Templates implements Documents {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final String KIND = "document-template";

    private final List<DocumentTemplate> doors = new CopyOnWriteArrayList<>();
    private final TemplateStore store;
    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;
    private final Config config;
    private final FontShelf fonts;
    private final Press press;

    @Activate
    public Templates(@Reference TemplateStore store, @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock, Config config) {
        this.store = store;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
        this.config = config;
        this.fonts = new FontShelf(Arrays.stream(config.fonts().split(",")).map(String::strip).filter(f -> !f.isEmpty()).map(Path::of).toList());
        this.press = new Press(fonts);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(DocumentTemplate template) {
        doors.add(template);
    }

    void unbind(DocumentTemplate template) {
        doors.remove(template);
    }

    /**
     * A template as shown (模板概览).
     *
     * @param inForce the version in force, 0 for the factory's
     * @param copies the county's, newest first
     */
    public record View(String code, String label, String legalBasis, String factoryVersion, String factorySha256, int inForce, List<Tag> tags, List<TemplateStore.Copy> copies) {}

    /** A copy that was handed in, and what the proof-reader says of it. */
    public record Upload(TemplateStore.Copy copy, boolean usable, List<Remark> remarks) {}

    /** All templates by code. */
    public List<View> all() {
        Map<String, DocumentTemplate> byCode = new TreeMap<>();
        doors.forEach(t -> byCode.putIfAbsent(t.code(), t));
        return byCode.values().stream().sorted(Comparator.comparing(DocumentTemplate::code)).map(this::view).toList();
    }

    public View get(String code) {
        return view(template(code));
    }

    private View view(DocumentTemplate t) {
        String factory = Model.sha256(factory(t));
        return work.run(tx -> new View(t.code(), t.label(), t.legalBasis(), t.version(), factory, store.inForce(tx, t.code()), t.tags(), store.copies(tx, t.code())));
    }

    /** The .docx of a version. */
    public byte[] docx(String code, int version) {
        return content(template(code), version);
    }

    /** What the proof-reader says of a version. */
    public List<Remark> remarks(String code, int version) {
        DocumentTemplate template = template(code);
        return ProofReader.read(Inspection.open(content(template, version), Long.MAX_VALUE), template.tags());
    }

    /** Keeps a county's copy as the next version; it is used once it is put in force. The newest copy again keeps nothing. */
    public Upload upload(String code, byte[] docx, Actor by) {
        DocumentTemplate template = template(code);
        List<Remark> remarks = ProofReader.read(Inspection.open(docx, config.templateLimit()), template.tags());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String sha256 = Model.sha256(docx);
        TemplateStore.Copy kept = work.run(tx -> {
            List<TemplateStore.Copy> known = store.copies(tx, code);
            if (!known.isEmpty() && known.get(0).sha256().equals(sha256)) {
                return known.get(0);
            }
            TemplateStore.Copy copy = store.add(tx, code, docx, sha256, by.account(), now);
            journal.write(tx, new Fact(new Subject(KIND, code), "documents.template-uploaded", now, by, Map.of("version", copy.version(), "sha256", sha256)));
            return copy;
        });
        LOG.info("template {} version {} uploaded by {}", code, kept.version(), by.account());
        return new Upload(kept, remarks.stream().noneMatch(Remark::error), remarks);
    }

    /** Puts a version in force, 0 for the factory's. What is in force already changes nothing. */
    public View putInForce(String code, int version, Actor by) {
        DocumentTemplate template = template(code);
        byte[] docx = content(template, version);
        List<Remark> wrong = remarks(code, version).stream().filter(Remark::error).toList();
        if (!wrong.isEmpty()) {
            throw new Problem.IllegalMove("template-tags", "模板第" + version + "版还不能启用：" + String.join("；", wrong.stream().map(Remark::text).toList()));
        }
        Instant now = clock.instant();
        work.execute(tx -> {
            if (store.inForce(tx, code) != version) {
                store.putInForce(tx, code, version);
                journal.write(tx, new Fact(new Subject(KIND, code), "documents.template-activated", now, by, Map.of("version", version, "sha256", Model.sha256(docx))));
                LOG.info("template {} version {} put in force by {}", code, version, by.account());
            }
        });
        return view(template);
    }

    @Override
    public Rendered render(String code, Map<String, Object> model, Format format, Instant asOf) {
        int version = work.run(tx -> store.inForce(tx, code));
        return render(template(code), version, model, format, asOf);
    }

    /** A version filled with the template's own sample. */
    public Rendered preview(String code, int version, Format format) {
        DocumentTemplate template = template(code);
        return render(template, version, template.sample(), format, clock.instant());
    }

    /** Fonts on the shelf. */
    public List<String> fonts() {
        return fonts.names();
    }

    private Rendered render(DocumentTemplate template, int version, Map<String, Object> values, Format format, Instant asOf) {
        byte[] file = content(template, version);
        Map<String, byte[]> parts = Inspection.open(file, Long.MAX_VALUE);
        List<Remark> wrong = ProofReader.read(parts, template.tags()).stream().filter(Remark::error).toList();
        if (!wrong.isEmpty()) {
            throw new Problem.IllegalMove("template-tags", "模板“" + template.label() + "”（" + name(template, version) + "）不能使用："
                    + String.join("；", wrong.stream().map(Remark::text).toList()));
        }
        Model model = Model.of(template.tags(), values);
        byte[] docx = Writer.fill(parts, template.tags(), model, asOf);
        String templateSha256 = Model.sha256(file);
        String modelSha256 = model.sha256();
        if (format == Format.DOCX) {
            return new Rendered(docx, format, template.code(), name(template, version), templateSha256, modelSha256, Model.sha256(docx), List.of(), List.of());
        }
        Press.Printed printed = press.print(docx, template.label(), asOf, templateSha256 + modelSha256 + asOf);
        return new Rendered(printed.pdf(), format, template.code(), name(template, version), templateSha256, modelSha256, Model.sha256(printed.pdf()),
                printed.fonts(), printed.borrowed());
    }

    private static String name(DocumentTemplate template, int version) {
        return version == 0 ? "出厂-" + template.version() : "县-" + version;
    }

    private DocumentTemplate template(String code) {
        return doors.stream().filter(t -> t.code().equals(code)).findFirst()
                .orElseThrow(() -> new Problem.NotFound("template-not-found", "没有这个文书模板：" + code));
    }

    private byte[] content(DocumentTemplate template, int version) {
        if (version == 0) {
            return factory(template);
        }
        return work.run(tx -> store.content(tx, template.code(), version))
                .orElseThrow(() -> new Problem.NotFound("template-version-not-found", "模板“" + template.label() + "”没有第" + version + "版"));
    }

    private static byte[] factory(DocumentTemplate template) {
        try (InputStream in = template.docx()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the factory template of " + template.code() + " cannot be read", e);
        }
    }
}
