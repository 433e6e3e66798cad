package io.shoutu.documents.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The empty sheet of enterprises to fill in (企业导入模板接口), at the address it had before the other lists came. */
@Component(service = EnterpriseForm.class)
@RestResource("/directory/enterprises/template.xlsx")
@Path("/")
public final class EnterpriseForm {
    private final SheetResource sheets;

    @Activate
    public EnterpriseForm(@Reference SheetResource sheets) {
        this.sheets = sheets;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-enterprises")
    public Response form() {
        return sheets.template("enterprises");
    }
}
