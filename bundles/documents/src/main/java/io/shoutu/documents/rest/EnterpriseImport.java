package io.shoutu.documents.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
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

/** A filled sheet of enterprises handed in (企业导入接口), at the address it had before the other lists came. */
@Component(service = EnterpriseImport.class)
@RestResource("/directory/enterprises/import")
@Path("/")
public final class EnterpriseImport {
    private final SheetResource sheets;

    @Activate
    public EnterpriseImport(@Reference SheetResource sheets) {
        this.sheets = sheets;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @TakesFile
    @Produces(MediaType.WILDCARD)
    @Performs("documents.import-enterprises")
    public Response take(byte[] file, @QueryParam("answer") @DefaultValue("json") String answer, @Context SecurityContext security) {
        return sheets.take("enterprises", file, true, answer, security);
    }
}
