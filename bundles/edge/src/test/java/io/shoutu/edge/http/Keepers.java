package io.shoutu.edge.http;

import io.shoutu.api.access.Operations;
import java.util.List;
import java.util.Optional;

/** A doorkeeper for tests of the other doors: accounts {@code admin} and {@code wang} (operator) with the password {@code right}, one device. */
public final class Keepers {
    private Keepers() {}

    public static Doorkeeper keeper(List<Operations> table) {
        Permissions permissions = new Permissions();
        table.forEach(permissions::addOperations);
        Doorkeeper keeper = new Doorkeeper(new Wire.Accounts(), permissions, new Trail(null, null, null), Wire.config());
        keeper.addTokens(token -> token.equals("device-secret") ? Optional.of(Wire.DEVICE) : Optional.empty());
        return keeper;
    }
}
