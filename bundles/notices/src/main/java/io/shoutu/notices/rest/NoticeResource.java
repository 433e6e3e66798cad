package io.shoutu.notices.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Roles;
import io.shoutu.api.access.Sight;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.notices.NoticeDesk;
import io.shoutu.notices.Receipts;
import io.shoutu.notices.domain.Ladder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notices over REST (通知接口): {@code /api/notices}. */
@Component(service = NoticeResource.class)
@RestResource("/notices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
    private static final int LONGEST_REPORT = 65_536;
    private final Clock clock;
    private final UnitOfWork work;
    private final NoticeDesk notices;
    private final Sight sight;
    private final Receipts receipts;

    @Activate
    public NoticeResource(@Reference Clock clock, @Reference UnitOfWork work, @Reference NoticeDesk notices, @Reference Sight sight, @Reference Receipts receipts) {
        this.clock = clock;
        this.work = work;
        this.notices = notices;
        this.sight = sight;
        this.receipts = receipts;
    }

    private static Actor by(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    @GET
    @Performs("notice.read")
    public Page<Notices.Item> mine(@QueryParam("unacknowledged") @DefaultValue("false") boolean unacknowledged, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext security) {
        if (limit < 1 || limit > 500) {
            throw new Problem.Invalid("limit", "limit", "limit 应在 1 至 500 之间：" + limit);
        }
        return notices.mine(by(security), unacknowledged, cursor, limit);
    }

    @GET
    @Path("unread")
    @Performs("notice.read")
    public Map<String, Long> unread(@Context SecurityContext security) {
        return Map.of("unread", notices.unread(by(security)));
    }

    /**
     * A notice given by hand.
     *
     * @param about {@code kind/number}
     * @param to {@code role:operator}, {@code account:…}, {@code unit:…}, {@code position:unit/title}
     * @param escalation {@code PT15M role:admin; …}, or null
     * @param validHours 1 to 720, null is 24
     */
    public record Given(Subject about, List<String> to, Level level, String title, String text, String escalation, Integer validHours) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("notice.send")
    public Response send(Given given, @Context SecurityContext security) {
        if (given == null) {
            throw new Problem.Invalid("body-missing", null, "请求缺少内容");
        }
        int hours = given.validHours() == null ? 24 : given.validHours();
        if (hours < 1 || hours > 720) {
            throw new Problem.Invalid("valid-hours", "validHours", "有效期应在 1 至 720 小时之间：" + hours);
        }
        List<Addressee> to = given.to() == null ? List.of() : given.to().stream().map(Addressee::parse).toList();
        Instant until = clock.instant().plus(Duration.ofHours(hours));
        Notice notice = new Notice(given.about(), to, given.level(), given.title(), given.text(), null, until, Ladder.parse(given.escalation()), null);
        String id = work.run(tx -> notices.send(tx, notice, by(security)));
        return Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/api/notices/" + id).entity(notices.get(id, by(security))).build();
    }

    /** The notices about a record and how far each got, newest first; for whoever sees the record. */
    @GET
    @Path("about/{kind}/{number}")
    @Performs("notice.about")
    public List<Notices.View> about(@PathParam("kind") String kind, @PathParam("number") String number, @Context SecurityContext security) {
        Subject about = new Subject(kind, number);
        sight.require(by(security), about);
        return notices.about(about);
    }

    @GET
    @Path("{id}")
    @Performs("notice.read")
    public Notices.View get(@PathParam("id") String id, @Context SecurityContext security) {
        return notices.get(id, by(security));
    }

    @POST
    @Path("{id}/acknowledgement")
    @Performs("notice.acknowledge")
    public Notices.View acknowledge(@PathParam("id") String id, @Context SecurityContext security) {
        return notices.acknowledge(id, by(security));
    }

    @POST
    @Path("{id}/reading")
    @Performs("notice.read")
    public Notices.View read(@PathParam("id") String id, @Context SecurityContext security) {
        return notices.read(id, by(security));
    }

    /** An address to keep. */
    public record Address(String address) {}

    @GET
    @Path("contacts/{account}")
    @Performs("notice.contact")
    public List<String> channels(@PathParam("account") String account, @Context SecurityContext security) {
        if (!account.equals(by(security).account()) && !by(security).holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("not-your-contact", "只能查看自己的联系方式");
        }
        return notices.channels(account);
    }

    @PUT
    @Path("contacts/{account}/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("notice.contact")
    public Response contact(@PathParam("account") String account, @PathParam("channel") String channel, Address address, @Context SecurityContext security) {
        if (address == null || address.address() == null) {
            throw new Problem.Invalid("address", "address", "请填写号码或名称");
        }
        notices.contact(account, channel, address.address(), by(security));
        return Response.noContent().build();
    }

    @DELETE
    @Path("contacts/{account}/{channel}")
    @Performs("notice.contact")
    public Response noContact(@PathParam("account") String account, @PathParam("channel") String channel, @Context SecurityContext security) {
        notices.contact(account, channel, null, by(security));
        return Response.noContent().build();
    }

    /** A carrier's report; 404 asks it to come again. */
    @POST
    @Path("receipts/{gateway}")
    @Consumes(MediaType.WILDCARD)
    @Performs("notice.receipt")
    public Response receipt(@PathParam("gateway") String gateway, @Context HttpHeaders headers, InputStream body) throws IOException {
        receipts.take(gateway, headers::getHeaderString, body == null ? new byte[0] : body.readNBytes(LONGEST_REPORT + 1));
        return Response.noContent().build();
    }
}
