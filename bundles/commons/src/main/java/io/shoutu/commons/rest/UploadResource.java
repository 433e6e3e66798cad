package io.shoutu.commons.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.attachments.Uploads;
import io.shoutu.api.attachments.Uploads.Announcement;
import io.shoutu.api.attachments.Uploads.Upload;
import io.shoutu.api.edge.RestResource;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HEAD;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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

/** Uploads in pieces on the wire (断点续传接口), after the manner of tus 1.0: the offset travels in {@code Upload-Offset}. */
@Component(service = UploadResource.class)
@RestResource("/attachments/uploads")
@Path("/")
public final class UploadResource {
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private final Uploads uploads;

    @Activate
    public UploadResource(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
    public Response begin(Announcement announced, @Context SecurityContext security) {
        Upload upload = uploads.begin(Asked.body(announced), Asked.by(security));
        return shown(Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/api/attachments/uploads/" + upload.id()), upload).entity(upload).build();
    }

    /** One piece; the answer says where the next begins, and with the last one which attachment it became. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
    public Response append(@PathParam("id") String id, @HeaderParam(OFFSET) Long offset, InputStream piece, @Context SecurityContext security) throws IOException {
        if (offset == null || offset < 0) {
            throw new Problem.Invalid("upload-offset", OFFSET, "请在 " + OFFSET + " 中给出这一段的起点");
        }
        Upload before = uploads.upload(id, Asked.by(security));
        if (before.offset() != offset) {
            return elsewhere(before, offset);
        }
        Upload after = uploads.append(id, offset, Asked.body(piece), Asked.by(security));
        return shown(Response.ok(after), after).build();
    }

    /** A problem like any other, but with the header that lets a program go on without asking again. */
    private static Response elsewhere(Upload upload, long offset) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", "现在不能这样做");
        body.put("status", 409);
        body.put("code", "upload-offset");
        body.put("detail", "应从第 " + upload.offset() + " 字节继续，不是 " + offset);
        body.put("field", OFFSET);
        return shown(Response.status(Response.Status.CONFLICT).type("application/problem+json;charset=UTF-8"), upload).entity(body).build();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
    public Response upload(@PathParam("id") String id, @Context SecurityContext security) {
        Upload upload = uploads.upload(id, Asked.by(security));
        return shown(Response.ok(upload), upload).build();
    }

    @HEAD
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
    public Response offset(@PathParam("id") String id, @Context SecurityContext security) {
        return shown(Response.ok(), uploads.upload(id, Asked.by(security))).build();
    }

    @DELETE
    @Path("{id}")
    @Performs("attachment.store")
    public Response giveUp(@PathParam("id") String id, @Context SecurityContext security) {
        uploads.giveUp(id, Asked.by(security));
        return Response.noContent().build();
    }

    private static Response.ResponseBuilder shown(Response.ResponseBuilder answer, Upload upload) {
        return answer.header(OFFSET, upload.offset()).header(LENGTH, upload.size()).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
