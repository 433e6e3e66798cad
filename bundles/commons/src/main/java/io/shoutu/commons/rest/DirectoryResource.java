package io.shoutu.commons.rest;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import java.time.Clock;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The directory on the wire (名录接口). Keys stand in the address and may be left out of the body. */
@Component(service = DirectoryResource.class)
@RestResource("/directory")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DirectoryResource {
    private final Directory directory;
    private final Clock clock;

    /** An area as sent. */
    public record AreaBody(AreaCode code, String name) {}

    /** A unit as sent. */
    public record UnitBody(String id, String name, AreaCode area, String parent) {}

    /** A person as sent. */
    public record PersonBody(String id, String name, String unit, String account) {}

    /** An enterprise as sent. */
    public record EnterpriseBody(CreditCode creditCode, String name, AreaCode area, String industry, String sector, String lead, Double longitude,
            Double latitude) {}

    @Activate
    public DirectoryResource(@Reference Directory directory, @Reference Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @GET
    @Path("areas")
    @Performs("directory.read")
    public Page<Area> areas(@QueryParam("below") AreaCode below, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(directory.areasBelow(below), cursor, limit);
    }

    @PUT
    @Path("areas/{code}")
    @Performs("directory.change")
    public Area put(@PathParam("code") AreaCode code, AreaBody body, @Context SecurityContext security) {
        Asked.same("code", code, Asked.body(body).code());
        Area area = new Area(code, body.name());
        directory.put(area, Asked.by(security));
        return area;
    }

    @GET
    @Path("units")
    @Performs("directory.read")
    public Page<Unit> units(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(directory.units(), cursor, limit);
    }

    @PUT
    @Path("units/{id}")
    @Performs("directory.change")
    public Unit put(@PathParam("id") String id, UnitBody body, @Context SecurityContext security) {
        Asked.same("id", id, Asked.body(body).id());
        Unit unit = new Unit(id, body.name(), body.area(), body.parent());
        directory.put(unit, Asked.by(security));
        return unit;
    }

    /** Who holds which position in the unit on the day, today where none is given. */
    @GET
    @Path("units/{id}/positions")
    @Performs("directory.read")
    public Page<Position> positions(@PathParam("id") String unit, @QueryParam("day") LocalDate day, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return Asked.page(directory.positions(unit, day == null ? Legal.day(clock.instant()) : day), cursor, limit);
    }

    @POST
    @Path("positions")
    @Performs("directory.change")
    public Position put(Position body, @Context SecurityContext security) {
        directory.put(Asked.body(body), Asked.by(security));
        return body;
    }

    @GET
    @Path("people")
    @Performs("directory.read")
    public Page<Person> people(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(directory.people(), cursor, limit);
    }

    @PUT
    @Path("people/{id}")
    @Performs("directory.change")
    public Person put(@PathParam("id") String id, PersonBody body, @Context SecurityContext security) {
        Asked.same("id", id, Asked.body(body).id());
        Person person = new Person(id, body.name(), body.unit(), body.account());
        directory.put(person, Asked.by(security));
        return person;
    }

    @GET
    @Path("enterprises")
    @Performs("directory.read")
    public Page<Enterprise> enterprises(@QueryParam("area") AreaCode area, @QueryParam("text") String text, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        return directory.enterprises(Asked.by(security).scope(), area, text, cursor, Asked.limit(limit));
    }

    @GET
    @Path("enterprises/{code}")
    @Performs("directory.read")
    public Enterprise enterprise(@PathParam("code") CreditCode code, @Context SecurityContext security) {
        Scope scope = Asked.by(security).scope();
        return directory.enterprise(code).filter(e -> scope.admits(e.area(), e.lead(), e.creditCode())).orElseThrow(() -> new Problem.NotFound("enterprise-not-found", "没有找到企业：" + code));
    }

    @PUT
    @Path("enterprises/{code}")
    @Performs("directory.change")
    public Enterprise put(@PathParam("code") CreditCode code, EnterpriseBody body, @Context SecurityContext security) {
        Asked.same("creditCode", code, Asked.body(body).creditCode());
        Enterprise enterprise = new Enterprise(code, body.name(), body.area(), body.industry(), body.sector(), body.lead(), body.longitude(), body.latitude());
        directory.put(enterprise, Asked.by(security));
        return enterprise;
    }
}
