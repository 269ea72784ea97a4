package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.domain.vault.VaultState;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Prints the vault's variables.
@Command(
        name = "env",
        description = "Print export lines for the vault's keys and the mapping under 'env:' in the configuration, for"
                + " eval. Refuses on a terminal: secrets do not belong on a screen.")
public final class EnvCommand extends InsideCommand {

    public EnvCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return List.of("env");
    }

    @Override
    int inside(GuestComponent parts) {
        if (parts.terminal().outputIsTerminal()) {
            throw new Stop(Reason.USAGE, "secrets are not shown on a terminal", "eval \"$(tazpod env)\"");
        }
        boolean asked = context.invocation().verb().equals(Optional.of("env"));
        if (asked && parts.describeVault().describe().state() != VaultState.UNLOCKED) {
            context.report().warn("the vault is not open, so there is nothing to export; first: tazpod unlock");
        }
        context.report().printRaw(parts.vaultEnvironment().exports());
        return 0;
    }
}
