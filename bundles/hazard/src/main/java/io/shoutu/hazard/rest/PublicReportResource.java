package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.hazard.domain.reports.PastReport;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.ReportState;
import io.shoutu.hazard.domain.reports.Reporter;
import io.shoutu.hazard.domain.reports.RewardRule;
import io.shoutu.hazard.reports.PublicReportImports;
import io.shoutu.hazard.reports.PublicReportService;
import io.shoutu.hazard.reports.PublicReportService.Intake;
import io.shoutu.hazard.reports.PublicReportService.Receipt;
import io.shoutu.hazard.reports.PublicReportService.View;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public reports over REST (举报接口): {@code /api/public-reports}. */
@RestResource("/public-reports")
@Component(service = PublicReportResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PublicReportResource {
    /** A report (举报表单): what, and apart from it who. */
    record ReportForm(PublicReport.Channel channel, PublicReport.Kind kind, String matter, String enterprise, String area, String place, Boolean inside, Integer jointReporters, List<String> files,
            Reporter reporter) {
        Intake intake() {
            return new Intake(channel, kind, matter, enterprise, area, place, Boolean.TRUE.equals(inside), jointReporters == null ? 1 : jointReporters, files);
        }

        Reporter who() {
            return reporter == null ? Reporter.NOBODY : reporter;
        }

        @Override
        public String toString() {
            return "ReportForm[sealed]";
        }
    }

    /** A row of an earlier ledger (历史举报台账行): what happened, and apart from it who reported. */
    record PastForm(PastReport report, Reporter reporter) {
        PublicReportImports.Row row() {
            if (report == null) {
                throw new Problem.Invalid("report-fields", "report", "请填写举报事项");
            }
            return new PublicReportImports.Row(report, reporter == null ? Reporter.NOBODY : reporter);
        }

        @Override
        public String toString() {
            return "PastForm[sealed]";
        }
    }

    record CodeForm(String code) {}

    record RegistrationForm(PublicReport.Kind kind, String matter, String enterprise, String area, String place) {}

    record TransferringForm(String to, String reason) {}

    record CheckForm(PublicReport.Finding finding, String text, Boolean firstReport, Boolean knownBefore, Boolean byGovernment) {}

    record ReplyForm(String reply) {}

    record ProposalForm(BigDecimal fineFinal, LocalDate fineEffective, Integer deaths, RewardRule.AccidentGrade grade) {}

    private final PublicReportService reports;
    private final PublicReportImports imports;

    @Activate
    public PublicReportResource(@Reference PublicReportService reports, @Reference PublicReportImports imports) {
        this.reports = reports;
        this.imports = imports;
    }

    /** From the web, without signing in. */
    @POST
    @Path("web")
    @Performs("public-report.submit")
    public Receipt fromWeb(ReportForm form, @Context HttpServletRequest request) {
        return reports.fromWeb(form.intake(), form.who(), request.getRemoteAddr());
    }

    /** A picture that goes with it: JPEG or PNG, cleaned of what the camera wrote into it. */
    @POST
    @Path("files")
    @TakesFile
    @Consumes(MediaType.WILDCARD)
    @Performs("public-report.submit")
    public Map<String, String> file(InputStream content, @Context HttpServletRequest request) throws IOException {
        return Map.of("id", reports.file(content.readAllBytes(), request.getRemoteAddr()));
    }

    @POST
    @Path("progress")
    @Performs("public-report.progress")
    public PublicReportService.Progress progress(CodeForm form, @Context HttpServletRequest request) {
        return reports.progress(form.code(), request.getRemoteAddr());
    }

    @POST
    @Path("inside")
    @Performs("public-report.inside")
    public Receipt fromInside(ReportForm form, @Context SecurityContext who) {
        return reports.fromInside(form.intake(), form.who(), actor(who));
    }

    @POST
    @Performs("public-report.take-in")
    public Receipt takeIn(ReportForm form, @Context SecurityContext who) {
        return reports.atDesk(form.intake(), form.who(), actor(who));
    }

    @GET
    @Performs("public-report.read")
    public Page<View> list(@QueryParam("state") ReportState state, @QueryParam("overdue") Boolean overdue, @QueryParam("text") String text, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return reports.list(state, overdue, text, cursor, limit, actor(who));
    }

    /** Takes rows of an earlier ledger (历史台账); answers what became of each, in their order. */
    @POST
    @Path("past")
    @Performs("public-report.import")
    public List<Map<String, Object>> past(List<PastForm> rows, @Context SecurityContext who) {
        if (rows == null || rows.size() > 500) {
            throw new Problem.Invalid("too-many-rows", "rows", "一次最多500行");
        }
        return imports.take(rows.stream().map(row -> (Supplier<PublicReportImports.Row>) row::row).toList(), actor(who)).stream()
                .map(outcome -> Forms.outcome(outcome.number(), outcome.known(), outcome.problem())).toList();
    }

    @GET
    @Path("rules")
    @Performs("public-report.rules-read")
    public List<RewardRule> rules() {
        return reports.rules();
    }

    @POST
    @Path("rules")
    @Performs("public-report.rules-add")
    public List<RewardRule> add(RewardRule rule, @Context SecurityContext who) {
        return reports.add(rule, actor(who));
    }

    @GET
    @Path("{number}")
    @Performs("public-report.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(reports.get(number, actor(who)));
    }

    /** Who reported; asked for with a reason, told to the journal before it is shown. */
    @POST
    @Path("{number}/identity")
    @Performs("public-report.identity")
    public Reporter identity(@PathParam("number") String number, Forms.Reason form, @Context SecurityContext who) {
        return reports.identity(number, form.reason(), actor(who));
    }

    @POST
    @Path("{number}/registration")
    @Performs("public-report.registration")
    public Response register(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, RegistrationForm f, @Context SecurityContext who) {
        return shown(reports.register(number, ETags.expected(ifMatch), f.kind(), f.matter(), f.enterprise(), f.area(), f.place(), actor(who)));
    }

    @POST
    @Path("{number}/acceptance")
    @Performs("public-report.acceptance")
    public Response accept(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.accept(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/refusal")
    @Performs("public-report.refusal")
    public Response refuse(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(reports.refuse(number, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/transfer")
    @Performs("public-report.transfer")
    public Response transfer(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, TransferringForm form, @Context SecurityContext who) {
        return shown(reports.transfer(number, ETags.expected(ifMatch), form.to(), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/hazard")
    @Performs("public-report.hazard")
    public Response hazard(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.openHazard(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/extension")
    @Performs("public-report.extension")
    public Response extend(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(reports.extend(number, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/check")
    @Performs("public-report.check")
    public Response check(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, CheckForm f, @Context SecurityContext who) {
        return shown(reports.check(number, ETags.expected(ifMatch), new PublicReport.Check(f.finding(), f.text(), Boolean.TRUE.equals(f.firstReport()), Boolean.TRUE.equals(f.knownBefore()),
                Boolean.TRUE.equals(f.byGovernment())), actor(who)));
    }

    @POST
    @Path("{number}/reply")
    @Performs("public-report.reply")
    public Response reply(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, ReplyForm form, @Context SecurityContext who) {
        return shown(reports.reply(number, ETags.expected(ifMatch), form.reply(), actor(who)));
    }

    @POST
    @Path("{number}/proposal")
    @Performs("public-report.proposal")
    public Response propose(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, ProposalForm f, @Context SecurityContext who) {
        return shown(reports.propose(number, ETags.expected(ifMatch), f.fineFinal(), f.fineEffective(), f.deaths(), f.grade(), actor(who)));
    }

    @POST
    @Path("{number}/approval")
    @Performs("public-report.approval")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.approve(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/return")
    @Performs("public-report.return")
    public Response giveBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(reports.giveBack(number, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/payment")
    @Performs("public-report.payment")
    public Response pay(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.pay(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/waiver")
    @Performs("public-report.waiver")
    public Response waive(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.waive(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/archiving")
    @Performs("public-report.archiving")
    public Response archive(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(reports.archive(number, ETags.expected(ifMatch), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(View view) {
        return Response.ok(view).header("ETag", ETags.of(view.report().version())).build();
    }
}
