package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.PastVisit;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.Visit;
import io.shoutu.hazard.inspection.InspectionImports;
import io.shoutu.hazard.inspection.InspectionService;
import io.shoutu.hazard.inspection.InspectionView;
import java.net.URI;
import java.time.LocalDate;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Inspections over REST (检查接口): {@code /api/inspections}. */
@RestResource("/inspections")
@Component(service = InspectionResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InspectionResource {
    /** What somebody plans (安排检查表单). */
    record PlanForm(InspectionKind kind, Boolean unannounced, String title, Target target, List<Member> team, LocalDate day, String sheet, String plan, String draw,
            String campaign, Subject causedBy) {
        Inspection.Planned planned() {
            return new Inspection.Planned(kind, Boolean.TRUE.equals(unannounced), title, target, team, day, sheet, plan, draw, campaign, causedBy);
        }
    }

    /** The record of a visit (检查记录表单); {@code sent} is the phone's own id of it. */
    record RecordForm(Visit visit, String sent) {}

    /** A visit nobody had planned (临时到访表单). */
    record VisitForm(PlanForm planned, Visit visit, String sent) {}

    /** A row of an earlier ledger (历史检查台账行). */
    record PastForm(PlanForm planned, Visit visit, String reference) {
        PastVisit past() {
            return new PastVisit(planned == null ? null : planned.planned(), visit, reference);
        }
    }

    /** Another team, another day (调整表单). */
    record TeamForm(List<Member> team, LocalDate day, String reason) {}

    private final InspectionService inspections;
    private final InspectionImports imports;

    @Activate
    public InspectionResource(@Reference InspectionService inspections, @Reference InspectionImports imports) {
        this.inspections = inspections;
        this.imports = imports;
    }

    @GET
    @Performs("inspection.read")
    public Page<InspectionView> list(@QueryParam("state") InspectionState state, @QueryParam("kind") InspectionKind kind, @QueryParam("enterprise") String enterprise,
            @QueryParam("campaign") String campaign, @QueryParam("mine") Boolean mine, @QueryParam("failed") Boolean failed, @QueryParam("text") String text,
            @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext who) {
        return inspections.list(new InspectionStore.Query(state, kind, enterprise, campaign, mine, failed, text, Forms.day(from), Forms.day(to), cursor, limit), actor(who));
    }

    @POST
    @Performs("inspection.plan")
    public Response plan(PlanForm form, @Context SecurityContext who) {
        return created(inspections.plan(form.planned(), actor(who)));
    }

    @POST
    @Path("visits")
    @Performs("inspection.visit")
    public Response visit(VisitForm form, @Context SecurityContext who) {
        if (form.planned() == null) {
            throw new Problem.Invalid("required", "planned", "请填写检查对象、检查人员和日期");
        }
        if (form.visit() == null) {
            throw new Problem.Invalid("required", "visit", "请填写到访情况");
        }
        return created(inspections.visit(form.planned().planned(), form.visit(), form.sent(), actor(who)));
    }

    /** Takes rows of an earlier ledger (历史台账); answers what became of each, in their order. */
    @POST
    @Path("past")
    @Performs("inspection.import")
    public List<Map<String, Object>> past(List<PastForm> rows, @Context SecurityContext who) {
        if (rows == null || rows.size() > 1_000) {
            throw new Problem.Invalid("too-many-rows", "rows", "一次最多1000行");
        }
        return imports.take(rows.stream().map(row -> (Supplier<PastVisit>) row::past).toList(), actor(who)).stream()
                .map(outcome -> Forms.outcome(outcome.number(), outcome.known(), outcome.problem())).toList();
    }

    @GET
    @Path("{id}")
    @Performs("inspection.read")
    public Response get(@PathParam("id") String id, @Context SecurityContext who) {
        return shown(inspections.get(id, actor(who)));
    }

    @POST
    @Path("{id}/reassignment")
    @Performs("inspection.reassignment")
    public Response reassign(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, TeamForm form, @Context SecurityContext who) {
        return shown(inspections.reassign(id, ETags.expected(ifMatch), form.team(), form.day(), form.reason(), actor(who)));
    }

    @POST
    @Path("{id}/cancellation")
    @Performs("inspection.cancellation")
    public Response cancel(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(inspections.cancel(id, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{id}/beginning")
    @Performs("inspection.beginning")
    public Response begin(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(inspections.begin(id, ETags.expected(ifMatch), actor(who)));
    }

    /** 200 also where it went into the list of conflicts: then {@code state} is {@code IN_REVIEW} and {@code reason} says why. */
    @POST
    @Path("{id}/record")
    @Performs("inspection.record")
    public Response record(@PathParam("id") String id, RecordForm form, @Context SecurityContext who) {
        return shown(inspections.record(id, form.visit(), form.sent(), actor(who)));
    }

    @POST
    @Path("{id}/voiding")
    @Performs("inspection.voiding")
    public Response voided(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(inspections.voided(id, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{id}/adoption")
    @Performs("inspection.adoption")
    public Response adopt(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(inspections.adopt(id, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{id}/discarding")
    @Performs("inspection.discarding")
    public Response discard(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(inspections.discard(id, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response created(InspectionView view) {
        return Response.created(URI.create("/api/inspections/" + view.id())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    private static Response shown(InspectionView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
