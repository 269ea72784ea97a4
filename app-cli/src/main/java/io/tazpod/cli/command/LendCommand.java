package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.ExitCodes;
import io.tazpod.cli.wiring.GuestComponent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;

/// Takes the store's credentials that the host lends to its next command, from standard input.
@Command(name = "__internal_lend", hidden = true)
public final class LendCommand extends InsideCommand {

    /// A session token has up to a few thousand characters.
    private static final int LONGEST = 64 << 10;

    public LendCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return List.of("__internal_lend");
    }

    @Override
    int inside(GuestComponent parts) {
        try {
            var credentials = System.in.readNBytes(LONGEST);
            try {
                parts.sessions().lend(credentials);
            } finally {
                Arrays.fill(credentials, (byte) 0);
            }
            return ExitCodes.DONE;
        } catch (IOException cut) {
            throw new Stop(Reason.FAILED, "the store's credentials did not arrive: " + cut.getMessage(), null, cut);
        }
    }
}
