package io.shoutu.responsibility;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidence.Kind;
import io.shoutu.api.journal.Entry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who can prove an act (履职证据来源): the rooms and plugins that are there now, by the door {@link DutyEvidence}. */
@Component(service = Sources.class)
public final class Sources {
    private final List<DutyEvidence> sources = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(DutyEvidence source) {
        sources.add(source);
    }

    void unbind(DutyEvidence source) {
        sources.remove(source);
    }

    /** The kinds of duty that can be proved now, by code. */
    public List<Kind> kinds() {
        return sources.stream().flatMap(source -> source.kinds().stream()).distinct().sorted(java.util.Comparator.comparing(Kind::code)).toList();
    }

    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        kinds().forEach(kind -> codes.add(kind.code()));
        return codes;
    }

    /** The acts this entry proves or takes back, in an order that is the same each time. */
    List<DutyEvidence.Evidence> of(Entry entry) {
        return sources.stream().filter(source -> source.facts().contains(entry.name())).flatMap(source -> source.of(entry).stream()).toList();
    }
}
