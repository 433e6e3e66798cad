package io.shoutu.documents.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.RestResource;
import io.shoutu.documents.Enterprises;
import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
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

/** Enterprises as a sheet (企业导出接口), written as they are read. */
@Component(service = EnterpriseExport.class)
@RestResource("/directory/enterprises/export.xlsx")
@Path("/")
public final class EnterpriseExport {
    private final Enterprises enterprises;
    private final Workbooks workbooks;
    private final Clock clock;

    @Activate
    public EnterpriseExport(@Reference Enterprises enterprises, @Reference Workbooks workbooks, @Reference Clock clock) {
        this.enterprises = enterprises;
        this.workbooks = workbooks;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-enterprises")
    public Response export(@QueryParam("area") AreaCode area, @QueryParam("text") String text, @Context SecurityContext security) {
        Actor asking = Answers.by(security);
        StreamingOutput out = stream -> workbooks.write(enterprises.sheet(), enterprises.rows(area, text, asking), stream, clock.instant());
        return Answers.file(out, Workbooks.XLSX, "企业名录.xlsx").build();
    }
}
