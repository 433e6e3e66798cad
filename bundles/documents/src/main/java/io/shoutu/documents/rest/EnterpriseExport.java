package io.shoutu.documents.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.edge.RestResource;
import javax.ws.rs.GET;
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

/** Enterprises as a sheet (企业导出接口), at the address it had before the other lists came. */
@Component(service = EnterpriseExport.class)
@RestResource("/directory/enterprises/export.xlsx")
@Path("/")
public final class EnterpriseExport {
    private final SheetResource sheets;

    @Activate
    public EnterpriseExport(@Reference SheetResource sheets) {
        this.sheets = sheets;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-enterprises")
    public Response export(@QueryParam("area") AreaCode area, @QueryParam("text") String text, @Context SecurityContext security) {
        return sheets.export("enterprises", area, text, security);
    }
}
