package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.domain.CriterionStandard;
import io.shoutu.hazard.domain.CriterionStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
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

/** The published criteria of major hazards over REST (判定标准接口): {@code /api/criteria}. */
@RestResource("/criteria")
@Component(service = CriterionResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CriterionResource {
    private final UnitOfWork work;
    private final CriterionStore criteria;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public CriterionResource(@Reference UnitOfWork work, @Reference CriterionStore criteria, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.criteria = criteria;
        this.journal = journal;
        this.clock = clock;
    }

    record Form(String title, String document, List<String> sectors, LocalDate effectiveFrom, LocalDate effectiveTo, String source, List<CriterionStandard.Clause> clauses) {}

    /** All standards with their clauses; {@code sector} leaves those for it, {@code inForce} those that hold today. */
    @GET
    @Performs("hazard.read")
    public List<Map<String, Object>> all(@QueryParam("sector") String sector, @QueryParam("inForce") Boolean inForce) {
        LocalDate today = Legal.day(clock.instant());
        return work.run(criteria::all).stream().filter(s -> sector == null || s.covers(sector)).filter(s -> inForce == null || s.inForce(today) == inForce).map(s -> view(s, today)).toList();
    }

    /** Puts a standard with all its clauses; the same code again replaces it. Hazards keep the wording they were graded by. */
    @PUT
    @Path("{code}")
    @Performs("hazard.criterion")
    public Map<String, Object> put(@PathParam("code") String code, Form form, @Context SecurityContext who) {
        CriterionStandard standard = new CriterionStandard(code, form.title(), form.document(), form.sectors() == null ? List.of() : form.sectors(), form.effectiveFrom(),
                form.effectiveTo(), form.source(), form.clauses() == null ? List.of() : form.clauses());
        Actor by = (Actor) who.getUserPrincipal();
        work.execute(tx -> {
            if (criteria.all(tx).stream().anyMatch(s -> !s.code().equals(standard.code()) && s.title().equals(standard.title()))) {
                throw new Problem.Invalid("criterion-title", "title", "已有同名标准，请改用它的代号更新，或在名称中注明版本");
            }
            criteria.put(tx, standard, by);
            journal.write(tx, new Fact(new Subject("criterion", code), "hazard.criterion-changed", clock.instant(), by, Map.of("title", standard.title(), "clauses", standard.clauses().size(),
                    "source", standard.source())));
        });
        return view(standard, Legal.day(clock.instant()));
    }

    private static Map<String, Object> view(CriterionStandard s, LocalDate today) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", s.code());
        view.put("title", s.title());
        view.put("document", s.document());
        view.put("sectors", s.sectors());
        view.put("effectiveFrom", s.effectiveFrom());
        view.put("effectiveTo", s.effectiveTo());
        view.put("inForce", s.inForce(today));
        view.put("source", s.source());
        view.put("clauses", s.clauses());
        return view;
    }
}
