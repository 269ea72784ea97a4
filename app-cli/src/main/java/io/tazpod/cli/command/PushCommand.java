package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.PushResult;
import io.tazpod.cli.Results;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.vault.VaultSnapshot;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends the vault file to the store.
@Command(
        name = "push",
        description = "Send the vault file to the store. What is unsaved in an open vault is not in it: save first. A"
                + " newer vault in the store is never overwritten.")
public final class PushCommand extends TravelCommand {

    @Parameters(arity = "0..1", defaultValue = "vault", description = "vault", paramLabel = "vault")
    String what = "vault";

    @Option(names = "--recreate", description = "send it again although the store has lost the vault that it had")
    boolean recreate;

    public PushCommand(Context context) {
        super(context);
    }

    @Override
    int travel(SyncParts parts) {
        requireVault(what);
        var unsaved = Meanwhile.run(this::unsaved);
        var result = parts.push().push(recreate, file -> requireWhole(parts, file));
        if (unsaved.get()) {
            context.report()
                    .warn("the open vault has changes that are not saved, and so were not sent; for them: tazpod save,"
                            + " then tazpod push");
        }
        var words = SyncWords.of(result);
        return Results.tell(context, words, Map.of("pushed", result instanceof PushResult.Pushed, "message", words));
    }

    /// Without the key nobody can tell what is in the file, but what is too short can be no vault, and what somebody
    /// else wrote may be damaged; other hosts would fetch it over their good one.
    private void requireWhole(SyncParts parts, VaultSnapshot file) {
        if (file.size() < V1Seal.OVERHEAD) {
            throw new Stop(
                    Reason.DAMAGED_VAULT,
                    new Opening.NotAVault((int) file.size()).sentence() + "; it is cut short, and was not sent",
                    "an earlier copy: ls .tazpod/vault/ring, or the store's: tazpod list vault-history");
        }
        var written = parts.site().vault().memory().written();
        if (written.isPresent() && !written.get().intact(file.sha256()) && !isMeant(parts)) {
            throw new Stop(
                    Reason.VAULT_CHANGED,
                    "the vault file is not the one that TazPod wrote here last; it was not sent",
                    "see whether it opens: tazpod unlock; earlier ones: ls .tazpod/vault/ring");
        }
    }

    private boolean isMeant(SyncParts parts) {
        if (context.invocation().yes()) {
            return true;
        }
        if (!parts.dialogue().possible()) {
            throw new Stop(
                    Reason.NO_TERMINAL,
                    "the vault file is not the one that TazPod wrote here last, so it may be damaged; it was not sent",
                    "if it is meant: tazpod push --yes");
        }
        return parts.dialogue()
                .confirm(
                        "The vault file is not the one that TazPod wrote here last: copied here, or damaged. Send it?");
    }

    /// On the host only a container that runs can hold something unsaved; where nobody can look there is nothing to
    /// warn of.
    private boolean unsaved() {
        try {
            if (context.isGuest()) {
                return context.guest().describeVault().describe().unsaved().orElse(false);
            }
            var host = context.host();
            return host.container()
                    .look()
                    .filter(ContainerFacts::running)
                    .flatMap(running -> host.lookInside().unsaved(running))
                    .orElse(false);
        } catch (RuntimeException unseen) {
            return false;
        }
    }
}
