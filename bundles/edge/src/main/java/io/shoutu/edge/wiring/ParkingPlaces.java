package io.shoutu.edge.wiring;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Parking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All parking places (暂存区) of the house, for the page and for {@code shoutu:parked}, {@code shoutu:replay}. */
@Component(service = ParkingPlaces.class)
public final class ParkingPlaces {
    private static final int PAGE = 500;
    private final List<Parking> places = new CopyOnWriteArrayList<>();

    @Activate
    public ParkingPlaces() {
        // Places come and go with their bundles.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Parking place) {
        places.add(place);
    }

    void remove(Parking place) {
        places.remove(place);
    }

    /** A place with its newest items (暂存区). */
    public record Place(String name, long count, List<Parking.Item> items) {}

    /** How it ended (重放结果). */
    public record Replayed(int done, int failed, long left, List<String> troubles) {}

    /** All places by name, each with its newest {@code limit} items; 0 for the counts alone. */
    public List<Place> all(int limit) {
        return places.stream().map(p -> new Place(p.name(), p.count(), limit == 0 ? List.of() : p.items(limit))).sorted(Comparator.comparing(Place::name)).toList();
    }

    /** @throws Problem.NotFound code {@code parking-not-found} */
    public Place one(String name, int limit) {
        Parking place = place(name);
        return new Place(place.name(), place.count(), place.items(limit));
    }

    /** Tries one again; throws where it fails again. */
    public void replay(String name, String id, Actor by) {
        place(name).replay(id, by);
    }

    /** Tries all again that are listed; what fails again stays and is told. */
    public Replayed replayAll(String name, Actor by) {
        Parking place = place(name);
        int done = 0;
        List<String> troubles = new ArrayList<>();
        for (Parking.Item item : place.items(PAGE)) {
            try {
                place.replay(item.id(), by);
                done++;
            } catch (Problem.NotFound gone) {
                // Went with one before it: entries waiting behind a parked one are replayed together with it.
                done++;
            } catch (RuntimeException failed) {
                troubles.add(item.id() + " 仍然失败：" + failed.getMessage());
            }
        }
        return new Replayed(done, troubles.size(), place.count(), troubles);
    }

    private Parking place(String name) {
        return places.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new Problem.NotFound("parking-not-found",
                "没有暂存区：" + name + "；现有：" + places.stream().map(Parking::name).sorted().collect(Collectors.joining("、"))));
    }
}
