package io.shoutu.edge.command;

import io.shoutu.edge.wiring.ParkingPlaces;
import io.shoutu.edge.wiring.ParkingPlaces.Place;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** What could not be used and waits with its reason (暂存一览), in all parking places. */
@Service
@Command(scope = "shoutu", name = "parked", description = "暂存一览：不能使用的消息和条目，及其原因")
public final class ParkedCommand implements Action {
    @Reference
    Session session;
    @Reference
    ParkingPlaces parking;
    @Completion(ParkingCompleter.class)
    @Argument(name = "place", description = "只看一个暂存区")
    String place;
    @Option(name = "--limit", description = "每个暂存区最多列出的件数")
    int limit = 50;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        List<Place> places = place == null ? parking.all(limit) : List.of(parking.one(place, limit));
        if (json) {
            Printed.json(session.getConsole(), places);
            return null;
        }
        Table table = new Table("暂存区都是空的", "暂存区", "编号", "内容", "原因", "说明", "时间");
        for (Place one : places) {
            one.items().forEach(i -> table.row(one.name(), i.id(), i.what(), i.reason(), i.text(), i.since()));
        }
        table.print(session.getConsole());
        for (Place one : places) {
            if (one.count() > one.items().size()) {
                session.getConsole().println(one.name() + " 共 " + one.count() + " 件，只列出最近 " + one.items().size() + " 件");
            }
        }
        return null;
    }
}
