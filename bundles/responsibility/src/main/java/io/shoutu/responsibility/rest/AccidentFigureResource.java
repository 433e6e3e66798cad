package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.township.AccidentMonth;
import io.shoutu.responsibility.domain.township.Decline;
import io.shoutu.responsibility.township.Townships;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The double decline over REST (双下降接口): {@code /api/accident-figures}. */
@RestResource("/accident-figures")
@Component(service = AccidentFigureResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccidentFigureResource {
    record MonthForm(String month, Integer accidents, Integer deaths, String source) {}

    record MonthView(int month, Integer accidents, Integer deaths, Integer accidentsBefore, Integer deathsBefore, int revision) {}

    record RevisionView(String month, int revision, int accidents, int deaths, String source, String enteredBy, Instant enteredAt) {}

    record DeclineView(int year, Integer through, int accidents, int accidentsBefore, Double accidentsChange, int deaths, int deathsBefore, Double deathsChange, Boolean both, List<MonthView> months,
            List<RevisionView> revisions) {}

    private final Townships townships;
    private final Clock clock;

    @Activate
    public AccidentFigureResource(@Reference Townships townships, @Reference Clock clock) {
        this.townships = townships;
        this.clock = clock;
    }

    /** A year beside the one before, with every revision of its months. */
    @GET
    @Performs("accident-figure.read")
    public DeclineView year(@QueryParam("year") Integer year) {
        return view(year == null ? Legal.day(clock.instant()).getYear() : year);
    }

    /** The figures of a month that is over; entered again they are its next revision. */
    @POST
    @Performs("accident-figure.enter")
    public Response enter(MonthForm form, @Context SecurityContext who) {
        need(form);
        if (form.accidents() == null || form.deaths() == null) {
            throw new Problem.Invalid("required", form.accidents() == null ? "accidents" : "deaths", "请填写事故起数和死亡人数，没有的填 0");
        }
        AccidentMonth entered = townships.enter(month(form.month()), form.accidents(), form.deaths(), form.source(), (Actor) who.getUserPrincipal());
        return Response.status(Response.Status.CREATED).entity(view(entered.month().getYear())).build();
    }

    private DeclineView view(int year) {
        Decline d = townships.decline(year);
        return new DeclineView(year, d.through(), d.accidents(), d.accidentsBefore(), Decline.change(d.accidents(), d.accidentsBefore()), d.deaths(), d.deathsBefore(), Decline.change(d.deaths(), d.deathsBefore()),
                d.both(), d.months().stream().map(m -> new MonthView(m.month(), m.now() == null ? null : m.now().accidents(), m.now() == null ? null : m.now().deaths(),
                        m.before() == null ? null : m.before().accidents(), m.before() == null ? null : m.before().deaths(), m.now() == null ? 0 : m.now().revision())).toList(),
                townships.revisions(year).stream().map(m -> new RevisionView(m.month().toString(), m.revision(), m.accidents(), m.deaths(), m.source(), m.enteredBy(), m.enteredAt())).toList());
    }

    private static YearMonth month(String text) {
        try {
            return blank(text) == null ? null : YearMonth.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("month", "month", "月份应如 2026-03：" + text);
        }
    }
}
