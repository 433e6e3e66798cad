package com.acme.shoutu.gas;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The book over REST (接口): {@code /api/acme/hazards}, {@code /api/acme/checks}. */
@RestResource("/acme")
@Component(service = GasResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class GasResource {
    /** The lines of the book (台账). */
    public record Lines(List<GasBook.Line> items) {}

    /** What was measured (复核): {@code {"hazard":"YH-2026-000001","point":"ch4","value":0.4}}. */
    public record Check(String hazard, String point, Double value) {}

    private final GasBook book;

    @Activate
    public GasResource(@Reference GasBook book) {
        this.book = book;
    }

    @GET
    @Path("hazards")
    @Performs("acme.read")
    public Lines hazards(@Context SecurityContext security) {
        return new Lines(book.lines(((Actor) security.getUserPrincipal()).scope()));
    }

    @POST
    @Path("checks")
    @Performs("acme.check")
    public GasBook.Line check(Check check, @Context SecurityContext security) {
        if (!GasFrame.POINTS.containsValue(check.point())) {
            throw new Problem.Invalid("acme-point", "point", "气体应为 ch4、co、h2s、o2 之一，现为：" + check.point());
        }
        if (check.value() == null || !Double.isFinite(check.value())) {
            throw new Problem.Invalid("acme-value", "value", "请填写测得的数值");
        }
        return book.check(check.hazard(), check.point(), check.value(), (Actor) security.getUserPrincipal());
    }
}
