package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.ports.PortFailure;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// A verb that talks to the store, on either side of the wall.
abstract class TravelCommand implements Callable<Integer> {

    final Context context;

    TravelCommand(Context context) {
        this.context = context;
    }

    abstract int travel(SyncParts parts);

    /// The exit code, when this side has nothing to do with it; looked for before the store is turned to.
    OptionalInt elsewhere() {
        return OptionalInt.empty();
    }

    @Override
    public final Integer call() {
        var done = elsewhere();
        if (done.isPresent()) {
            return done.getAsInt();
        }
        var parts = context.sync();
        try (var _ = parts.store()) {
            return travel(parts);
        } catch (PortFailure failure) {
            throw SyncWords.stop(failure);
        }
    }

    /// The original's word for what travels; anything else is a mistake.
    static void requireVault(String what) {
        if (!what.equals("vault")) {
            throw new Stop(Reason.USAGE, "'" + what + "' does not travel; only the vault does", "leave the word out");
        }
    }
}
