package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.day;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.Coverages;
import io.shoutu.responsibility.DutyLists;
import io.shoutu.responsibility.Ledger;
import io.shoutu.responsibility.ListImports;
import io.shoutu.responsibility.ListWords;
import io.shoutu.responsibility.Reminders;
import io.shoutu.responsibility.Standings;
import io.shoutu.responsibility.Standings.ListView;
import io.shoutu.responsibility.Standings.RowView;
import io.shoutu.responsibility.Standings.StandingView;
import io.shoutu.responsibility.documents.DutyPapers;
import io.shoutu.responsibility.documents.DutySheets;
import io.shoutu.responsibility.domain.Assistant;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Duty lists over REST (责任清单接口): {@code /api/duty-lists}.
 *
 * <p>{@code id} is an edition, {@code ZR-2026-0001.2}, or the number alone: the edition in force, else the last.
 */
@RestResource("/duty-lists")
@Component(service = DutyListResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DutyListResource {
    private final DutyLists lists;
    private final Standings standings;
    private final Ledger ledger;
    private final Reminders reminders;
    private final Coverages coverages;
    private final ListImports imports;
    private final DutySheets sheets;
    private final DutyPapers papers;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public DutyListResource(@Reference DutyLists lists, @Reference Standings standings, @Reference Ledger ledger, @Reference Reminders reminders, @Reference Coverages coverages, @Reference ListImports imports,
            @Reference DutySheets sheets, @Reference DutyPapers papers, @Reference ListWords words, @Reference Clock clock) {
        this.lists = lists;
        this.standings = standings;
        this.ledger = ledger;
        this.reminders = reminders;
        this.coverages = coverages;
        this.imports = imports;
        this.sheets = sheets;
        this.papers = papers;
        this.words = words;
        this.clock = clock;
    }

    /** By number and edition; {@code year} is the legal year of today where it is not given, {@code all} for every year. */
    @GET
    @Performs("duty-list.read")
    public Page<RowView> list(@QueryParam("year") String year, @QueryParam("state") ListState state, @QueryParam("unit") String unit, @QueryParam("category") String category,
            @QueryParam("text") String text, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return standings.rows("all".equals(year) ? null : year(year), state, blank(unit), blank(category), blank(text), blank(cursor), limit, actor(who));
    }

    @POST
    @Performs("duty-list.draft")
    public Response draft(DutyForms.DraftForm form, @Context SecurityContext who) {
        need(form);
        String category = blank(form.category()) == null ? DutyList.LEADERS : form.category().strip();
        ListView view = standings.view(lists.draft(form.title(), form.bearer(), form.year(), DutyForms.duties(form.duties()), category, blank(form.layer()), actor(who)), actor(who));
        return Response.created(URI.create("/api/duty-lists/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    /** What a form offers (可选项): kinds of duty that can be proved now, the county's words, classes, cycles. */
    @GET
    @Path("kinds")
    @Performs("duty-list.read")
    public Map<String, Object> kinds() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kinds", standings.labels());
        all.put("categories", words.categories());
        all.put("layers", words.layers());
        Map<String, String> classes = new LinkedHashMap<>();
        Arrays.stream(DutyClass.values()).forEach(each -> classes.put(each.name(), each.label()));
        all.put("classes", classes);
        Map<String, String> cycles = new LinkedHashMap<>();
        Arrays.stream(Cycle.values()).forEach(each -> cycles.put(each.name(), each.label()));
        all.put("cycles", cycles);
        return all;
    }

    /** The asker's own lists with their figures (我的清单). */
    @GET
    @Path("mine")
    @Performs("duty-list.read")
    public Map<String, Object> mine(@QueryParam("year") String year, @Context SecurityContext who) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("year", year(year));
        answer.put("items", standings.mine(year(year), actor(who)));
        return answer;
    }

    /** The lists that match as a workbook, an item a row. */
    @GET
    @Path("workbook")
    @Produces(MediaType.WILDCARD)
    @Performs("duty-list.read")
    public Response workbook(@QueryParam("year") String year, @QueryParam("state") ListState state, @QueryParam("unit") String unit, @QueryParam("category") String category,
            @QueryParam("text") String text, @Context SecurityContext who) {
        sheets.check();
        Integer of = "all".equals(year) ? null : Integer.valueOf(year(year));
        Actor by = actor(who);
        return xlsx((StreamingOutput) out -> sheets.write(of, state, blank(unit), blank(category), blank(text), by, out), "duty-lists.xlsx");
    }

    /** An empty sheet to fill in (填写模板). */
    @GET
    @Path("workbook/template")
    @Produces(MediaType.WILDCARD)
    @Performs("duty-list.import")
    public Response template() {
        sheets.check();
        return xlsx((StreamingOutput) sheets::template, "duty-lists-template.xlsx");
    }

    /** Takes a filled sheet into drafts. {@code answer=workbook} answers the sender's own file with a verdict behind each row. */
    @POST
    @Path("workbook")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @TakesFile
    @Performs("duty-list.import")
    public Response take(byte[] file, @QueryParam("answer") @DefaultValue("json") String answer, @Context SecurityContext who) {
        if (file == null || file.length == 0) {
            throw new Problem.Invalid("file-required", "file", "请选择要导入的 Excel 文件");
        }
        DutySheets.Taken taken = sheets.take(file, actor(who));
        return answer.equals("workbook") ? xlsx(taken.answer(), "duty-lists-result.xlsx")
                : Response.ok(Map.of("taken", taken.taken(), "known", taken.known(), "lists", taken.lists(), "faults", taken.faults()), MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** Takes lists over that were in force already; answers what became of each, in their order. */
    @POST
    @Path("past")
    @Performs("duty-list.import")
    public List<Map<String, Object>> past(List<DutyForms.PastForm> rows, @Context SecurityContext who) {
        if (rows == null || rows.size() > 500) {
            throw new Problem.Invalid("too-many-rows", "rows", "一次最多 500 份清单");
        }
        return imports.takePast(rows.stream().map(row -> (Supplier<ListImports.Past>) row::past).toList(), actor(who)).stream().map(outcome -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("number", outcome.number());
            view.put("known", outcome.known());
            view.put("problem", outcome.problem() == null ? null : outcome.problem().getMessage());
            return view;
        }).toList();
    }

    private static Response xlsx(Object content, String name) {
        return Response.ok(content, Workbooks.XLSX).header("Content-Disposition", "attachment; filename=\"" + name + "\"").header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-store").build();
    }

    /** Enterprises nobody supervises and other holes (监管盲区). */
    @GET
    @Path("gaps")
    @Performs("duty-list.read")
    public Coverages.Gaps gaps(@QueryParam("year") String year, @Context SecurityContext who) {
        return coverages.gaps(year(year), actor(who));
    }

    /** What two units lead (职责交叉). */
    @GET
    @Path("overlaps")
    @Performs("duty-list.read")
    public List<Coverages.Overlap> overlaps(@QueryParam("year") String year, @Context SecurityContext who) {
        return coverages.overlaps(year(year), actor(who));
    }

    /** The county at a glance (全县矩阵): a row for each list in force, a cell for each of its items. */
    @GET
    @Path("matrix")
    @Performs("duty-list.read")
    public Standings.Matrix matrix(@QueryParam("year") String year, @QueryParam("category") String category, @Context SecurityContext who) {
        return standings.matrix(year(year), blank(category), actor(who));
    }

    @GET
    @Path("assistants")
    @Performs("duty-list.read")
    public List<Map<String, Object>> assistants() {
        return ledger.assistants().stream().map(this::shown).toList();
    }

    @POST
    @Path("assistants")
    @Performs("duty-list.assistant")
    public Response appoint(DutyForms.AssistantForm form, @Context SecurityContext who) {
        need(form);
        Assistant assistant = ledger.appoint(new Bearer(blank(form.unit()), blank(form.post())), blank(form.account()), blank(form.delegation()), day("from", form.from()), actor(who));
        return Response.status(Response.Status.CREATED).entity(shown(assistant)).build();
    }

    @POST
    @Path("assistants/{id}/end")
    @Performs("duty-list.assistant")
    public Map<String, Object> end(@PathParam("id") String id, DutyForms.EndForm form, @Context SecurityContext who) {
        return shown(ledger.end(id, form == null ? null : day("to", form.to()), actor(who)));
    }

    @GET
    @Path("{id}")
    @Performs("duty-list.read")
    public Response get(@PathParam("id") String id, @Context SecurityContext who) {
        return shown(lists.get(id, actor(who)), actor(who));
    }

    /** How far it is performed, each act with the reason why it counts or not; {@code asOf} answers what was known then. */
    @GET
    @Path("{id}/standing")
    @Performs("duty-list.read")
    public StandingView standing(@PathParam("id") String id, @QueryParam("asOf") String asOf, @Context SecurityContext who) {
        return standings.standing(lists.get(id, actor(who)), DutyForms.moment("asOf", asOf), actor(who));
    }

    /** The sheet for paper, {@code pdf} or {@code docx}. */
    @GET
    @Path("{id}/document")
    @Produces(MediaType.WILDCARD)
    @Performs("duty-list.read")
    public Response document(@PathParam("id") String id, @QueryParam("format") @DefaultValue("pdf") String format, @QueryParam("asOf") String asOf, @Context SecurityContext who) {
        Documents.Rendered paper = papers.sheet(lists.get(id, actor(who)), DutyForms.format(format), DutyForms.moment("asOf", asOf), actor(who));
        return Response.ok(paper.content(), paper.format().mediaType()).header("Content-Disposition", "attachment; filename=\"duty-sheet-" + id + "." + paper.format().extension() + "\"")
                .header("X-Document-Template", paper.template() + ";sha256=" + paper.templateSha256()).header("X-Document-Data", "sha256=" + paper.modelSha256())
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "private, no-store").build();
    }

    /** The reminders given for it, with the receipts of their notices, the latest first. */
    @GET
    @Path("{id}/reminders")
    @Performs("duty-list.read")
    public List<Map<String, Object>> reminders(@PathParam("id") String id, @Context SecurityContext who) {
        return reminders.of(lists.get(id, actor(who))).stream().map(told -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("code", told.reminder().code());
            view.put("slot", told.reminder().slotLabel());
            view.put("due", told.reminder().due());
            view.put("stage", told.reminder().stage());
            view.put("stageLabel", told.reminder().stage().label());
            view.put("on", told.reminder().on());
            view.put("addressee", told.reminder().addressee());
            view.put("notice", told.reminder().notice());
            view.put("receipts", told.receipts());
            return view;
        }).toList();
    }

    @POST
    @Path("{id}/edit")
    @Performs("duty-list.edit")
    public Response edit(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, DutyForms.EditForm form, @Context SecurityContext who) {
        need(form);
        DutyList list = lists.get(id, actor(who));
        return shown(lists.edit(list.number(), list.edition(), ETags.expected(ifMatch), form.title(), DutyForms.duties(form.duties()), actor(who)), actor(who));
    }

    @POST
    @Path("{id}/submission")
    @Performs("duty-list.submission")
    public Response submit(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext who) {
        DutyList list = lists.get(id, actor(who));
        return shown(lists.submit(list.number(), list.edition(), ETags.expected(ifMatch), actor(who)), actor(who));
    }

    @POST
    @Path("{id}/return")
    @Performs("duty-list.return")
    public Response giveBack(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, DutyForms.Reason form, @Context SecurityContext who) {
        DutyList list = lists.get(id, actor(who));
        return shown(lists.giveBack(list.number(), list.edition(), ETags.expected(ifMatch), form == null ? null : form.reason(), actor(who)), actor(who));
    }

    @POST
    @Path("{id}/approval")
    @Performs("duty-list.approval")
    public Response approve(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext who) {
        DutyList list = lists.get(id, actor(who));
        return shown(lists.approve(list.number(), list.edition(), ETags.expected(ifMatch), actor(who)), actor(who));
    }

    @POST
    @Path("{id}/publication")
    @Performs("duty-list.publication")
    public Response publish(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, DutyForms.PublicationForm form, @Context SecurityContext who) {
        DutyList list = lists.get(id, actor(who));
        return shown(lists.publish(list.number(), list.edition(), ETags.expected(ifMatch), form == null ? null : day("from", form.from()), actor(who)), actor(who));
    }

    /** The next edition, in draft, 201. */
    @POST
    @Path("{id}/revision")
    @Performs("duty-list.draft")
    public Response revise(@PathParam("id") String id, @Context SecurityContext who) {
        ListView view = standings.view(lists.revise(lists.get(id, actor(who)).number(), actor(who)), actor(who));
        return Response.created(URI.create("/api/duty-lists/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    /** Says something about a duty in a slot; the holder or who assists him. */
    @POST
    @Path("{id}/remark")
    @Performs("duty-list.remark")
    public StandingView remark(@PathParam("id") String id, DutyForms.RemarkForm form, @Context SecurityContext who) {
        need(form);
        ledger.remark(id, blank(form.code()), day("slot", form.slot()), form.text(), day("planned", form.planned()), actor(who));
        return standings.standing(lists.get(id, actor(who)), null, actor(who));
    }

    /** The holder signs the standing as it is; nobody else can. */
    @POST
    @Path("{id}/signature")
    @Performs("duty-list.sign")
    public StandingView sign(@PathParam("id") String id, @Context SecurityContext who) {
        ledger.sign(id, actor(who));
        return standings.standing(lists.get(id, actor(who)), null, actor(who));
    }

    private Map<String, Object> shown(Assistant assistant) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", assistant.id());
        view.put("post", standings.bearer(assistant.post()));
        view.put("account", assistant.account());
        view.put("delegation", assistant.delegation());
        view.put("from", assistant.from());
        view.put("to", assistant.to());
        view.put("appointedBy", assistant.appointedBy());
        return view;
    }

    private int year(String text) {
        if (blank(text) == null) {
            return Legal.day(clock.instant()).getYear();
        }
        if (!text.strip().matches("(19|20|21)[0-9]{2}")) {
            throw new Problem.Invalid("year", "year", "年度应为四位数字，如 2026：" + text);
        }
        return Integer.parseInt(text.strip());
    }

    private Response shown(DutyList list, Actor asking) {
        ListView view = standings.view(list, asking);
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
