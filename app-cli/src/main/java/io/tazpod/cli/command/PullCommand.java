package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.PullResult;
import io.tazpod.cli.Results;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.domain.sync.PullConsent;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fetches the vault file from the store.
@Command(
        name = "pull",
        description =
                "Fetch the vault file from the store. The file that was here is kept in .tazpod/vault/ring; one that"
                        + " was changed here and never sent is not replaced.")
public final class PullCommand extends TravelCommand {

    @Parameters(arity = "0..1", defaultValue = "vault", description = "vault", paramLabel = "vault")
    String what = "vault";

    @Option(names = "--index", paramLabel = "N", description = "0: the latest; N: the N-th newest earlier copy")
    int index;

    @Option(names = "--force", description = "replace a vault file that the store never had")
    boolean force;

    @Option(names = "--allow-rollback", description = "take a vault that is older than one that was seen here")
    boolean rollback;

    public PullCommand(Context context) {
        super(context);
    }

    @Override
    int travel(SyncParts parts) {
        requireVault(what);
        if (index < 0) {
            throw new Stop(Reason.USAGE, "--index is 0 or more", "tazpod list vault-history");
        }
        var result = parts.pull().pull(index, new PullConsent(force, rollback));
        var words = SyncWords.of(result);
        boolean pulled = result instanceof PullResult.Pulled;
        return Results.tell(
                context, pulled ? words + "; next: tazpod unlock" : words, Map.of("pulled", pulled, "message", words));
    }
}
