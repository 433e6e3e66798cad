package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Whom;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who an addressee is (收件人判定), by the directory: its name, where it lies, whom to notify, and whether somebody belongs to it. */
@Component(service = Addressing.class)
public final class Addressing {
    private final Directory directory;
    private final SupervisionRules rules;

    @Activate
    public Addressing(@Reference Directory directory, @Reference SupervisionRules rules) {
        this.directory = directory;
        this.rules = rules;
    }

    /** Its name. @throws Problem.Invalid code {@code addressee-unknown}, naming the field, where the directory has no such one */
    public String known(Addressee to, String field) {
        return find(to).orElseThrow(() -> new Problem.Invalid("addressee-unknown", field, "名录中没有这个" + to.sort().label() + "：" + to.id()));
    }

    /** Its name, its id where the directory no longer has it. */
    public String name(Addressee to) {
        return find(to).orElse(to.id());
    }

    private Optional<String> find(Addressee to) {
        return switch (to.sort()) {
            case UNIT -> directory.unit(to.id()).map(Unit::name);
            case PERSON -> directory.person(to.id()).map(p -> p.name() + directory.unit(p.unit()).map(u -> "（" + u.name() + "）").orElse(""));
            case ENTERPRISE -> CreditCode.valid(to.id()) ? directory.enterprise(new CreditCode(to.id())).map(Enterprise::name) : Optional.empty();
        };
    }

    public String enterprise(String code) {
        return code == null ? null : directory.enterprise(new CreditCode(code)).map(Enterprise::name).orElse(code);
    }

    public String person(String account) {
        return account == null ? null : account.startsWith("system:") ? "平台" : directory.personOfAccount(account).map(Person::name).orElse(account);
    }

    /** Where a paper lies: at its enterprise, and with its addressee's unit. */
    public Place place(Draft draft) {
        String code = draft.enterprise() != null ? draft.enterprise() : draft.addressee().sort() == Addressee.Sort.ENTERPRISE ? draft.addressee().id() : null;
        Optional<Enterprise> enterprise = code == null ? Optional.empty() : directory.enterprise(new CreditCode(code));
        Optional<Unit> unit = switch (draft.addressee().sort()) {
            case UNIT -> directory.unit(draft.addressee().id());
            case PERSON -> directory.person(draft.addressee().id()).flatMap(p -> directory.unit(p.unit()));
            case ENTERPRISE -> enterprise.map(Enterprise::lead).flatMap(directory::unit);
        };
        return new Place(enterprise.map(Enterprise::area).orElse(unit.map(Unit::area).orElse(null)), unit.map(Unit::id).orElse(null), code == null ? null : new CreditCode(code));
    }

    /** The ways somebody is addressed. */
    public Set<String> ways(Actor actor) {
        Set<String> ways = new HashSet<>();
        directory.personOfAccount(actor.account()).ifPresent(person -> {
            ways.add("person:" + person.id());
            ways.add("unit:" + person.unit());
        });
        actor.scope().units().forEach(unit -> ways.add("unit:" + unit));
        actor.scope().enterprises().forEach(code -> ways.add("enterprise:" + code.text()));
        return ways;
    }

    /** Whether somebody is the addressee, belongs to it, or rectifies for the enterprise that is. */
    public boolean addressed(Addressee to, Actor actor) {
        return ways(actor).contains(to.toString()) || to.sort() == Addressee.Sort.ENTERPRISE && actor.holds(Roles.RECTIFIER) && CreditCode.valid(to.id())
                && directory.enterprise(new CreditCode(to.id())).filter(e -> actor.scope().admits(e.area(), e.lead(), e.creditCode())).isPresent();
    }

    /** Whose eyes: the office, leaders and auditors see what has not gone out. */
    public Whom whom(Actor actor) {
        return new Whom(actor.scope(), ways(actor), actor.kind() == Actor.Kind.SYSTEM || actor.holds(Roles.OPERATOR) || actor.holds(Roles.LEADER) || actor.holds(Roles.AUDITOR));
    }

    /** Whether somebody is the head of government, by a position he holds that day, or where the county names none. */
    public boolean head(Actor actor, LocalDate day) {
        return rules.head().isEmpty() || directory.personOfAccount(actor.account()).stream().flatMap(person -> directory.history(null, person.id()).stream())
                .anyMatch(p -> rules.head().contains(p.title()) && !p.from().isAfter(day) && (p.to() == null || !p.to().isBefore(day)));
    }

    /** What those titles are, as people read them. */
    String headTitles() {
        return String.join("或", rules.head());
    }

    /** Whom to notify, written as a notice's addressee. */
    public String notified(Addressee to) {
        return switch (to.sort()) {
            case UNIT -> "unit:" + to.id();
            case PERSON -> directory.person(to.id()).map(Person::account).map(account -> "account:" + account).orElse("role:" + Roles.OPERATOR);
            case ENTERPRISE -> "role:" + Roles.OPERATOR;
        };
    }
}
