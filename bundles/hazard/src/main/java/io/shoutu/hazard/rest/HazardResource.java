package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardSort;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.hazard.HazardImports;
import io.shoutu.hazard.HazardService;
import io.shoutu.hazard.documents.HazardPapers;
import io.shoutu.hazard.documents.HazardSheets;
import io.shoutu.hazard.domain.Past;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.ws.rs.BeanParam;
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
 * Hazards over REST (隐患接口): {@code /api/hazards}.
 *
 * <p>A move is open to anyone signed in; which role it takes stands in one place, the table of {@code HazardLifecycle}.
 */
@RestResource("/hazards")
@Component(service = HazardResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HazardResource {
    private final HazardService hazards;
    private final HazardPapers papers;
    private final HazardSheets sheets;
    private final HazardImports imports;

    @Activate
    public HazardResource(@Reference HazardService hazards, @Reference HazardPapers papers, @Reference HazardSheets sheets, @Reference HazardImports imports) {
        this.sheets = sheets;
        this.imports = imports;
        this.hazards = hazards;
        this.papers = papers;
    }

    @GET
    @Performs("hazard.read")
    public Page<HazardView> list(@QueryParam("state") HazardState state, @QueryParam("open") Boolean open,
            @QueryParam("enterprise") String enterprise, @QueryParam("grade") HazardGrade grade, @QueryParam("overdue") Boolean overdue,
            @QueryParam("text") String text, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("sort") HazardSort sort, @QueryParam("start") String start, @QueryParam("counted") @DefaultValue("true") boolean counted,
            @BeanParam Filters more, @Context SecurityContext who) {
        return hazards.find(new HazardQuery(state, open, enterprise, grade, overdue, text, cursor, limit, more.more(), sort, start, counted), actor(who));
    }

    /** How many that are, exactly, for those who asked for the page without it. */
    @GET
    @Path("count")
    @Performs("hazard.read")
    public Map<String, Long> count(@QueryParam("state") HazardState state, @QueryParam("open") Boolean open, @QueryParam("enterprise") String enterprise,
            @QueryParam("grade") HazardGrade grade, @QueryParam("overdue") Boolean overdue, @QueryParam("text") String text, @BeanParam Filters more, @Context SecurityContext who) {
        return Map.of("total", hazards.count(new HazardQuery(state, open, enterprise, grade, overdue, text, null, 1, more.more(), null, null, true), actor(who)));
    }

    @POST
    @Performs("hazard.report")
    public Response report(HazardReport report, @Context SecurityContext who) {
        HazardView hazard = hazards.report(report, actor(who), null);
        return Response.created(URI.create("/api/hazards/" + hazard.number())).header("ETag", ETags.of(hazard.version())).entity(hazard).build();
    }

    /** The ledger as a workbook, by the same filters and order as the list. */
    @GET
    @Path("workbook")
    @Produces(MediaType.WILDCARD)
    @Performs("hazard.read")
    public Response workbook(@QueryParam("state") HazardState state, @QueryParam("open") Boolean open, @QueryParam("enterprise") String enterprise, @QueryParam("grade") HazardGrade grade,
            @QueryParam("overdue") Boolean overdue, @QueryParam("text") String text, @QueryParam("sort") HazardSort sort, @QueryParam("start") String start, @BeanParam Filters more,
            @Context SecurityContext who) {
        HazardQuery query = new HazardQuery(state, open, enterprise, grade, overdue, text, null, 500, more.more(), sort, start, false);
        Actor by = actor(who);
        sheets.check(query, by);
        return xlsx((StreamingOutput) out -> sheets.write(query, by, out), "hazards.xlsx");
    }

    /** An empty sheet to fill in (历史台账填写模板). */
    @GET
    @Path("workbook/template")
    @Produces(MediaType.WILDCARD)
    @Performs("hazard.import")
    public Response template() {
        return xlsx((StreamingOutput) sheets::template, "hazards-template.xlsx");
    }

    /** Takes a filled sheet. {@code answer=workbook} answers the sender's own file with a verdict behind each row. */
    @POST
    @Path("workbook")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @TakesFile
    @Performs("hazard.import")
    public Response take(byte[] file, @QueryParam("answer") @DefaultValue("json") String answer, @Context SecurityContext who) {
        if (file == null || file.length == 0) {
            throw new Problem.Invalid("file-required", "file", "请选择要导入的 Excel 文件");
        }
        HazardSheets.Taken taken = sheets.take(file, actor(who));
        return answer.equals("workbook") ? xlsx(taken.answer(), "hazards-result.xlsx")
                : Response.ok(Map.of("taken", taken.taken(), "known", taken.known(), "faults", taken.faults()), MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** Takes rows of an earlier ledger (历史台账), each by the keys of the sheet; answers what became of each, in their order. */
    @POST
    @Path("past")
    @Performs("hazard.import")
    public List<Map<String, Object>> past(List<Map<String, Object>> rows, @Context SecurityContext who) {
        if (rows == null || rows.size() > 5_000) {
            throw new Problem.Invalid("too-many-rows", "rows", "一次最多5000行");
        }
        return imports.take(rows.stream().map(row -> (Supplier<Past>) () -> HazardSheets.past(row)).toList(), actor(who)).stream()
                .map(outcome -> Forms.outcome(outcome.number(), outcome.known(), outcome.problem())).toList();
    }

    private static Response xlsx(Object content, String name) {
        return Response.ok(content, Workbooks.XLSX).header("Content-Disposition", "attachment; filename=\"" + name + "\"").header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-store").build();
    }

    @GET
    @Path("{number}")
    @Performs("hazard.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(hazards.get(number, actor(who)));
    }

    /** The hazard on paper, {@code pdf} or {@code docx}. */
    @GET
    @Path("{number}/document")
    @Produces(MediaType.WILDCARD)
    @Performs("hazard.read")
    public Response document(@PathParam("number") String number, @QueryParam("format") @DefaultValue("pdf") String format, @Context SecurityContext who) {
        Documents.Rendered paper = papers.register(number, Forms.format(format), actor(who));
        return Response.ok(paper.content(), paper.format().mediaType()).header("Content-Disposition", "attachment; filename=\"" + number + "." + paper.format().extension() + "\"")
                .header("X-Document-Template", paper.template() + ";sha256=" + paper.templateSha256()).header("X-Document-Data", "sha256=" + paper.modelSha256())
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "private, no-store").build();
    }

    @POST
    @Path("{number}/verification")
    @Performs("hazard.verification")
    public Response verify(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form,
            @Context SecurityContext who) {
        return shown(hazards.verify(number, seen(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/dismissal")
    @Performs("hazard.dismissal")
    public Response dismiss(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form,
            @Context SecurityContext who) {
        return shown(hazards.dismiss(number, seen(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/grading")
    @Performs("hazard.grading")
    public Response grade(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.GradingForm form,
            @Context SecurityContext who) {
        return shown(hazards.grade(number, seen(ifMatch), form.grading(), form.rectifier(), actor(who)));
    }

    @POST
    @Path("{number}/plan")
    @Performs("hazard.plan")
    public Response plan(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.PlanForm form,
            @Context SecurityContext who) {
        return shown(hazards.plan(number, seen(ifMatch), form.plan(), form.before(), actor(who)));
    }

    @POST
    @Path("{number}/rectification")
    @Performs("hazard.rectification")
    public Response rectify(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.RectificationForm form,
            @Context SecurityContext who) {
        return shown(hazards.rectify(number, seen(ifMatch), form.note(), form.before(), form.after(), actor(who)));
    }

    @POST
    @Path("{number}/submission")
    @Performs("hazard.submission")
    public Response submit(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.SubmissionForm form,
            @Context SecurityContext who) {
        return shown(hazards.submit(number, seen(ifMatch), form.note(), form.before(), form.done(), actor(who)));
    }

    @POST
    @Path("{number}/acceptance")
    @Performs("hazard.acceptance")
    public Response accept(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.AcceptanceForm form,
            @Context SecurityContext who) {
        return shown(hazards.accept(number, seen(ifMatch), form.note(), form.photos(), actor(who)));
    }

    @POST
    @Path("{number}/rejection")
    @Performs("hazard.rejection")
    public Response reject(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.RejectionForm form,
            @Context SecurityContext who) {
        return shown(hazards.reject(number, seen(ifMatch), form.reason(), Forms.day(form.deadline()), actor(who)));
    }

    @POST
    @Path("{number}/extension-request")
    @Performs("hazard.extension-request")
    public Response requestExtension(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.ExtensionForm form,
            @Context SecurityContext who) {
        return shown(hazards.requestExtension(number, seen(ifMatch), Forms.day(form.deadline()), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/extension-grant")
    @Performs("hazard.extension-grant")
    public Response grantExtension(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form,
            @Context SecurityContext who) {
        return shown(hazards.grantExtension(number, seen(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/extension-refusal")
    @Performs("hazard.extension-refusal")
    public Response refuseExtension(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form,
            @Context SecurityContext who) {
        return shown(hazards.refuseExtension(number, seen(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/transfer")
    @Performs("hazard.transfer")
    public Response transfer(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.TransferForm form,
            @Context SecurityContext who) {
        return shown(hazards.transfer(number, seen(ifMatch), form.rectifier(), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/escalation")
    @Performs("hazard.escalation")
    public Response escalate(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.EscalationForm form,
            @Context SecurityContext who) {
        return shown(hazards.escalate(number, seen(ifMatch), form.to(), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/merger")
    @Performs("hazard.merger")
    public Response merge(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MergerForm form,
            @Context SecurityContext who) {
        return shown(hazards.merge(number, seen(ifMatch), form.into(), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/unmerging")
    @Performs("hazard.unmerging")
    public Response unmerge(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form,
            @Context SecurityContext who) {
        return shown(hazards.unmerge(number, seen(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/upgrade")
    @Performs("hazard.upgrade")
    public Response upgrade(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.UpgradeForm form, @Context SecurityContext who) {
        return shown(hazards.upgrade(number, seen(ifMatch), form.grading(), actor(who)));
    }

    @POST
    @Path("{number}/regrading-request")
    @Performs("hazard.regrading-request")
    public Response requestRegrading(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(hazards.requestRegrading(number, seen(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/regrading-approval")
    @Performs("hazard.regrading-approval")
    public Response approveRegrading(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(hazards.approveRegrading(number, seen(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/regrading-refusal")
    @Performs("hazard.regrading-refusal")
    public Response refuseRegrading(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(hazards.refuseRegrading(number, seen(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/plan-supplement")
    @Performs("hazard.plan-supplement")
    public Response supplement(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.SupplementForm form, @Context SecurityContext who) {
        return shown(hazards.supplementPlan(number, seen(ifMatch), form.goals(), form.requirements(), form.safety(), actor(who)));
    }

    @POST
    @Path("{number}/look-back")
    @Performs("hazard.look-back")
    public Response lookBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.LookBackForm form, @Context SecurityContext who) {
        return shown(hazards.scheduleLookBack(number, seen(ifMatch), Forms.day(form.due()), actor(who)));
    }

    @POST
    @Path("{number}/look-back-pass")
    @Performs("hazard.look-back-pass")
    public Response passLookBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.AcceptanceForm form, @Context SecurityContext who) {
        return shown(hazards.passLookBack(number, seen(ifMatch), form.note(), form.photos(), actor(who)));
    }

    /** Answers the new hazard, 201. */
    @POST
    @Path("{number}/rebound")
    @Performs("hazard.rebound")
    public Response rebound(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.ReboundForm form, @Context SecurityContext who) {
        HazardView fresh = hazards.rebound(number, seen(ifMatch), form.reason(), form.photos(), actor(who));
        return Response.created(URI.create("/api/hazards/" + fresh.number())).header("ETag", ETags.of(fresh.version())).entity(fresh).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Long seen(String ifMatch) {
        return ETags.expected(ifMatch);
    }

    private static Response shown(HazardView hazard) {
        return Response.ok(hazard).header("ETag", ETags.of(hazard.version())).build();
    }
}
