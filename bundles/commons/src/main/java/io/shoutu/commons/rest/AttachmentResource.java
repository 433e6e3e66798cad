package io.shoutu.commons.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.edge.RestResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.annotation.security.RolesAllowed;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Attachments on the wire (附件接口): pictures in as they are, out with headers that keep a browser from running them. */
@Component(service = AttachmentResource.class)
@RestResource("/attachments")
@Path("/")
public final class AttachmentResource {
    private final Attachments attachments;

    @Activate
    public AttachmentResource(@Reference Attachments attachments) {
        this.attachments = attachments;
    }

    /** Anything is taken here so that what is no picture is refused with the reason, not with 415 alone. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("*")
    public Response store(InputStream content, @HeaderParam("X-File-Name") String name, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @Context SecurityContext security) throws IOException {
        Attachments.Attachment stored = attachments.store(decoded(name), type, Asked.body(content), Asked.by(security));
        return Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/api/attachments/" + stored.id()).entity(stored).build();
    }

    private static String decoded(String name) {
        try {
            return name == null ? null : URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("file-name", "X-File-Name", "文件名应为 URL 编码的 UTF-8：" + name);
        }
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("*")
    public Attachments.Attachment meta(@PathParam("id") String id) {
        return attachments.get(id);
    }

    @GET
    @Path("{id}/content")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed("*")
    public Response content(@PathParam("id") String id) throws IOException {
        Attachments.Attachment found = attachments.get(id);
        String encoded = URLEncoder.encode(found.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(attachments.open(id), found.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, found.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .build();
    }
}
