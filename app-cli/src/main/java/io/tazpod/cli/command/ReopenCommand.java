package io.tazpod.cli.command;

import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.ExitCodes;
import io.tazpod.cli.wiring.GuestComponent;
import java.util.List;
import picocli.CommandLine.Command;

/// What the host asks for after it has fetched a vault file under an open vault.
@Command(name = "__internal_reopen", hidden = true)
public final class ReopenCommand extends InsideCommand {

    public ReopenCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return List.of("__internal_reopen");
    }

    @Override
    int inside(GuestComponent parts) {
        return parts.reopenVault().reopen() ? ExitCodes.DONE : ExitCodes.of(Reason.CONFLICT);
    }
}
