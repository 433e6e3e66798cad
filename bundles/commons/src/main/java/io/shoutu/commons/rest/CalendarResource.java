package io.shoutu.commons.rest;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The working calendar on the wire (工作日历接口). */
@Component(service = CalendarResource.class)
@RestResource("/calendar")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CalendarResource {
    private final WorkCalendar calendar;

    /** A notice as sent; the year may be left out, the address has it. */
    public record NoticeBody(Integer year, String source, List<WorkCalendar.NoticeDay> days) {}

    @Activate
    public CalendarResource(@Reference WorkCalendar calendar) {
        this.calendar = calendar;
    }

    @GET
    @Path("add")
    @Performs("calendar.read")
    public WorkCalendar.Answer add(@QueryParam("from") LocalDate from, @QueryParam("workingDays") Integer workingDays) {
        if (workingDays == null) {
            throw new Problem.Invalid("working-days", "workingDays", "请给出工作日数 workingDays，如 5");
        }
        return calendar.add(from, workingDays);
    }

    @GET
    @Path("between")
    @Performs("calendar.read")
    public WorkCalendar.Count between(@QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to) {
        return calendar.between(from, to);
    }

    @GET
    @Path("day/{date}")
    @Performs("calendar.read")
    public WorkCalendar.Day day(@PathParam("date") LocalDate date) {
        return calendar.day(date);
    }

    @GET
    @Path("notices")
    @Performs("calendar.read")
    public Page<WorkCalendar.Notice> notices(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(calendar.notices(), cursor, limit);
    }

    @PUT
    @Path("notices/{year}")
    @Performs("calendar.publish")
    public WorkCalendar.Notice publish(@PathParam("year") int year, NoticeBody body, @Context SecurityContext security) {
        NoticeBody sent = Asked.body(body);
        Asked.same("year", year, sent.year());
        if (sent.days() == null || sent.days().contains(null)) {
            throw new Problem.Invalid("notice-empty", "days", "通知里没有任何日期");
        }
        WorkCalendar.Notice notice = new WorkCalendar.Notice(year, sent.source(), sent.days());
        calendar.publish(notice, Asked.by(security));
        return notice;
    }
}
