package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.oversight.OversightService;
import io.shoutu.hazard.oversight.OversightService.View;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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

/** Certificates over REST (证书接口): {@code /api/certificates}. */
@RestResource("/certificates")
@Component(service = CertificateResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CertificateResource {
    /** A new one (登记表单). */
    record NewForm(String enterprise, Certificate.Kind kind, String ownNumber, String what, Integer grade, LocalDate validUntil) {}

    /** What a move may need (办理表单). */
    record MoveForm(String reason, LocalDate validUntil) {}

    private final OversightService oversight;

    @Activate
    public CertificateResource(@Reference OversightService oversight) {
        this.oversight = oversight;
    }

    @GET
    @Performs("certificate.read")
    public Page<View<Certificate>> list(@QueryParam("kind") Certificate.Kind kind, @QueryParam("state") Certificate.State state, @QueryParam("until") String until, @QueryParam("claimed") Boolean claimed, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return oversight.certificates(kind, state, Forms.day(until), claimed, cursor, limit, actor(who));
    }

    @POST
    @Performs("certificate.register")
    public Response register(NewForm form, @Context SecurityContext who) {
        return shown(oversight.certificate(form.enterprise(), form.kind(), form.ownNumber(), form.what(), form.grade(), form.validUntil(), actor(who)));
    }

    @GET
    @Path("{number}")
    @Performs("certificate.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(oversight.certificate(number, actor(who)));
    }

    @POST
    @Path("{number}/renewal")
    @Performs("certificate.renewal")
    public Response renew(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.RENEWAL, form, who);
    }

    @POST
    @Path("{number}/stopping")
    @Performs("certificate.stopping")
    public Response stop(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.STOPPING, form, who);
    }

    @POST
    @Path("{number}/withdrawal")
    @Performs("certificate.withdrawal")
    public Response withdraw(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.WITHDRAWAL, form, who);
    }

    @POST
    @Path("{number}/claim")
    @Performs("certificate.claim")
    public Response claim(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.CLAIM, form, who);
    }

    @POST
    @Path("{number}/confirmation")
    @Performs("certificate.confirmation")
    public Response confirm(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.CONFIRMATION, form, who);
    }

    @POST
    @Path("{number}/return")
    @Performs("certificate.return")
    public Response sendBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.RETURN, form, who);
    }

    @POST
    @Path("{number}/voiding")
    @Performs("certificate.voiding")
    public Response declareVoid(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, Certificate.Verb.VOIDING, form, who);
    }

    private Response moved(String number, String ifMatch, Certificate.Verb verb, MoveForm form, SecurityContext who) {
        return shown(oversight.move(number, ETags.expected(ifMatch), verb, form.reason(), form.validUntil(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(View<Certificate> view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
