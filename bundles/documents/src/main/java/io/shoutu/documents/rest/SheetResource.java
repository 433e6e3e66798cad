package io.shoutu.documents.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.documents.Sheets;
import io.shoutu.documents.registers.Register;
import java.time.Clock;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
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

/** Lists of the directory as sheets (名录表接口): the empty one, the full one, a filled one handed in. */
@Component(service = SheetResource.class)
@RestResource("/directory/sheets")
@Path("/")
public final class SheetResource {
    private final Sheets sheets;
    private final Workbooks workbooks;
    private final Clock clock;

    /** A list that travels as a sheet. */
    public record Shown(String name, String title, List<ShownColumn> columns) {}

    /** A column of it. */
    public record ShownColumn(String heading, boolean required, String note) {}

    /** All of them. */
    public record Answer(List<Shown> items) {}

    @Activate
    public SheetResource(@Reference Sheets sheets, @Reference Workbooks workbooks, @Reference Clock clock) {
        this.sheets = sheets;
        this.workbooks = workbooks;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.export-directory")
    public Answer all() {
        return new Answer(sheets.all().stream().map(r -> new Shown(r.name(), r.sheet().title(),
                r.sheet().columns().stream().map(c -> new ShownColumn(c.heading(), c.required(), c.note())).toList())).toList());
    }

    @GET
    @Path("{name}/template.xlsx")
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-directory")
    public Response template(@PathParam("name") String name) {
        Register register = sheets.register(name);
        StreamingOutput out = stream -> workbooks.template(register.sheet(), stream, clock.instant());
        return Answers.file(out, Workbooks.XLSX, register.sheet().title() + "-填写模板.xlsx").build();
    }

    @GET
    @Path("{name}/export.xlsx")
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-directory")
    public Response export(@PathParam("name") String name, @QueryParam("area") AreaCode area, @QueryParam("text") String text, @Context SecurityContext security) {
        Register register = sheets.register(name);
        Actor asking = Answers.by(security);
        String part = text == null || text.isBlank() ? null : text.strip();
        StreamingOutput out = stream -> workbooks.write(register.sheet(), register.rows(area, part, asking), stream, clock.instant());
        return Answers.file(out, Workbooks.XLSX, register.sheet().title() + ".xlsx").build();
    }

    /**
     * Takes a filled sheet.
     *
     * @param commit false only says what would become of each row
     * @param answer {@code json} for the outcome, {@code workbook} for the sender's own file with a verdict on every row
     */
    @POST
    @Path("{name}/import")
    @Consumes(MediaType.WILDCARD)
    @TakesFile
    @Produces(MediaType.WILDCARD)
    @Performs("documents.import-directory")
    public Response take(@PathParam("name") String name, byte[] file, @QueryParam("commit") @DefaultValue("true") boolean commit,
            @QueryParam("answer") @DefaultValue("json") String answer, @Context SecurityContext security) {
        if (!answer.equals("json") && !answer.equals("workbook")) {
            throw new Problem.Invalid("answer", "answer", "answer 应为 json 或 workbook：" + answer);
        }
        Register register = sheets.register(name);
        Sheets.Imported imported = sheets.take(register, Answers.body(file), commit, Answers.by(security));
        if (answer.equals("json")) {
            return Response.ok(imported.outcome(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        boolean old = file.length > 2 && (file[0] & 0xFF) == 0xD0;
        return Answers.file(sheets.answer(register, file, imported), old ? "application/vnd.ms-excel" : Workbooks.XLSX,
                register.sheet().title() + "-导入结果." + (old ? "xls" : "xlsx")).build();
    }
}
