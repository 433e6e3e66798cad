package io.shoutu.responsibility.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.MeetingState;
import io.shoutu.responsibility.meeting.MeetingService;
import io.shoutu.responsibility.meeting.MeetingView;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Meetings and study sessions over REST (会议、学习接口): {@code /api/meetings}. */
@RestResource("/meetings")
@Component(service = MeetingResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MeetingResource {
    private final MeetingService meetings;
    private final Clock clock;

    @Activate
    public MeetingResource(@Reference MeetingService meetings, @Reference Clock clock) {
        this.meetings = meetings;
        this.clock = clock;
    }

    @GET
    @Performs("meeting.read")
    public Page<MeetingView> list(@QueryParam("sort") String sort, @QueryParam("form") String form, @QueryParam("state") String state, @QueryParam("unit") String unit, @QueryParam("chair") String chair,
            @QueryParam("text") String text, @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("open") Boolean open, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return meetings.list(new MeetingQuery(actor(who).scope(), null, MeetingForms.one(MeetingSort.values(), sort, "sort", "会议或学习"), MeetingForms.one(MeetingForm.values(), form, "form", "会议形式"),
                MeetingForms.one(MeetingState.values(), state, "state", "状态"), blank(unit), blank(chair), text, day(from, "from"), day(to, "to"), open, blank(cursor), limit), actor(who));
    }

    /** How often each body sat in a year, meetings and study apart. */
    @GET
    @Path("figures")
    @Performs("meeting.read")
    public List<Map<String, Object>> figures(@QueryParam("year") Integer year, @Context SecurityContext who) {
        int of = year == null ? Legal.day(clock.instant()).getYear() : year;
        return meetings.figures(of, actor(who)).stream().map(figure -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("unit", figure.unit());
            row.put("unitName", meetings.unitName(figure.unit()));
            row.put("form", figure.form().name());
            row.put("formLabel", figure.form().label());
            row.put("meetings", figure.meetings());
            row.put("studies", figure.studies());
            return row;
        }).toList();
    }

    @POST
    @Performs("meeting.enter")
    public Response enter(MeetingForms.MinutesForm form, @Context SecurityContext who) {
        return shown(meetings.enter(form.minutes(), form.attached(), actor(who)));
    }

    /** Takes rows of an earlier ledger (历史会议台账), signed as they were; answers what became of each, in their order. */
    @POST
    @Path("past")
    @Performs("meeting.import")
    public List<Map<String, Object>> past(List<MeetingForms.MinutesForm> rows, @Context SecurityContext who) {
        if (rows == null || rows.size() > 1_000) {
            throw new Problem.Invalid("too-many-rows", "rows", "一次最多1000行");
        }
        return meetings.adopt(MeetingForms.some(rows).stream().map(row -> (Supplier<MeetingService.Past>) () -> new MeetingService.Past(row.reference(), row.minutes())).toList(), actor(who)).stream().map(outcome -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("number", outcome.number());
            view.put("known", outcome.known());
            view.put("field", outcome.problem() == null ? null : outcome.problem().field());
            view.put("problem", outcome.problem() == null ? null : outcome.problem().getMessage());
            return view;
        }).toList();
    }

    @GET
    @Path("{number}")
    @Performs("meeting.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(meetings.get(number, actor(who)));
    }

    @POST
    @Path("{number}/edit")
    @Performs("meeting.edit")
    public Response edit(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MeetingForms.MinutesForm form, @Context SecurityContext who) {
        return shown(meetings.edit(number, ETags.expected(ifMatch), form.minutes(), form.attached(), actor(who)));
    }

    @POST
    @Path("{number}/signing")
    @Performs("meeting.signing")
    public Response sign(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext who) {
        return shown(meetings.sign(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/return")
    @Performs("meeting.return")
    public Response giveBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MeetingForms.ReasonForm form, @Context SecurityContext who) {
        return shown(meetings.giveBack(number, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/redating")
    @Performs("meeting.redating")
    public Response redate(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MeetingForms.RedatingForm form, @Context SecurityContext who) {
        return shown(meetings.redate(number, ETags.expected(ifMatch), MeetingForms.moment(form.heldAt(), "heldAt"), form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/completion")
    @Performs("meeting.completion")
    public Response complete(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MeetingForms.CompletionForm form, @Context SecurityContext who) {
        return shown(meetings.complete(number, ETags.expected(ifMatch), form.row() == null ? 0 : form.row(), form.result(), actor(who)));
    }

    @POST
    @Path("{number}/voiding")
    @Performs("meeting.voiding")
    public Response declareVoid(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MeetingForms.ReasonForm form, @Context SecurityContext who) {
        return shown(meetings.declareVoid(number, ETags.expected(ifMatch), form.reason(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static LocalDate day(String text, String field) {
        try {
            return blank(text) == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("day-format", field, "日期应写作 2026-03-05：" + text);
        }
    }

    private static Response shown(MeetingView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
