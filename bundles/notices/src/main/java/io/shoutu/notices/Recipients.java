package io.shoutu.notices;

import io.shoutu.api.access.Access;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.time.Legal;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who an addressee is at this moment (收件人解析): enabled accounts, sealed contacts, webhooks; each once, however many ways lead there. */
@Component(service = Recipients.class)
public final class Recipients {
    private final Clock clock;
    private final Access access;
    private final Directory directory;

    @Activate
    public Recipients(@Reference Clock clock, @Reference Access access, @Reference Directory directory) {
        this.clock = clock;
        this.access = access;
        this.directory = directory;
    }

    /** {@code account:…}, {@code contact:…} or {@code webhook:…}; nobody may be among them. */
    Set<String> of(Collection<Addressee> to) {
        List<Access.Account> enabled = access.accounts().stream().filter(Access.Account::enabled).toList();
        Set<String> found = new LinkedHashSet<>();
        for (Addressee addressee : to) {
            switch (addressee.kind()) {
                case ACCOUNT -> named(enabled, Stream.of(addressee.name()), found);
                case ROLE -> named(enabled, enabled.stream().filter(a -> a.roles().contains(addressee.name())).map(Access.Account::name), found);
                case UNIT -> named(enabled, directory.people().stream().filter(p -> addressee.name().equals(p.unit())).map(Person::account), found);
                case POSITION -> named(enabled, holders(addressee.name()), found);
                case CONTACT, WEBHOOK -> found.add(addressee.toString());
            }
        }
        return found;
    }

    private Stream<String> holders(String unitAndTitle) {
        int slash = unitAndTitle.indexOf('/');
        return directory.positions(unitAndTitle.substring(0, slash), Legal.day(clock.instant())).stream()
                .filter(p -> p.title().equals(unitAndTitle.substring(slash + 1))).map(p -> directory.person(p.person())).flatMap(Optional::stream).map(Person::account);
    }

    private static void named(List<Access.Account> enabled, Stream<String> names, Set<String> found) {
        names.filter(name -> enabled.stream().anyMatch(a -> a.name().equals(name))).sorted().forEach(name -> found.add("account:" + name));
    }
}
