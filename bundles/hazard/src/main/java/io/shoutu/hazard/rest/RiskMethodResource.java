package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.RiskMethods;
import io.shoutu.hazard.domain.MajorSource;
import io.shoutu.hazard.domain.MethodStore;
import io.shoutu.hazard.domain.RiskMethod;
import io.shoutu.hazard.domain.SubstanceStore;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Methods of assessment and the reckoning of major hazard installations over REST (评价方法接口): {@code /api/risk-methods}. */
@RestResource("/risk-methods")
@Component(service = RiskMethodResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RiskMethodResource {
    private final RiskMethods methods;
    private final UnitOfWork work;
    private final SubstanceStore substances;

    @Activate
    public RiskMethodResource(@Reference RiskMethods methods, @Reference UnitOfWork work, @Reference SubstanceStore substances) {
        this.methods = methods;
        this.work = work;
        this.substances = substances;
    }

    record Draft(String title, String source, LocalDate effectiveFrom, Map<String, List<RiskMethod.Step>> factors, List<RiskMethod.Band> bands, Map<String, RiskLevel> cells) {}

    record Asked(Map<String, BigDecimal> inputs) {}

    record Item(String name, BigDecimal tonnes) {}

    record Stock(Integer people, List<Item> items) {}

    @GET
    @Performs("hazard.risk-read")
    public List<Map<String, Object>> all() {
        return methods.all().stream().map(RiskMethodResource::view).toList();
    }

    @GET
    @Path("direct-red")
    @Performs("hazard.risk-read")
    public List<MethodStore.DirectRed> directRed() {
        return methods.directRed();
    }

    @PUT
    @Path("direct-red")
    @Performs("hazard.risk-method")
    public Response directRed(MethodStore.DirectRed condition, @Context SecurityContext who) {
        methods.put(condition, actor(who));
        return Response.noContent().build();
    }

    /** A new version, as a draft. */
    @POST
    @Path("{kind}")
    @Performs("hazard.risk-method")
    public Response draft(@PathParam("kind") String kind, Draft form, @Context SecurityContext who) {
        if (form.effectiveFrom() == null) {
            throw new Problem.Invalid("method-from", "effectiveFrom", "请填写启用日期");
        }
        RiskMethod method = methods.draft(kind(kind), form.title(), form.source(), form.effectiveFrom(), form.factors() == null ? Map.of() : form.factors(),
                form.bands() == null ? List.of() : form.bands(), form.cells() == null ? Map.of() : form.cells(), actor(who));
        return Response.status(201).entity(view(method)).build();
    }

    /** What a version that is still being written would grade otherwise; nothing is kept. */
    @POST
    @Path("{kind}/preview")
    @Performs("hazard.risk-method")
    public List<RiskMethods.Change> preview(@PathParam("kind") String kind, Draft form) {
        return methods.preview(kind(kind), form.factors() == null ? Map.of() : form.factors(), form.bands() == null ? List.of() : form.bands(), form.cells() == null ? Map.of() : form.cells());
    }

    @POST
    @Path("{kind}/{version}/discarding")
    @Performs("hazard.risk-method")
    public Map<String, Object> discard(@PathParam("kind") String kind, @PathParam("version") int version, @Context SecurityContext who) {
        return view(methods.discard(kind(kind), version, actor(who)));
    }

    /** What the version would grade otherwise; nothing is changed. */
    @GET
    @Path("{kind}/{version}/preview")
    @Performs("hazard.risk-read")
    public List<RiskMethods.Change> preview(@PathParam("kind") String kind, @PathParam("version") int version) {
        return methods.preview(kind(kind), version);
    }

    @POST
    @Path("{kind}/{version}/activation")
    @Performs("hazard.risk-method")
    public Map<String, Object> activate(@PathParam("kind") String kind, @PathParam("version") int version, @Context SecurityContext who) {
        return view(methods.activate(kind(kind), version, actor(who)));
    }

    /** Result and level of these scores by the version in force, for a form that is being filled in. */
    @POST
    @Path("{kind}/reckoning")
    @Performs("hazard.risk-read")
    public Map<String, Object> reckon(@PathParam("kind") String kind, Asked form) {
        RiskMethod method = methods.all().stream().filter(m -> m.kind() == kind(kind) && m.state() == RiskMethod.State.IN_FORCE).findFirst()
                .orElseThrow(() -> new Problem.NotFound("risk-method-not-found", "没有现行版本：" + kind));
        RiskMethod.Result result = method.reckon(form.inputs() == null ? Map.of() : form.inputs());
        return Map.of("score", result.score(), "level", RiskView.Level.of(result.level()), "version", method.version());
    }

    @GET
    @Path("substances")
    @Performs("hazard.risk-read")
    public List<MajorSource.Substance> substances() {
        return work.run(substances::all);
    }

    /** GB 18218-2018: S says whether, R says which grade; each line as it may be checked by hand. */
    @POST
    @Path("major-source")
    @Performs("hazard.risk-read")
    public Map<String, Object> majorSource(Stock form) {
        List<MajorSource.Substance> known = work.run(substances::all);
        List<MajorSource.Stock> stock = new ArrayList<>();
        for (Item item : form.items() == null ? List.<Item>of() : form.items()) {
            stock.add(new MajorSource.Stock(known.stream().filter(s -> s.name().equals(item.name()) || item.name() != null && item.name().equals(s.cas())).findFirst()
                    .orElseThrow(() -> new Problem.Invalid("substance-unknown", "items", "临界量表里没有“" + item.name() + "”；表1没有的物质请按其危险性类别选择（如 W5.3）")), item.tonnes()));
        }
        if (form.people() == null) {
            throw new Problem.Invalid("people-required", "people", "请填写厂界外500米内可能暴露人数，没有填0");
        }
        MajorSource source = MajorSource.of(stock, form.people());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("s", source.s());
        view.put("alpha", source.alpha());
        view.put("r", source.r());
        view.put("grade", source.grade());
        view.put("verdict", source.verdict());
        view.put("lines", source.lines());
        return view;
    }

    private static RiskMethod.Kind kind(String text) {
        try {
            return RiskMethod.Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("risk-method-not-found", "没有这种评价方法：" + text + "；可用 LEC、LS、MATRIX");
        }
    }

    private static Map<String, Object> view(RiskMethod m) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", m.kind().name());
        view.put("kindLabel", m.kind().label());
        view.put("version", m.version());
        view.put("title", m.title());
        view.put("source", m.source());
        view.put("effectiveFrom", m.effectiveFrom());
        view.put("state", m.state().name());
        view.put("stateLabel", m.state().label());
        view.put("factors", m.factors());
        view.put("bands", m.bands());
        view.put("cells", m.cells());
        return view;
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
