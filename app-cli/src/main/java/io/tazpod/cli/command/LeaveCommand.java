package io.tazpod.cli.command;

import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import java.util.List;
import picocli.CommandLine.Command;

/// What the wrapper of the last shell calls.
@Command(name = "__internal_leave", hidden = true)
public final class LeaveCommand extends InsideCommand {

    public LeaveCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return List.of("__internal_leave");
    }

    @Override
    int inside(GuestComponent parts) {
        CryptoWarmUp.startSealing();
        parts.leaveShell().leave();
        return 0;
    }
}
