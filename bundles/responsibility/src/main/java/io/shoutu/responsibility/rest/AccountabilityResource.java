package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.day;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.accountability.Accountabilities;
import io.shoutu.responsibility.accountability.Accountabilities.AccountabilityView;
import io.shoutu.responsibility.domain.accountability.Accountability;
import io.shoutu.responsibility.domain.accountability.Sanction;
import io.shoutu.responsibility.domain.accountability.Trigger;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
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

/** Accountability over REST (追责问责接口): {@code /api/accountability}. */
@RestResource("/accountability")
@Component(service = AccountabilityResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountabilityResource {
    /** {@code about} is written kind/number, e.g. {@code hazard/YH-2026-000123}. */
    record RaiseForm(Trigger trigger, String about, String matter, String person, String unit) {}

    record TextForm(String text, List<String> files) {}

    record ProposalForm(Sanction sanction, String text) {}

    record DecisionForm(Sanction sanction, String document, String day, List<String> files) {}

    private final Accountabilities all;
    private final Clock clock;

    @Activate
    public AccountabilityResource(@Reference Accountabilities all, @Reference Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    @GET
    @Performs("accountability.read")
    public Page<AccountabilityView> list(@QueryParam("state") Accountability.State state, @Context SecurityContext who) {
        List<AccountabilityView> some = all.all(state, actor(who));
        return new Page<>(some, null, some.size());
    }

    @POST
    @Performs("accountability.raise")
    public Response raise(RaiseForm form, @Context SecurityContext who) {
        need(form);
        AccountabilityView view = all.raise(form.trigger(), subject(blank(form.about())), form.matter(), blank(form.person()), blank(form.unit()), actor(who));
        return Response.created(URI.create("/api/accountability/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    /** What a form offers (可选项). */
    @GET
    @Path("words")
    @Performs("accountability.read")
    public Map<String, Object> words() {
        Map<String, String> triggers = new LinkedHashMap<>();
        Arrays.stream(Trigger.values()).forEach(each -> triggers.put(each.name(), each.label()));
        Map<String, String> sanctions = new LinkedHashMap<>();
        Arrays.stream(Sanction.values()).forEach(each -> sanctions.put(each.name(), each.label()));
        return Map.of("triggers", triggers, "sanctions", sanctions);
    }

    /** People and units by form and by unit, of what was decided in a year. */
    @GET
    @Path("figures")
    @Performs("accountability.read")
    public Accountabilities.Figures figures(@QueryParam("year") Integer year, @Context SecurityContext who) {
        return all.figures(year == null ? Legal.day(clock.instant()).getYear() : year, actor(who));
    }

    @GET
    @Path("{number}")
    @Performs("accountability.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(all.get(number, actor(who)));
    }

    @POST
    @Path("{number}/verification")
    @Performs("accountability.verification")
    public Response verify(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, TextForm form, @Context SecurityContext who) {
        need(form);
        return shown(all.verify(number, ETags.expected(ifMatch), form.text(), form.files(), actor(who)));
    }

    @POST
    @Path("{number}/proposal")
    @Performs("accountability.proposal")
    public Response propose(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, ProposalForm form, @Context SecurityContext who) {
        need(form);
        return shown(all.propose(number, ETags.expected(ifMatch), form.sanction(), form.text(), actor(who)));
    }

    @POST
    @Path("{number}/decision")
    @Performs("accountability.decision")
    public Response decide(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, DecisionForm form, @Context SecurityContext who) {
        need(form);
        return shown(all.decide(number, ETags.expected(ifMatch), form.sanction(), form.document(), day("day", form.day()), form.files(), actor(who)));
    }

    @POST
    @Path("{number}/execution")
    @Performs("accountability.execution")
    public Response execute(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, TextForm form, @Context SecurityContext who) {
        need(form);
        return shown(all.execute(number, ETags.expected(ifMatch), form.text(), form.files(), actor(who)));
    }

    @POST
    @Path("{number}/closing")
    @Performs("accountability.closing")
    public Response close(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext who) {
        return shown(all.close(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/dismissal")
    @Performs("accountability.dismissal")
    public Response dismiss(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, TextForm form, @Context SecurityContext who) {
        need(form);
        return shown(all.dismiss(number, ETags.expected(ifMatch), form.text(), actor(who)));
    }

    private static Subject subject(String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[a-z][a-z-]*/[^/\\s]{1,100}")) {
            throw new Problem.Invalid("subject", "about", "触发记录应写作 类别/编号，如 hazard/YH-2026-000123：" + text);
        }
        return Subject.parse(text);
    }

    private static Response shown(AccountabilityView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
