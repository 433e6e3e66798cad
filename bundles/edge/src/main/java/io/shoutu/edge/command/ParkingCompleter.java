package io.shoutu.edge.command;

import io.shoutu.api.journal.Parking;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The parking places there are now (暂存区补全). */
@Service
public final class ParkingCompleter implements Completer {
    @Reference
    List<Parking> parkings;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(parkings.stream().map(Parking::name).toList()).complete(session, line, candidates);
    }
}
