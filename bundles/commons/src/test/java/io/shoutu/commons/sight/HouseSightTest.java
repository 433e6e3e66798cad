package io.shoutu.commons.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.commons.testing.House;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HouseSightTest {
    @Test
    void accountsAreSeenByThemselvesAloneAndRecordsByWhoseScopeTheyLieIn() {
        HouseSight sight = new HouseSight();
        Subject hazard = new Subject("hazard", "YH-1");
        sight.addPlaces(new Places() {
            @Override
            public Set<String> kinds() {
                return Set.of("hazard");
            }

            @Override
            public Optional<Place> place(Subject subject) {
                return subject.equals(hazard) ? Optional.of(new Place(new AreaCode("410922001000"), "yjj", null)) : Optional.empty();
            }
        });
        Actor near = new Actor("near", "近", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(new AreaCode("410922000000")), Set.of(), Set.of()));
        Actor far = new Actor("far", "远", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(new AreaCode("410923000000")), Set.of("slj"), Set.of()));
        assertThat(sight.sees(near, hazard)).isTrue();
        assertThat(sight.sees(far, hazard)).isFalse();
        assertThat(sight.sees(near, new Subject("hazard", "YH-2"))).as("one that does not exist").isFalse();
        assertThat(sight.sees(near, new Subject("series", "x"))).as("a kind no room answers for").isFalse();
        assertThat(sight.sees(House.actor("admin", "admin"), new Subject("series", "x"))).isTrue();
        assertThat(sight.sees(House.actor("admin", "admin"), new Subject("account", "wang"))).isFalse();
        assertThat(sight.sees(House.actor("admin", "admin"), new Subject("account", "admin"))).isTrue();
    }
}
