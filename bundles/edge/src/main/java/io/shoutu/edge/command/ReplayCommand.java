package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Parking;
import java.util.List;
import java.util.stream.Collectors;
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
    private static final int PAGE = 500;

    @Reference
    Session session;
    @Reference
    List<Parking> parkings;
    @Completion(ParkingCompleter.class)
    @Argument(index = 0, name = "place", description = "暂存区，例如 journal", required = true)
    String place;
    @Argument(index = 1, name = "id", description = "编号，见 shoutu:parked")
    String id;
    @Option(name = "--all", description = "全部")
    boolean all;

    @Override
    public Object execute() throws Exception {
        if (all == (id != null)) {
            throw new CommandException("给出一个编号，或 --all，二者选一");
        }
        Parking parking = place(parkings, place);
        if (!all) {
            parking.replay(id, Actor.system("command"));
            session.getConsole().println("已重放 " + place + " " + id);
            return null;
        }
        int done = 0;
        int failed = 0;
        for (Parking.Item item : parking.items(PAGE)) {
            try {
                parking.replay(item.id(), Actor.system("command"));
                done++;
            } catch (Problem.NotFound e) {
                // Went with one before it: entries waiting behind a parked one are replayed together with it.
                session.getConsole().println(item.id() + " 已随前一件重放");
            } catch (RuntimeException e) {
                failed++;
                session.getConsole().println(item.id() + " 仍然失败：" + e.getMessage());
            }
        }
        session.getConsole().println("已重放 " + done + " 件，失败 " + failed + " 件，暂存区还有 " + parking.count() + " 件");
        if (failed > 0) {
            throw new Problem.IllegalMove("replay-failed", failed + " 件重放失败");
        }
        return null;
    }

    static Parking place(List<Parking> parkings, String name) {
        return parkings.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new Problem.NotFound("parking-not-found",
                "没有暂存区：" + name + "；现有：" + parkings.stream().map(Parking::name).sorted().collect(Collectors.joining("、"))));
    }
}
