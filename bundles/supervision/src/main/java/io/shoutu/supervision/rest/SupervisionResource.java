package io.shoutu.supervision.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.supervision.SupervisionService;
import io.shoutu.supervision.SupervisionView;
import io.shoutu.supervision.documents.SupervisionPapers;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Said;
import io.shoutu.supervision.domain.State;
import io.shoutu.supervision.domain.Verb;
import java.net.URI;
import java.time.Clock;
import java.util.List;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instruments of supervision over REST (督办文书接口): {@code /api/supervision}. */
@RestResource("/supervision")
@Component(service = SupervisionResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SupervisionResource {
    private final SupervisionService supervision;
    private final SupervisionPapers papers;
    private final Clock clock;

    @Activate
    public SupervisionResource(@Reference SupervisionService supervision, @Reference SupervisionPapers papers, @Reference Clock clock) {
        this.supervision = supervision;
        this.papers = papers;
        this.clock = clock;
    }

    @GET
    @Performs("supervision.read")
    public Page<SupervisionView> list(@QueryParam("kind") String kind, @QueryParam("flow") Flow flow, @QueryParam("state") State state, @QueryParam("open") Boolean open, @QueryParam("overdue") Boolean overdue,
            @QueryParam("text") String text, @QueryParam("addressee") String addressee, @QueryParam("enterprise") String enterprise, @QueryParam("about") String about, @QueryParam("year") Integer year,
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return supervision.list(new InstrumentStore.Query(Forms.blank(kind), flow, state, open, overdue, Forms.blank(text), Forms.blank(addressee), Forms.blank(enterprise), Forms.subject(about), year, cursor, limit), actor(who));
    }

    @POST
    @Performs("supervision.draft")
    public Response draft(Forms.DraftForm form, @Context SecurityContext who) {
        SupervisionView fresh = supervision.draft(form.draft(), actor(who));
        return Response.created(URI.create("/api/supervision/" + fresh.number())).header("ETag", ETags.of(fresh.version())).entity(fresh).build();
    }

    /** The kinds of papers and the time limits with their sources. */
    @GET
    @Path("rules")
    @Performs("supervision.read")
    public SupervisionService.Rulebook rules() {
        return supervision.rulebook();
    }

    /** Papers that went out in a year, by kind: answered, in time, overdue now. */
    @GET
    @Path("figures")
    @Performs("supervision.read")
    public List<SupervisionService.Figure> figures(@QueryParam("year") Integer year, @Context SecurityContext who) {
        return supervision.figures(year == null ? Legal.day(clock.instant()).getYear() : year, actor(who));
    }

    /** Papers of an earlier ledger; each reference comes in once. */
    @POST
    @Path("past")
    @Performs("supervision.take-over")
    public List<SupervisionService.Outcome> past(List<Forms.PastForm> rows, @Context SecurityContext who) {
        return supervision.take(rows.stream().map(row -> (Supplier<io.shoutu.supervision.domain.Past>) row::past).toList(), actor(who));
    }

    @GET
    @Path("{number}")
    @Performs("supervision.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(supervision.get(number, actor(who)));
    }

    /** The paper as Word or PDF. */
    @GET
    @Path("{number}/document")
    @Performs("supervision.print")
    @Produces(MediaType.WILDCARD)
    public Response document(@PathParam("number") String number, @QueryParam("format") @DefaultValue("docx") String format, @Context SecurityContext who) {
        Documents.Rendered paper = papers.print(number, Forms.format(format), actor(who));
        return Response.ok(paper.content(), paper.format().mediaType()).header("Content-Disposition", "attachment; filename=\"" + number + "." + paper.format().extension() + "\"")
                .header("X-Document-Template", paper.template() + ";sha256=" + paper.templateSha256()).header("X-Document-Data", "sha256=" + paper.modelSha256())
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "private, no-store").build();
    }

    @POST
    @Path("{number}/revision")
    @Performs("supervision.revision")
    public Response revise(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.DraftForm form, @Context SecurityContext who) {
        return shown(supervision.revise(number, ETags.expected(ifMatch), form.draft(), actor(who)));
    }

    @POST
    @Path("{number}/submission")
    @Performs("supervision.submission")
    public Response submission(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.SUBMISSION, form, who);
    }

    @POST
    @Path("{number}/return")
    @Performs("supervision.return")
    public Response giveBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.RETURN, form, who);
    }

    @POST
    @Path("{number}/review")
    @Performs("supervision.review")
    public Response review(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.REVIEW, form, who);
    }

    @POST
    @Path("{number}/approval")
    @Performs("supervision.approval")
    public Response approval(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.APPROVAL, form, who);
    }

    @POST
    @Path("{number}/refusal")
    @Performs("supervision.refusal")
    public Response refusal(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.REFUSAL, form, who);
    }

    @POST
    @Path("{number}/cancellation")
    @Performs("supervision.cancellation")
    public Response cancellation(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.CANCELLATION, form, who);
    }

    @POST
    @Path("{number}/issue")
    @Performs("supervision.issue")
    public Response issue(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.ISSUE, form, who);
    }

    @POST
    @Path("{number}/listing")
    @Performs("supervision.listing")
    public Response listing(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.LISTING, form, who);
    }

    @POST
    @Path("{number}/filing")
    @Performs("supervision.filing")
    public Response filing(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.FILING, form, who);
    }

    @POST
    @Path("{number}/signing")
    @Performs("supervision.signing")
    public Response signing(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.SIGNING, form, who);
    }

    @POST
    @Path("{number}/holding")
    @Performs("supervision.holding")
    public Response holding(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.HOLDING, form, who);
    }

    @POST
    @Path("{number}/commitment")
    @Performs("supervision.commitment")
    public Response commitment(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.COMMITMENT, form, who);
    }

    @POST
    @Path("{number}/plan")
    @Performs("supervision.plan")
    public Response plan(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.PLAN, form, who);
    }

    @POST
    @Path("{number}/monthly-report")
    @Performs("supervision.monthly-report")
    public Response monthlyReport(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.MONTHLY_REPORT, form, who);
    }

    @POST
    @Path("{number}/extension-request")
    @Performs("supervision.extension-request")
    public Response extensionRequest(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.EXTENSION_REQUEST, form, who);
    }

    @POST
    @Path("{number}/extension-grant")
    @Performs("supervision.extension-grant")
    public Response extensionGrant(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.EXTENSION_GRANT, form, who);
    }

    @POST
    @Path("{number}/extension-refusal")
    @Performs("supervision.extension-refusal")
    public Response extensionRefusal(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.EXTENSION_REFUSAL, form, who);
    }

    @POST
    @Path("{number}/reply")
    @Performs("supervision.reply")
    public Response reply(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.REPLY, form, who);
    }

    @POST
    @Path("{number}/report")
    @Performs("supervision.report")
    public Response report(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.REPORT, form, who);
    }

    @POST
    @Path("{number}/acceptance-request")
    @Performs("supervision.acceptance-request")
    public Response acceptanceRequest(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.ACCEPTANCE_REQUEST, form, who);
    }

    @POST
    @Path("{number}/acceptance")
    @Performs("supervision.acceptance")
    public Response acceptance(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.ACCEPTANCE, form, who);
    }

    @POST
    @Path("{number}/delisting-approval")
    @Performs("supervision.delisting-approval")
    public Response delistingApproval(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.DELISTING_APPROVAL, form, who);
    }

    @POST
    @Path("{number}/delisting")
    @Performs("supervision.delisting")
    public Response delisting(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.DELISTING, form, who);
    }

    @POST
    @Path("{number}/verification")
    @Performs("supervision.verification")
    public Response verification(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.VERIFICATION, form, who);
    }

    @POST
    @Path("{number}/confirmation")
    @Performs("supervision.confirmation")
    public Response confirmation(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.CONFIRMATION, form, who);
    }

    @POST
    @Path("{number}/conclusion")
    @Performs("supervision.conclusion")
    public Response conclusion(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.CONCLUSION, form, who);
    }

    @POST
    @Path("{number}/rejection")
    @Performs("supervision.rejection")
    public Response rejection(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.REJECTION, form, who);
    }

    @POST
    @Path("{number}/closing")
    @Performs("supervision.closing")
    public Response closing(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.CLOSING, form, who);
    }

    @POST
    @Path("{number}/withdrawal")
    @Performs("supervision.withdrawal")
    public Response withdrawal(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Verb.WITHDRAWAL, form, who);
    }

    private Response moved(String number, String ifMatch, Verb verb, Forms.MoveForm form, SecurityContext who) {
        return shown(supervision.move(number, ETags.expected(ifMatch), verb, form == null ? Said.NOTHING : form.said(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(SupervisionView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
