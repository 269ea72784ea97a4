package io.tazpod.cli.command;

import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Seals what changed.
@Command(
        name = "save",
        description = "Seal what changed into the vault file. The earlier file is kept in .tazpod/vault/ring.")
public final class SaveCommand extends InsideCommand {

    @Option(
            names = "--force",
            description = "save even if most of the vault is gone, or the file was changed by others")
    boolean force;

    public SaveCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return words("save", force, "--force");
    }

    @Override
    int inside(GuestComponent parts) {
        CryptoWarmUp.startSealing();
        return Results.saved(context, parts.saveVault().save(force));
    }
}
