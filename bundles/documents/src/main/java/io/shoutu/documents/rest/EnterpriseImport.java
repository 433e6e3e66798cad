package io.shoutu.documents.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.documents.Enterprises;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
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

/** A filled sheet of enterprises handed in (企业导入接口): the outcome as JSON, or the sender's own file with a verdict on every row. */
@Component(service = EnterpriseImport.class)
@RestResource("/directory/enterprises/import")
@Path("/")
public final class EnterpriseImport {
    private final Enterprises enterprises;

    @Activate
    public EnterpriseImport(@Reference Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @TakesFile
    @Produces(MediaType.WILDCARD)
    @Performs("documents.import-enterprises")
    public Response take(byte[] file, @QueryParam("answer") @DefaultValue("json") String answer, @Context SecurityContext security) {
        if (!answer.equals("json") && !answer.equals("workbook")) {
            throw new Problem.Invalid("answer", "answer", "answer 应为 json 或 workbook：" + answer);
        }
        Enterprises.Imported imported = enterprises.take(Answers.body(file), Answers.by(security));
        if (answer.equals("json")) {
            return Response.ok(imported.outcome(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        boolean old = file.length > 2 && (file[0] & 0xFF) == 0xD0;
        return Answers.file(enterprises.answer(file, imported), old ? "application/vnd.ms-excel" : Workbooks.XLSX, "企业名录-导入结果." + (old ? "xls" : "xlsx")).build();
    }
}
