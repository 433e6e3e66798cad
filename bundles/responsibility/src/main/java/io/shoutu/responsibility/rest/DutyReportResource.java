package io.shoutu.responsibility.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Format;
import io.shoutu.api.edge.RestResource;
import io.shoutu.responsibility.documents.DutyReports;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
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

/** Duty reports over REST (述职报告接口): {@code /api/duty-reports/ZR-2026-0001.1?asOf=2026-12-31&format=docx}. */
@RestResource("/duty-reports")
@Component(service = DutyReportResource.class)
@Path("/")
public final class DutyReportResource {
    private final DutyReports reports;

    @Activate
    public DutyReportResource(@Reference DutyReports reports) {
        this.reports = reports;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.WILDCARD)
    @Performs("duty-report.print")
    public Response print(@PathParam("id") String id, @QueryParam("asOf") String asOf, @QueryParam("format") @DefaultValue("docx") String format, @Context SecurityContext who) {
        DutyReports.Printed printed = reports.print(id, day(asOf), format(format), (Actor) who.getUserPrincipal());
        return Response.ok(printed.rendered().content(), printed.rendered().format().mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + id.replaceAll("[^A-Za-z0-9.-]", "") + "-" + printed.asOf() + "." + printed.rendered().format().extension() + "\"")
                .header("X-Shoutu-Sha256", printed.rendered().sha256()).header("X-Content-Type-Options", "nosniff").header("Cache-Control", "private, no-store").build();
    }

    private static LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("day-format", "asOf", "截至日期应写作 2026-12-31：" + text);
        }
    }

    private static Format format(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "docx" -> Format.DOCX;
            case "pdf" -> Format.PDF;
            default -> throw new Problem.Invalid("format", "format", "format 应为 docx 或 pdf：" + text);
        };
    }
}
