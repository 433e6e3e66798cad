package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.store.Tx;
import io.shoutu.notices.domain.Kept;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the journal is told of notices (通知事实): references only. */
@Component(service = Told.class)
public final class Told {
    static final Actor PLATFORM = Actor.system("notices");
    private final Clock clock;
    private final Journal journal;

    @Activate
    public Told(@Reference Clock clock, @Reference Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    void tell(Tx tx, Kept notice, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("about", notice.about().toString());
        data.put("level", notice.level().name());
        data.putAll(details);
        journal.write(tx, new Fact(notice.subject(), fact, clock.instant(), by, data, cause));
    }

    /** @param reason a stable code, never a carrier's words: those may repeat a number */
    void failed(Tx tx, Kept notice, String channel, String reason) {
        tell(tx, notice, Notices.FAILED, PLATFORM, Map.of("channel", channel, "reason", reason), new Fact.Cause(notice.about(), null));
    }
}
