package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.registers.Act;
import io.shoutu.hazard.domain.registers.Blank;
import io.shoutu.hazard.domain.registers.DossierStore;
import io.shoutu.hazard.domain.registers.Register;
import io.shoutu.hazard.domain.registers.Stage;
import io.shoutu.hazard.registers.RegisterService;
import io.shoutu.hazard.registers.RegisterService.View;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

/** The smaller ledgers over REST (专项台账接口): {@code /api/registers}. */
@RestResource("/registers")
@Component(service = RegisterResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RegisterResource {
    /** How a ledger is made (台账说明): a form can be drawn from it. */
    public record Shape(Register name, String word, String label, String english, String series, List<String> keepers, List<Blank> fields, List<Blank> reckoned, Map<String, List<Blank>> forms, Map<String, Boolean> lines,
            Map<String, String> stages, Map<String, Long> counts, long late) {}

    private final RegisterService registers;

    @Activate
    public RegisterResource(@Reference RegisterService registers) {
        this.registers = registers;
    }

    /** Every ledger with its fields, moves and how many entries stand where. */
    @GET
    @Performs("register.read")
    public List<Shape> shapes(@Context SecurityContext who) {
        List<DossierStore.Count> counts = registers.counts(actor(who));
        return Arrays.stream(Register.values()).map(r -> shape(r, counts.stream().filter(c -> c.register() == r).toList())).toList();
    }

    private static Shape shape(Register r, List<DossierStore.Count> counts) {
        Map<String, List<Blank>> forms = new LinkedHashMap<>();
        Map<String, Boolean> lines = new LinkedHashMap<>();
        for (Act act : r.table().moves().stream().map(m -> m.verb()).distinct().toList()) {
            forms.put(act.word(), r.moveForm(act));
            lines.put(act.word(), r.adds(act));
        }
        Set<Stage> stages = new LinkedHashSet<>();
        r.table().moves().forEach(m -> Stream.of(m.from(), m.to()).forEach(stages::add));
        Map<String, String> labels = new LinkedHashMap<>();
        stages.forEach(s -> labels.put(s.name(), s.label()));
        Map<String, Long> counted = new LinkedHashMap<>();
        counts.forEach(c -> counted.put(c.stage().name(), c.entries()));
        return new Shape(r, r.word(), r.label(), r.english(), r.series(), r.keepers(), r.entryForm(), r.reckonedFields(), forms, lines, labels, counted, counts.stream().mapToLong(DossierStore.Count::late).sum());
    }

    @GET
    @Path("entries")
    @Performs("register.read")
    public Page<View> list(@QueryParam("register") Register register, @QueryParam("state") Stage state, @QueryParam("enterprise") String enterprise, @QueryParam("due") String due, @QueryParam("text") String text,
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return registers.list(new DossierStore.Query(register, state, enterprise, Forms.day(due), text, cursor, limit), actor(who));
    }

    /** Enters one: the fields of its ledger, by name. */
    @POST
    @Path("{register}/entries")
    @Performs("register.enter")
    public Response enter(@PathParam("register") String register, Map<String, Object> form, @Context SecurityContext who) {
        View view = registers.enter(named(register), form, actor(who));
        return Response.created(URI.create("/api/registers/entries/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    @GET
    @Path("entries/{number}")
    @Performs("register.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(registers.get(number, actor(who)));
    }

    /** Makes a move; who may is said by the ledger's own table, and checked there. */
    @POST
    @Path("entries/{number}/{act}")
    @Performs("register.move")
    public Response act(@PathParam("number") String number, @PathParam("act") String act, @HeaderParam("If-Match") String ifMatch, Map<String, Object> form, @Context SecurityContext who) {
        Act verb = Arrays.stream(Act.values()).filter(a -> a.word().equals(act)).findFirst().orElseThrow(() -> new Problem.NotFound("act-not-found", "没有这一步：" + act));
        return shown(registers.act(number, ETags.expected(ifMatch), verb, form, actor(who)));
    }

    private static Register named(String word) {
        return Arrays.stream(Register.values()).filter(r -> r.word().equals(word)).findFirst().orElseThrow(() -> new Problem.NotFound("register-not-found", "没有这本台账：" + word));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(View view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
