package io.shoutu.documents.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.RestResource;
import io.shoutu.documents.Enterprises;
import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The empty sheet of enterprises to fill in (企业导入模板接口). */
@Component(service = EnterpriseForm.class)
@RestResource("/directory/enterprises/template.xlsx")
@Path("/")
public final class EnterpriseForm {
    private final Enterprises enterprises;
    private final Workbooks workbooks;
    private final Clock clock;

    @Activate
    public EnterpriseForm(@Reference Enterprises enterprises, @Reference Workbooks workbooks, @Reference Clock clock) {
        this.enterprises = enterprises;
        this.workbooks = workbooks;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Performs("documents.export-enterprises")
    public Response form() {
        StreamingOutput out = stream -> workbooks.template(enterprises.sheet(), stream, clock.instant());
        return Answers.file(out, Workbooks.XLSX, "企业名录-填写模板.xlsx").build();
    }
}
