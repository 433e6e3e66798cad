package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Sight;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** The journal on the wire (日志接口): read it, see its listeners, replay what was parked. */
@Component(service = JournalResource.class)
@RestResource("/journal")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalResource {
    private static final Pattern FACT = Pattern.compile("\\*|[a-z][a-z0-9-]*\\.(\\*|[a-z][a-z0-9-]*\\*?)");

    private final Journal journal;
    /** Pages read at most to fill one page of what may be seen. */
    private static final int MOST_PAGES = 20;
    private final Listeners listeners;
    private final Sight sight;

    @Activate
    public JournalResource(@Reference Journal journal, @Reference Listeners listeners, @Reference Sight sight) {
        this.journal = journal;
        this.sight = sight;
        this.listeners = listeners;
    }

    /** What may be seen: the history of one record, or everything for those who see everything; accounts are told to the auditor alone. */
    @GET
    @Performs("journal.read")
    public Page<Entry> read(@QueryParam("subject") Subject subject, @QueryParam("fact") List<String> fact, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @QueryParam("order") String order, @Context SecurityContext security) {
        Actor by = Asked.by(security);
        Journal.Query query = new Journal.Query(subject, facts(fact), cursor, Asked.limit(limit), newestFirst(order));
        if (subject != null) {
            sight.require(by, subject);
            return journal.read(query);
        }
        if (!by.scope().everywhere()) {
            throw new Problem.Invalid("subject-missing", "subject", "您的数据范围有限，请指明要查看的对象，如 subject=hazard/YH-2026-000001");
        }
        List<Entry> seen = new ArrayList<>();
        Page<Entry> page = journal.read(query);
        for (int pages = 1; ; pages++) {
            page.items().stream().filter(e -> sight.sees(by, e.subject())).forEach(seen::add);
            if (page.next() == null || seen.size() >= query.limit() || pages == MOST_PAGES) {
                return new Page<>(seen, page.next(), page.total());
            }
            page = journal.read(new Journal.Query(null, query.facts(), page.next(), query.limit() - seen.size(), query.newestFirst()));
        }
    }

    /** The whole journal for the auditor, searched by time, account, subject and fact; that it was read stands in it. */
    @GET
    @Path("trail")
    @Performs("journal.trail")
    public Page<Entry> trail(@QueryParam("subject") Subject subject, @QueryParam("fact") List<String> fact, @QueryParam("since") Instant since,
            @QueryParam("until") Instant until, @QueryParam("account") String account, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit,
            @QueryParam("order") String order) {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new Problem.Invalid("until", "until", "结束时间应晚于开始时间");
        }
        return journal.read(new Journal.Query(subject, facts(fact), cursor, Asked.limit(limit), newestFirst(order), since, until,
                account == null || account.isBlank() ? null : account.strip()));
    }

    private static List<String> facts(List<String> given) {
        List<String> facts = given == null ? List.of()
                : given.stream().flatMap(f -> List.of(f.split(",")).stream()).map(String::strip).filter(f -> !f.isEmpty()).distinct().toList();
        for (String fact : facts) {
            if (!FACT.matcher(fact).matches()) {
                throw new Problem.Invalid("fact-pattern", "fact", "事实应写作 hazard.accepted 或 hazard.*：" + fact);
            }
        }
        if (facts.size() > 20) {
            throw new Problem.Invalid("fact-pattern", "fact", "一次最多查 20 种事实");
        }
        return facts;
    }

    private static boolean newestFirst(String order) {
        if (order == null || order.isBlank() || order.equals("oldest")) {
            return false;
        }
        if (order.equals("newest")) {
            return true;
        }
        throw new Problem.Invalid("order", "order", "order 应为 newest 或 oldest：" + order);
    }

    @GET
    @Path("listeners")
    @Performs("journal.listeners")
    public Page<Listeners.Status> listeners(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(listeners.status(), cursor, limit);
    }

    @GET
    @Path("parked")
    @Performs("journal.listeners")
    public Page<Listeners.Parked> parked(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(listeners.parked(), cursor, limit);
    }

    @POST
    @Path("parked/{listener}/{entry}/replay")
    @Performs("journal.replay")
    public void replay(@PathParam("listener") String listener, @PathParam("entry") long entry, @Context SecurityContext security) {
        listeners.replay(listener, entry, Asked.by(security));
    }
}
