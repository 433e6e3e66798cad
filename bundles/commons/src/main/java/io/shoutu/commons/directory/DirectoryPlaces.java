package io.shoutu.commons.directory;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where the entries of the directory lie (名录归属): a person where his unit is. */
@Component(service = Places.class)
public final class DirectoryPlaces implements Places {
    private final Directory directory;

    @Activate
    public DirectoryPlaces(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("area", "unit", "person", "cell", "enterprise");
    }

    @Override
    public Optional<Place> place(Subject subject) {
        String number = subject.number();
        return switch (subject.kind()) {
            case "area" -> number.matches("\\d{12}") && !number.startsWith("00") ? directory.area(new AreaCode(number)).map(a -> new Place(a.code(), null, null)) : Optional.empty();
            case "cell" -> directory.cell(number).map(Cell::area).map(a -> new Place(a, null, null));
            case "unit" -> directory.unit(number).map(u -> new Place(u.area(), u.id(), null));
            case "person" -> directory.person(number).map(p -> new Place(directory.unit(p.unit()).map(u -> u.area()).orElse(null), p.unit(), null));
            default -> CreditCode.valid(number) ? directory.enterprise(new CreditCode(number)).map(e -> new Place(e.area(), e.lead(), e.creditCode())) : Optional.empty();
        };
    }
}
