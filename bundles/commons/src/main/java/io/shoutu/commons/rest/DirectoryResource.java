package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Roles;
import io.shoutu.api.access.Sight;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.directory.SqlDirectory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/** The directory on the wire (名录接口). Keys stand in the address and may be left out of the body. Names of people outside the asker's scope are masked. */
@Component(service = DirectoryResource.class)
@RestResource("/directory")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DirectoryResource {
    private static final Map<String, String> KINDS = Map.of("areas", "area", "units", "unit", "people", "person", "cells", "cell", "enterprises", "enterprise");
    private static final int MOST_PLACES = 20_000;

    private final SqlDirectory directory;
    private final Contacts contacts;
    private final Sight sight;
    private final Clock clock;

    /** An area as sent. */
    public record AreaBody(AreaCode code, String name) {}

    /** A unit as sent. */
    public record UnitBody(String id, String name, AreaCode area, String parent, Unit.Kind kind) {}

    /** A person as sent. */
    public record PersonBody(String id, String name, String unit, String account) {}

    /** A cell of the grid as sent. */
    public record CellBody(String code, String name) {}

    /** An enterprise as sent. */
    public record EnterpriseBody(CreditCode creditCode, String name, AreaCode area, String industry, String sector, String lead, Double longitude,
            Double latitude, Enterprise.Scale scale, String address, String safetyManager, List<String> departments, String cell) {}

    /** A closing as sent: the last day (today where none is given), who takes over what lies in it, and why. */
    public record ClosingBody(LocalDate on, String successor, String reason) {}

    /** Why something is done or asked. */
    public record ReasonBody(String reason) {}

    /** A telephone number as sent; null or blank takes it away. */
    public record PhoneBody(String phone) {}

    /** A telephone number as shown once, to the one who asked. */
    public record Phone(String phone) {}

    /**
     * A person as shown.
     *
     * @param masked whether only the family name is shown, because the person stands outside the asker's scope
     */
    public record PersonShown(String id, String name, String unit, String unitName, String account, LocalDate closed, boolean masked) {}

    /** A person with what belongs to him. */
    public record PersonRecord(PersonShown person, List<Holding> positions, List<Holding> posts, Set<String> contacts, List<Offer> moves) {}

    /** An enterprise as shown, with the names of what it points at. */
    public record EnterpriseShown(CreditCode creditCode, String name, AreaCode area, String areaName, String industry, String sector, String lead, String leadName,
            Double longitude, Double latitude, Enterprise.Scale scale, String scaleLabel, String address, String safetyManager, List<String> departments,
            List<String> departmentNames, String cell, String cellName, LocalDate closed, Set<String> contacts, List<Offer> moves) {}

    /** Where an enterprise stands, as little as a map needs. */
    public record Placed(CreditCode creditCode, String name, AreaCode area, String sector, String lead, String cell, Double longitude, Double latitude) {}

    /** A unit with the names of what it points at. */
    public record UnitShown(String id, String name, AreaCode area, String areaName, String parent, String parentName, Unit.Kind kind, String kindLabel, LocalDate closed,
            List<Offer> moves) {}

    /** A node of the grid: a division of 12 digits or a cell of 14 to 16. */
    public record NodeShown(String code, String name, AreaCode area, LocalDate closed, AreaCode successor, long enterprises, List<Offer> moves) {}

    /** A position handed over, as sent to the unit. */
    public record HandoverBody(String person, String title, String role, LocalDate from) {}

    /** Who holds or held something, with names as the asker may see them. */
    public record Holding(String person, String personName, String unit, String unitName, String title, String node, LocalDate from, LocalDate to) {}

    @Activate
    public DirectoryResource(@Reference SqlDirectory directory, @Reference Contacts contacts, @Reference Sight sight, @Reference Clock clock) {
        this.directory = directory;
        this.contacts = contacts;
        this.sight = sight;
        this.clock = clock;
    }

    // Divisions

    /** The divisions directly below one, the top ones without, all of them with {@code all=true}. */
    @GET
    @Path("areas")
    @Performs("directory.read")
    public Page<Area> areas(@QueryParam("below") AreaCode below, @QueryParam("all") boolean all, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(all ? directory.areas() : directory.areasBelow(below), cursor, limit);
    }

    @GET
    @Path("areas/{code}")
    @Performs("directory.read")
    public NodeShown area(@PathParam("code") AreaCode code, @Context SecurityContext security) {
        Area a = area(code);
        Actor by = Asked.by(security);
        return new NodeShown(code.text(), a.name(), code.parent(), a.closed(), a.successor(), enterprises(by, code, null), moves(by, "areas", code.text(), a.closed(), false));
    }

    private Area area(AreaCode code) {
        return directory.area(code).orElseThrow(() -> Problem.NotFound.of(new Subject("area", code.text())));
    }

    private long enterprises(Actor by, AreaCode area, String cell) {
        return directory.enterprises(new EnterpriseQuery(by.scope(), area, null, null, null, cell, null, true, null, null, 1)).total();
    }

    /** What may be done with an entry now, and beside what may not, why. */
    private static List<Offer> moves(Actor by, String kinds, String id, LocalDate closed, boolean phone) {
        String address = "/api/directory/" + kinds + "/" + id;
        boolean admin = by.holds(Roles.ADMIN);
        boolean opens = admin || by.holds(Roles.OPERATOR) || by.holds(Roles.ACCEPTOR);
        List<Offer> moves = new ArrayList<>();
        moves.add(offer("change", "修改", "PUT", address, Roles.ADMIN, admin, null, null));
        if (kinds.equals("units") || kinds.equals("areas") || kinds.equals("cells")) {
            moves.add(offer("hand-over", kinds.equals("units") ? "任命、交接" : "指定责任人", "POST", address + "/handover", Roles.ADMIN, admin, "directory-closed", closed == null ? null : "已于 " + closed + " 关闭"));
        }
        if (kinds.equals("people") || kinds.equals("enterprises")) {
            moves.add(offer("open-phone", "查看电话", "POST", address + "/phone/opening", Roles.OPERATOR, opens, "no-phone", phone ? null : "没有登记联系电话"));
            moves.add(offer("keep-phone", "登记电话", "PUT", address + "/phone", Roles.ADMIN, admin, null, null));
        }
        if (closed == null) {
            moves.add(offer("close", kinds.equals("people") ? "离任" : kinds.equals("enterprises") ? "关闭" : "撤销", "POST", address + "/closing", Roles.ADMIN, admin, null, null));
        } else {
            moves.add(offer("reopen", "恢复", "POST", address + "/reopening", Roles.ADMIN, admin, null, null));
        }
        return moves;
    }

    private static Offer offer(String verb, String label, String method, String address, String role, boolean may, String code, String whyNot) {
        String why = !may ? "由" + Roles.label(role) + "办理" : whyNot;
        return new Offer(verb, label, method, address, role, why == null, why, why == null ? null : may ? code : "role-required");
    }

    @PUT
    @Path("areas/{code}")
    @Performs("directory.change")
    public Area put(@PathParam("code") AreaCode code, AreaBody body, @Context SecurityContext security) {
        Asked.same("code", code, Asked.body(body).code());
        directory.put(new Area(code, body.name()), Asked.by(security));
        return area(code);
    }

    /** Registers a division that is not there yet. */
    @POST
    @Path("areas")
    @Performs("directory.change")
    public Area add(AreaBody body, @Context SecurityContext security) {
        if (Asked.body(body).code() == null) {
            throw new Problem.Invalid("directory-missing", "code", "请填写区划代码");
        }
        fresh(directory.area(body.code()).isPresent(), body.code().text());
        return put(body.code(), body, security);
    }

    private static void fresh(boolean there, String key) {
        if (there) {
            throw new Problem.IllegalMove("exists", "名录中已有：" + key + "。要修改请打开该条目");
        }
    }

    // Cells of the grid

    @GET
    @Path("cells")
    @Performs("directory.read")
    public Page<Cell> cells(@QueryParam("inside") AreaCode inside, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return Asked.page(directory.cells(inside), cursor, limit);
    }

    @GET
    @Path("cells/{code}")
    @Performs("directory.read")
    public NodeShown cell(@PathParam("code") String code, @Context SecurityContext security) {
        Cell c = cell(code);
        Actor by = Asked.by(security);
        return new NodeShown(code, c.name(), c.area(), c.closed(), null, enterprises(by, null, code), moves(by, "cells", code, c.closed(), false));
    }

    private Cell cell(String code) {
        return directory.cell(code).orElseThrow(() -> new Problem.NotFound("cell-not-found", "没有找到网格：" + code));
    }

    @PUT
    @Path("cells/{code}")
    @Performs("directory.change")
    public Cell put(@PathParam("code") String code, CellBody body, @Context SecurityContext security) {
        Asked.same("code", code, Asked.body(body).code());
        directory.put(new Cell(code, body.name()), Asked.by(security));
        return cell(code);
    }

    /** Registers a cell that is not there yet. */
    @POST
    @Path("cells")
    @Performs("directory.change")
    public Cell add(CellBody body, @Context SecurityContext security) {
        Cell cell = new Cell(Asked.body(body).code(), body.name());
        fresh(directory.cell(cell.code()).isPresent(), cell.code());
        return put(cell.code(), body, security);
    }

    /** Who looks after a node of the grid, and who did; on a day where one is given. */
    @GET
    @Path("grid/{node}/posts")
    @Performs("directory.read")
    public Page<Holding> posts(@PathParam("node") String node, @QueryParam("day") LocalDate day, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit,
            @Context SecurityContext security) {
        Function<String, PersonShown> shown = people(Asked.by(security));
        return Asked.page(directory.posts(node, null).stream().filter(p -> day == null || p.heldOn(day)).map(p -> holding(shown.apply(p.person()), p)).toList(), cursor, limit);
    }

    @POST
    @Path("posts")
    @Performs("directory.change")
    public GridPost put(GridPost body, @Context SecurityContext security) {
        directory.put(Asked.body(body), Asked.by(security));
        return body;
    }

    @POST
    @Path("posts/handover")
    @Performs("directory.change")
    public GridPost handOver(GridPost body, @Context SecurityContext security) {
        directory.handOver(Asked.body(body), Asked.by(security));
        return body;
    }

    /** Hands a node of the grid over; where nobody holds the role yet it is given. */
    @POST
    @Path("{kinds: areas|cells}/{node}/handover")
    @Performs("directory.change")
    public GridPost handOver(@PathParam("kinds") String kinds, @PathParam("node") String node, HandoverBody body, @Context SecurityContext security) {
        Asked.body(body);
        return handOver(new GridPost(node, body.role(), body.person(), body.from(), null), security);
    }

    private static Holding holding(PersonShown person, GridPost p) {
        return new Holding(person.id(), person.name(), person.unit(), person.unitName(), p.role(), p.node(), p.from(), p.to());
    }

    // Units and positions

    @GET
    @Path("units")
    @Performs("directory.read")
    public Page<Unit> units(@QueryParam("text") String text, @QueryParam("kind") Unit.Kind kind, @QueryParam("open") Boolean open, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return Asked.page(directory.units().stream().filter(u -> kind == null || u.kind() == kind).filter(u -> open == null || open == (u.closed() == null))
                .filter(u -> says(text, u.name(), u.id())).toList(), cursor, limit);
    }

    private static boolean says(String text, String... values) {
        if (text == null || text.isBlank()) {
            return true;
        }
        String part = text.strip().toLowerCase(Locale.ROOT);
        for (String value : values) {
            if (value != null && value.toLowerCase(Locale.ROOT).contains(part)) {
                return true;
            }
        }
        return false;
    }

    @GET
    @Path("units/{id}")
    @Performs("directory.read")
    public UnitShown unit(@PathParam("id") String id, @Context SecurityContext security) {
        Unit u = unit(id);
        return new UnitShown(id, u.name(), u.area(), directory.area(u.area()).map(Area::name).orElse(null), u.parent(),
                u.parent() == null ? null : directory.unit(u.parent()).map(Unit::name).orElse(u.parent()), u.kind(), u.kind() == null ? null : u.kind().label(), u.closed(),
                moves(Asked.by(security), "units", id, u.closed(), false));
    }

    private Unit unit(String id) {
        return directory.unit(id).orElseThrow(() -> new Problem.NotFound("unit-not-found", "没有找到单位：" + id));
    }

    @PUT
    @Path("units/{id}")
    @Performs("directory.change")
    public Unit put(@PathParam("id") String id, UnitBody body, @Context SecurityContext security) {
        Asked.same("id", id, Asked.body(body).id());
        directory.put(new Unit(id, body.name(), body.area(), body.parent(), body.kind(), null), Asked.by(security));
        return unit(id);
    }

    /** Registers a unit that is not there yet. */
    @POST
    @Path("units")
    @Performs("directory.change")
    public Unit add(UnitBody body, @Context SecurityContext security) {
        fresh(Asked.body(body).id() != null && directory.unit(body.id()).isPresent(), body.id());
        return put(body.id(), body, security);
    }

    /** Who holds which position in the unit on the day, today where none is given. */
    @GET
    @Path("units/{id}/positions")
    @Performs("directory.read")
    public Page<Position> positions(@PathParam("id") String unit, @QueryParam("day") LocalDate day, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return Asked.page(directory.positions(unit, day == null ? Legal.day(clock.instant()) : day), cursor, limit);
    }

    /** All positions ever held in the unit, the newest first; on a day where one is given. */
    @GET
    @Path("units/{id}/history")
    @Performs("directory.read")
    public Page<Holding> history(@PathParam("id") String unit, @QueryParam("day") LocalDate day, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit,
            @Context SecurityContext security) {
        String name = unit(unit).name();
        Function<String, PersonShown> shown = people(Asked.by(security));
        return Asked.page((day == null ? directory.history(unit, null) : directory.positions(unit, day)).stream()
                .map(p -> new Holding(p.person(), shown.apply(p.person()).name(), unit, name, p.title(), null, p.from(), p.to())).toList(), cursor, limit);
    }

    @POST
    @Path("positions")
    @Performs("directory.change")
    public Position put(Position body, @Context SecurityContext security) {
        directory.put(Asked.body(body), Asked.by(security));
        return body;
    }

    @POST
    @Path("positions/handover")
    @Performs("directory.change")
    public Position handOver(Position body, @Context SecurityContext security) {
        directory.handOver(Asked.body(body), Asked.by(security));
        return body;
    }

    /** Appoints to a position of the unit; whoever holds it is released the day before. */
    @POST
    @Path("units/{id}/handover")
    @Performs("directory.change")
    public Position appoint(@PathParam("id") String unit, HandoverBody body, @Context SecurityContext security) {
        Asked.body(body);
        return handOver(new Position(body.person(), unit, body.title(), body.from(), null), security);
    }

    // People

    @GET
    @Path("people")
    @Performs("directory.read")
    public Page<PersonShown> people(@QueryParam("unit") String unit, @QueryParam("text") String text, @QueryParam("open") Boolean open, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        Function<Person, PersonShown> shown = shown(Asked.by(security));
        return Asked.page(directory.people().stream().filter(p -> unit == null || unit.equals(p.unit())).filter(p -> open == null || open == (p.closed() == null)).map(shown)
                .filter(p -> says(text, p.name(), p.id())).toList(), cursor, limit);
    }

    private Function<Person, PersonShown> shown(Actor asking) {
        Map<String, Unit> units = directory.units().stream().collect(Collectors.toMap(Unit::id, u -> u));
        return p -> {
            Unit unit = units.get(p.unit());
            boolean masked = !asking.scope().admits(unit == null ? null : unit.area(), p.unit(), null) && !asking.account().equals(p.account());
            String name = masked ? p.name().substring(0, p.name().offsetByCodePoints(0, 1)) + "＊" : p.name();
            return new PersonShown(p.id(), name, p.unit(), unit == null ? p.unit() : unit.name(), masked ? null : p.account(), p.closed(), masked);
        };
    }

    private Function<String, PersonShown> people(Actor asking) {
        Map<String, PersonShown> known = new HashMap<>();
        Function<Person, PersonShown> shown = shown(asking);
        return id -> known.computeIfAbsent(id, key -> directory.person(key).map(shown).orElse(new PersonShown(key, key, null, null, null, null, true)));
    }

    @GET
    @Path("people/{id}")
    @Performs("directory.read")
    public PersonRecord person(@PathParam("id") String id, @Context SecurityContext security) {
        Person person = directory.person(id).orElseThrow(() -> Problem.NotFound.of(new Subject("person", id)));
        Actor by = Asked.by(security);
        PersonShown shown = shown(by).apply(person);
        Set<String> kept = shown.masked() ? Set.of() : contacts.kept(new Subject("person", id));
        Map<String, String> units = directory.units().stream().collect(Collectors.toMap(Unit::id, Unit::name));
        return new PersonRecord(shown, directory.history(null, id).stream().map(p -> new Holding(id, shown.name(), p.unit(), units.get(p.unit()), p.title(), null, p.from(), p.to())).toList(),
                directory.posts(null, id).stream().map(p -> new Holding(id, shown.name(), null, nodeName(p.node()), p.role(), p.node(), p.from(), p.to())).toList(), kept,
                moves(by, "people", id, person.closed(), kept.contains(Contacts.PHONE)));
    }

    @PUT
    @Path("people/{id}")
    @Performs("directory.change")
    public PersonShown put(@PathParam("id") String id, PersonBody body, @Context SecurityContext security) {
        Asked.same("id", id, Asked.body(body).id());
        directory.put(new Person(id, body.name(), body.unit(), body.account()), Asked.by(security));
        return shown(Asked.by(security)).apply(directory.person(id).orElseThrow());
    }

    /** Registers a person who is not there yet. */
    @POST
    @Path("people")
    @Performs("directory.change")
    public PersonShown add(PersonBody body, @Context SecurityContext security) {
        fresh(Asked.body(body).id() != null && directory.person(body.id()).isPresent(), body.id());
        return put(body.id(), body, security);
    }

    private String nodeName(String node) {
        return switch (node.length()) {
            case 12 -> directory.area(new AreaCode(node)).map(Area::name).orElse(node);
            case 18 -> directory.enterprise(new CreditCode(node)).map(Enterprise::name).orElse(node);
            default -> directory.cell(node).map(Cell::name).orElse(node);
        };
    }

    /** Keeps a telephone number sealed; nobody reads it without saying why. */
    @PUT
    @Path("{kinds: people|enterprises}/{id}/phone")
    @Performs("directory.contact-keep")
    public Map<String, Object> phone(@PathParam("kinds") String kinds, @PathParam("id") String id, PhoneBody body, @Context SecurityContext security) {
        Subject subject = seen(kinds, id, security);
        contacts.keep(subject, Contacts.PHONE, Asked.body(body).phone(), Asked.by(security));
        return Map.of("contacts", contacts.kept(subject));
    }

    /** Opens a telephone number: the journal keeps who asked and why. */
    @POST
    @Path("{kinds: people|enterprises}/{id}/phone/opening")
    @Performs("directory.contact-open")
    public Phone phone(@PathParam("kinds") String kinds, @PathParam("id") String id, ReasonBody body, @Context SecurityContext security) {
        Subject subject = seen(kinds, id, security);
        return new Phone(contacts.open(subject, Contacts.PHONE, Asked.by(security), Asked.body(body).reason())
                .orElseThrow(() -> new Problem.NotFound("no-phone", "没有登记联系电话：" + subject.number())));
    }

    private Subject seen(String kinds, String id, SecurityContext security) {
        Subject subject = new Subject(KINDS.get(kinds), id);
        sight.require(Asked.by(security), subject);
        return subject;
    }

    // Enterprises

    @GET
    @Path("enterprises")
    @Performs("directory.read")
    public Page<Enterprise> enterprises(@QueryParam("area") AreaCode area, @QueryParam("text") String text, @QueryParam("sector") String sector,
            @QueryParam("department") String department, @QueryParam("cell") String cell, @QueryParam("scale") Enterprise.Scale scale, @QueryParam("open") Boolean open,
            @QueryParam("placed") Boolean placed, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        return directory.enterprises(new EnterpriseQuery(Asked.by(security).scope(), area, text, blank(sector), blank(department), blank(cell), scale, open, placed, cursor,
                Asked.limit(limit)));
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Where enterprises stand, for the map and the list beside it: one answer for both, so that they agree. Those without coordinates are among them. */
    @GET
    @Path("places")
    @Performs("directory.read")
    public Page<Placed> places(@QueryParam("area") AreaCode area, @QueryParam("text") String text, @QueryParam("sector") String sector,
            @QueryParam("department") String department, @Context SecurityContext security) {
        Page<Enterprise> found = directory.enterprises(new EnterpriseQuery(Asked.by(security).scope(), area, text, blank(sector), blank(department), null, null, true, null, null,
                MOST_PLACES));
        return new Page<>(found.items().stream().map(e -> new Placed(e.creditCode(), e.name(), e.area(), e.sector(), e.lead(), e.cell(), e.longitude(), e.latitude())).toList(),
                found.next(), found.total());
    }

    /** The regulators' tags in use within the asker's scope. */
    @GET
    @Path("sectors")
    @Performs("directory.read")
    public Page<String> sectors(@Context SecurityContext security) {
        List<String> sectors = directory.sectors(Asked.by(security).scope());
        return new Page<>(sectors, null, sectors.size());
    }

    @GET
    @Path("enterprises/{code}")
    @Performs("directory.read")
    public EnterpriseShown enterprise(@PathParam("code") CreditCode code, @Context SecurityContext security) {
        Scope scope = Asked.by(security).scope();
        Enterprise e = directory.enterprise(code).filter(x -> scope.admits(x.area(), x.lead(), x.creditCode()))
                .orElseThrow(() -> new Problem.NotFound("enterprise-not-found", "没有找到企业：" + code));
        Map<String, String> units = directory.units().stream().collect(Collectors.toMap(Unit::id, Unit::name));
        Set<String> kept = contacts.kept(new Subject("enterprise", code.text()));
        return new EnterpriseShown(e.creditCode(), e.name(), e.area(), directory.area(e.area()).map(Area::name).orElse(null), e.industry(), e.sector(), e.lead(),
                e.lead() == null ? null : units.getOrDefault(e.lead(), e.lead()), e.longitude(), e.latitude(), e.scale(), e.scale() == null ? null : e.scale().label(), e.address(),
                e.safetyManager(), e.departments(), e.departments().stream().map(d -> units.getOrDefault(d, d)).toList(), e.cell(),
                e.cell() == null ? null : directory.cell(e.cell()).map(Cell::name).orElse(null), e.closed(), kept,
                moves(Asked.by(security), "enterprises", code.text(), e.closed(), kept.contains(Contacts.PHONE)));
    }

    @PUT
    @Path("enterprises/{code}")
    @Performs("directory.change")
    public Enterprise put(@PathParam("code") CreditCode code, EnterpriseBody body, @Context SecurityContext security) {
        Asked.same("creditCode", code, Asked.body(body).creditCode());
        directory.put(new Enterprise(code, body.name(), body.area(), body.industry(), body.sector(), body.lead(), body.longitude(), body.latitude(), body.scale(), body.address(),
                body.safetyManager(), body.departments(), body.cell(), null), Asked.by(security));
        return directory.enterprise(code).orElseThrow();
    }

    /** Registers an enterprise that is not there yet. */
    @POST
    @Path("enterprises")
    @Performs("directory.change")
    public Enterprise add(EnterpriseBody body, @Context SecurityContext security) {
        if (Asked.body(body).creditCode() == null) {
            throw new Problem.Invalid("directory-missing", "creditCode", "请填写统一社会信用代码");
        }
        fresh(directory.enterprise(body.creditCode()).isPresent(), body.creditCode().text());
        return put(body.creditCode(), body, security);
    }

    // Closing

    /** Closes an entry with its last day, today where none is given; nothing is deleted. */
    @POST
    @Path("{kinds: areas|units|people|cells|enterprises}/{id}/closing")
    @Performs("directory.close")
    public Map<String, Object> close(@PathParam("kinds") String kinds, @PathParam("id") String id, ClosingBody body, @Context SecurityContext security) {
        LocalDate on = Asked.body(body).on() == null ? Legal.day(clock.instant()) : body.on();
        directory.close(new Subject(KINDS.get(kinds), id), on, body.successor(), body.reason(), Asked.by(security));
        return Map.of("closed", on);
    }

    @POST
    @Path("{kinds: areas|units|people|cells|enterprises}/{id}/reopening")
    @Performs("directory.close")
    public Map<String, Object> reopen(@PathParam("kinds") String kinds, @PathParam("id") String id, ReasonBody body, @Context SecurityContext security) {
        directory.reopen(new Subject(KINDS.get(kinds), id), Asked.body(body).reason(), Asked.by(security));
        return Map.of("open", true);
    }
}
