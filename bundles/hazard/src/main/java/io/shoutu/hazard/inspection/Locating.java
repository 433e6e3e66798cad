package io.shoutu.hazard.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where something lies (归属判定): what the form says, and what the directory knows of the enterprise. */
@Component(service = Locating.class)
public final class Locating {
    private final Directory directory;

    @Activate
    public Locating(@Reference Directory directory) {
        this.directory = directory;
    }

    public Place of(String enterprise, String area) {
        CreditCode code = enterprise == null ? null : new CreditCode(enterprise);
        Optional<Enterprise> known = code == null ? Optional.empty() : directory.enterprise(code);
        return new Place(area == null ? known.map(Enterprise::area).orElse(null) : new AreaCode(area), known.map(Enterprise::lead).orElse(null), code);
    }

    /** The same, refused where it lies outside the actor's scope. */
    public Place of(String enterprise, String area, Actor by) {
        Place place = of(enterprise, area);
        if (!place.inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", enterprise == null ? "area" : "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
        }
        return place;
    }

    /** Its name in the directory, or null. */
    public String name(String enterprise) {
        return enterprise == null ? null : directory.enterprise(new CreditCode(enterprise)).map(Enterprise::name).orElse(null);
    }
}
