package io.shoutu.commons.rest;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.attachments.Uploads;
import io.shoutu.api.attachments.Uploads.FileSet;
import io.shoutu.api.edge.RestResource;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** Sets of files on the wire (附件组接口): 已收到 3/4. A set is seen by the account that made it. */
@Component(service = FileSetResource.class)
@RestResource("/attachments/sets")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FileSetResource {
    private final Uploads uploads;

    @Activate
    public FileSetResource(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    /** @param about {@code kind/number} of the record the files are for, or null */
    public record Wanted(Subject about, int expected) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("attachment.store")
    public Response expect(Wanted wanted, @Context SecurityContext security) {
        FileSet set = uploads.expect(Asked.body(wanted).about(), wanted.expected(), Asked.by(security));
        return Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/api/attachments/sets/" + set.id()).entity(set).build();
    }

    @GET
    @Path("{id}")
    @Performs("attachment.store")
    public FileSet set(@PathParam("id") String id, @Context SecurityContext security) {
        FileSet set = uploads.set(id);
        if (!set.account().equals(Asked.by(security).account())) {
            throw new io.shoutu.api.Problem.NotFound("set-not-found", "没有这个附件组：" + id);
        }
        return set;
    }

    /** Puts a picture that was stored in one go into the set. */
    @PUT
    @Path("{id}/files/{attachment}")
    @Performs("attachment.store")
    public FileSet add(@PathParam("id") String id, @PathParam("attachment") String attachment, @Context SecurityContext security) {
        return uploads.add(id, attachment, Asked.by(security));
    }
}
