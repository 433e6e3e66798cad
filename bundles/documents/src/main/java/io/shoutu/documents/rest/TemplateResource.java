package io.shoutu.documents.rest;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.documents.Templates;
import io.shoutu.documents.word.Remark;
import java.util.List;
import java.util.Locale;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Document templates on the wire (文书模板接口). */
@Component(service = TemplateResource.class)
@RestResource("/documents")
@Path("/")
public final class TemplateResource {
    private final Templates templates;

    /** Which version shall be in force; 0 is the factory's. */
    public record InForce(Integer version) {}

    @Activate
    public TemplateResource(@Reference Templates templates) {
        this.templates = templates;
    }

    @GET
    @Path("templates")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.read")
    public Page<Templates.View> list() {
        List<Templates.View> all = templates.all();
        return new Page<>(all, null, all.size());
    }

    @GET
    @Path("templates/{code}")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.read")
    public Templates.View get(@PathParam("code") String code) {
        return templates.get(code);
    }

    @POST
    @Path("templates/{code}/versions")
    @Consumes(MediaType.WILDCARD)
    @TakesFile
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.upload")
    public Response upload(@PathParam("code") String code, byte[] docx, @Context SecurityContext security) {
        return Response.status(Response.Status.CREATED).entity(templates.upload(code, Answers.body(docx), Answers.by(security))).build();
    }

    @GET
    @Path("templates/{code}/versions/{version}/docx")
    @Produces(MediaType.WILDCARD)
    @Performs("documents.preview")
    public Response docx(@PathParam("code") String code, @PathParam("version") int version) {
        return Answers.file(templates.docx(code, version), Format.DOCX.mediaType(), templates.get(code).label() + "-模板-" + version + ".docx").build();
    }

    @GET
    @Path("templates/{code}/versions/{version}/remarks")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.preview")
    public List<Remark> remarks(@PathParam("code") String code, @PathParam("version") int version) {
        return templates.remarks(code, version);
    }

    @GET
    @Path("templates/{code}/versions/{version}/preview")
    @Produces(MediaType.WILDCARD)
    @Performs("documents.preview")
    public Response preview(@PathParam("code") String code, @PathParam("version") int version, @QueryParam("format") @DefaultValue("pdf") String format) {
        return rendered(templates.preview(code, version, format(format)), templates.get(code).label() + "-样张");
    }

    @POST
    @Path("templates/{code}/in-force")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.activate")
    public Templates.View putInForce(@PathParam("code") String code, InForce body, @Context SecurityContext security) {
        if (body == null || body.version() == null) {
            throw new Problem.Invalid("version-required", "version", "请写明启用哪一版（0 为出厂模板）");
        }
        return templates.putInForce(code, body.version(), Answers.by(security));
    }

    @GET
    @Path("fonts")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("documents.fonts")
    public List<String> fonts() {
        return templates.fonts();
    }

    static Format format(String text) {
        try {
            return Format.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("format", "format", "format 应为 pdf 或 docx：" + text);
        }
    }

    static Response rendered(Documents.Rendered made, String name) {
        return Answers.file(made.content(), made.format().mediaType(), name + "." + made.format().extension()).header("X-Document-Template", made.template() + ";sha256=" + made.templateSha256())
                .header("X-Document-Data", "sha256=" + made.modelSha256()).header("Digest", "sha-256=" + java.util.Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(made.sha256()))).build();
    }
}
