package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.search.SearchSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Search over all that one may see (全局查找): every registered source is asked for its groups, each within the asker's scope. */
@Component(service = SearchResource.class)
@RestResource("/search")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
    private static final Logger LOG = LoggerFactory.getLogger(SearchResource.class);
    private static final int USUAL = 6;
    private static final int MOST = 50;
    private static final int LONGEST = 60;
    private final List<SearchSource> sources = new CopyOnWriteArrayList<>();
    private final List<Operations> operations = new CopyOnWriteArrayList<>();

    /**
     * A group of what was found.
     *
     * @param more whether there is more than is shown
     */
    public record Found(String kind, String label, List<SearchSource.Hit> items, boolean more) {}

    /**
     * What was found.
     *
     * @param failed labels of the groups that could not be asked; the others stand
     */
    public record Answer(List<Found> groups, List<String> failed) {}

    @Activate
    public SearchResource() {
        // Sources come and go.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(SearchSource source) {
        sources.add(source);
    }

    void removeSource(SearchSource source) {
        sources.removeIf(s -> s == source);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOperations(Operations part) {
        operations.add(part);
    }

    void removeOperations(Operations part) {
        operations.removeIf(p -> p == part);
    }

    private record Part(SearchSource source, SearchSource.Group group) {}

    /** @param kind one group only, or null for all */
    @GET
    @Performs("search.ask")
    public Answer search(@QueryParam("q") String typed, @QueryParam("kind") String kind, @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        Actor asking = Asked.by(security);
        String text = typed == null ? "" : typed.strip();
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new Problem.Invalid("too-long", "q", "查找内容最长" + LONGEST + "字");
        }
        int most = limit == null ? USUAL : Math.max(1, Math.min(MOST, limit));
        List<Found> found = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        if (text.isEmpty()) {
            return new Answer(found, failed);
        }
        List<Part> asked = sources.stream().flatMap(s -> s.groups().stream().map(g -> new Part(s, g))).filter(a -> kind == null || kind.equals(a.group().kind()))
                .filter(a -> may(asking, a.group().operation())).sorted(Comparator.comparingInt((Part a) -> a.group().order()).thenComparing(a -> a.group().kind())).toList();
        for (Part each : asked) {
            try {
                List<SearchSource.Hit> hits = each.source().find(each.group().kind(), text, asking, most + 1);
                if (!hits.isEmpty()) {
                    found.add(new Found(each.group().kind(), each.group().label(), hits.stream().limit(most).toList(), hits.size() > most));
                }
            } catch (RuntimeException broken) {
                // One source that fails takes none of the others with it, and is named on the page.
                LOG.warn("search: {} cannot be asked", each.group().kind(), broken);
                failed.add(each.group().label());
            }
        }
        return new Answer(found, failed);
    }

    /** As at the doors: an operation nobody or two declare is allowed to nobody. */
    private boolean may(Actor actor, String operation) {
        List<Operation> rows = operations.stream().flatMap(part -> part.operations().stream()).filter(row -> row.name().equals(operation)).toList();
        return rows.size() == 1 && rows.get(0).roles().stream()
                .anyMatch(role -> role.equals(Operation.PUBLIC) || (role.equals(Operation.ANYONE) ? actor.kind() != Actor.Kind.DEVICE : actor.holds(role)));
    }
}
