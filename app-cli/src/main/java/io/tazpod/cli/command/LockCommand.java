package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.GuestComponent;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Locks the vault.
@Command(
        name = "lock",
        description = "Save, then remove the secrets from RAM and prove it. Processes that still hold them are named.")
public final class LockCommand extends InsideCommand {

    @Option(names = "--force", description = "end the processes that hold files of the vault")
    boolean force;

    @Option(names = "--discard", description = "give up what was not saved")
    boolean discard;

    public LockCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        var words = new ArrayList<>(List.of("lock"));
        if (force) {
            words.add("--force");
        }
        if (discard) {
            words.add("--discard");
        }
        return words;
    }

    @Override
    int inside(GuestComponent parts) {
        if (discard
                && parts.describeVault().describe().unsaved().orElse(true)
                && !parts.dialogue().confirm("Give up what was not saved?", "--yes")) {
            throw new Stop(Reason.FAILED, "nothing was changed; the vault stays open", "tazpod lock");
        }
        return Results.locked(context, parts.lockVault().lock(force, discard));
    }
}
