package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.edge.wiring.ParkingPlaces;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Tries again what was parked (重放). The parking place journals the act under {@code system:command}. */
@Service
@Command(scope = "shoutu", name = "replay", description = "重放暂存的一件或全部：shoutu:replay <暂存区> <编号>|--all")
public final class ReplayCommand implements Action {
    @Reference
    Session session;
    @Reference
    ParkingPlaces parking;
    @Completion(ParkingCompleter.class)
    @Argument(index = 0, name = "place", description = "暂存区，例如 journal", required = true)
    String place;
    @Argument(index = 1, name = "id", description = "编号，见 shoutu:parked")
    String id;
    @Option(name = "--all", description = "全部")
    boolean all;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        if (all == (id != null)) {
            throw new CommandException("给出一个编号，或 --all，二者选一");
        }
        if (!all) {
            parking.replay(place, id, Actor.system("command"));
            if (json) {
                Printed.json(session.getConsole(), Map.of("place", place, "done", 1, "failed", 0, "troubles", List.of()));
            } else {
                session.getConsole().println("已重放 " + place + " " + id);
            }
            return null;
        }
        ParkingPlaces.Replayed replayed = parking.replayAll(place, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), Map.of("place", place, "done", replayed.done(), "failed", replayed.failed(), "left", replayed.left(), "troubles", replayed.troubles()));
        } else {
            replayed.troubles().forEach(session.getConsole()::println);
            session.getConsole().println("已重放 " + replayed.done() + " 件，失败 " + replayed.failed() + " 件，暂存区还有 " + replayed.left() + " 件");
        }
        if (replayed.failed() > 0) {
            throw new Problem.IllegalMove("replay-failed", replayed.failed() + " 件重放失败");
        }
        return null;
    }
}
