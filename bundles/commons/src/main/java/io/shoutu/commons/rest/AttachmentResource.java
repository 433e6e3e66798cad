package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Sight;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.edge.RestResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/** Attachments on the wire (附件接口): files in as they are, out with headers that keep a browser from running them. */
@Component(service = AttachmentResource.class)
@RestResource("/attachments")
@Path("/")
public final class AttachmentResource {
    private final Attachments attachments;
    private final Sight sight;

    @Activate
    public AttachmentResource(@Reference Attachments attachments, @Reference Sight sight) {
        this.attachments = attachments;
        this.sight = sight;
    }

    /** Anything is taken here so that what we do not take is refused with the reason, not with 415 alone. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
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

    /**
     * The one place that says who may see a file: while no record uses it, the one who sent it; then whoever may see the record. What one may
     * not see is answered as if it did not exist.
     */
    private Attachments.Attachment seen(String id, Actor by) {
        Attachments.Attachment found = attachments.get(id);
        if (found.about() == null ? !found.account().equals(by.account()) : !sight.sees(by, found.about())) {
            throw new Problem.NotFound("attachment-not-found", "没有找到附件：" + id);
        }
        return found;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.read")
    public Attachments.Attachment meta(@PathParam("id") String id, @Context SecurityContext security) {
        return seen(id, Asked.by(security));
    }

    @GET
    @Path("{id}/content")
    @Produces(MediaType.WILDCARD)
    @Performs("attachment.read")
    public Response content(@PathParam("id") String id, @Context SecurityContext security) throws IOException {
        Attachments.Attachment found = seen(id, Asked.by(security));
        String encoded = URLEncoder.encode(found.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(attachments.open(id), found.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, found.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, (found.picture() ? "inline" : "attachment") + "; filename*=UTF-8''" + encoded)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .build();
    }
}
