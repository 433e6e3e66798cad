package io.shoutu.documents.rest;

import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.time.Legal;
import io.shoutu.documents.Reports;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
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

/** Figures on the wire (报表接口), within the asker's scope; without a period those of this month. */
@Component(service = ReportResource.class)
@RestResource("/reports")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportResource {
    private final Reports reports;
    private final Workbooks workbooks;
    private final Clock clock;

    /** A report as listed. */
    public record Listed(String name, String label, List<Heading> columns) {}

    /** A column as shown. */
    public record Heading(String key, String heading, Column.Kind kind) {}

    /** Figures with what they are about. */
    public record Answer(String name, String label, LocalDate from, LocalDate to, List<Heading> columns, List<Map<String, Object>> rows, List<String> notes) {}

    @Activate
    public ReportResource(@Reference Reports reports, @Reference Workbooks workbooks, @Reference Clock clock) {
        this.reports = reports;
        this.workbooks = workbooks;
        this.clock = clock;
    }

    @GET
    @Performs("documents.read-reports")
    public Page<Listed> list() {
        List<Listed> all = reports.all().stream().map(s -> new Listed(s.name(), s.label(), headings(s))).toList();
        return new Page<>(all, null, all.size());
    }

    @GET
    @Path("{name}")
    @Performs("documents.read-reports")
    public Answer figures(@PathParam("name") String name, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to, @Context SecurityContext security) {
        ReportSource source = reports.get(name);
        Period period = period(from, to);
        Figures figures = source.figures(period, Answers.by(security).scope());
        return new Answer(name, source.label(), period.from(), period.to(), headings(source), figures.rows(), figures.notes());
    }

    @GET
    @Path("{name}.xlsx")
    @Produces(MediaType.WILDCARD)
    @Performs("documents.read-reports")
    public Response sheet(@PathParam("name") String name, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to, @Context SecurityContext security) {
        ReportSource source = reports.get(name);
        Period period = period(from, to);
        Figures figures = source.figures(period, Answers.by(security).scope());
        List<Map<String, Object>> rows = new ArrayList<>(figures.rows());
        String first = source.columns().get(0).key();
        figures.notes().forEach(note -> rows.add(Map.of(first, "注：" + note)));
        StreamingOutput out = stream -> workbooks.write(new Workbooks.Sheet(source.label(), source.columns()), rows.iterator(), stream, clock.instant());
        return Answers.file(out, Workbooks.XLSX, source.label() + "-" + period.from() + "-" + period.to() + ".xlsx").build();
    }

    private static List<Heading> headings(ReportSource source) {
        return source.columns().stream().map(c -> new Heading(c.key(), c.heading(), c.kind())).toList();
    }

    private Period period(LocalDate from, LocalDate to) {
        LocalDate today = Legal.day(clock.instant());
        if (from == null && to == null) {
            return Period.monthOf(today);
        }
        return new Period(from, to == null ? today : to);
    }
}
