package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.PullResult;
import io.tazpod.app.sync.ReconcileResult;
import io.tazpod.app.sync.ReconcileVault.Way;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.cli.Passphrases;
import io.tazpod.cli.Results;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.merge.Finding;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fetches the vault file from the store, and brings an open vault together with it.
@Command(
        name = "pull",
        description =
                "Fetch the vault file from the store. The file that was here is kept in .tazpod/vault/ring; one that"
                        + " was changed here and never sent is not replaced. An open vault follows the store; when both"
                        + " changed, they are merged file by file.")
public final class PullCommand extends TravelCommand {

    @Parameters(arity = "0..1", defaultValue = "vault", description = "vault", paramLabel = "vault")
    String what = "vault";

    @Option(names = "--index", paramLabel = "N", description = "0: the latest; N: the N-th newest earlier copy")
    int index;

    @Option(names = "--force", description = "replace a vault file that the store never had")
    boolean force;

    @Option(names = "--allow-rollback", description = "take a vault that is older than one that was seen here")
    boolean rollback;

    @Option(
            names = "--resolve",
            paramLabel = "ours|theirs|merge",
            description = "the open vault and the store's both changed: send ours, take theirs (ours goes to the"
                    + " ring), or join them file by file; then send the result")
    @Nullable
    String resolve;

    public PullCommand(Context context) {
        super(context);
    }

    @Override
    OptionalInt elsewhere() {
        requireVault(what);
        if (index < 0) {
            throw new Stop(Reason.USAGE, "--index is 0 or more", "tazpod list vault-history");
        }
        if (resolve == null) {
            return OptionalInt.empty();
        }
        var way = way(resolve);
        if (index > 0 || force || rollback) {
            throw new Stop(
                    Reason.USAGE, "--resolve goes with none of --index, --force, --allow-rollback", "tazpod help pull");
        }
        return context.isGuest() ? OptionalInt.empty() : OptionalInt.of(forward(way));
    }

    private int forward(Way way) {
        var host = context.host();
        var running = openInside(host)
                .orElseThrow(() -> new Stop(
                        Reason.NOT_OPEN,
                        "both vaults are brought together inside, where they can be opened",
                        "unlock first: tazpod unlock"));
        var words = new ArrayList<>(List.of("sync", "--resolve", way.name().toLowerCase(Locale.ROOT)));
        words.addAll(context.invocation().forwarded());
        return host.storeAccess()
                .toLend()
                .map(keys -> withKeys(host, running, words, keys.bytes()))
                .orElseGet(() -> host.guest().tazpod(running, words));
    }

    private static int withKeys(HostComponent host, ContainerFacts running, List<String> words, byte[] keys) {
        try {
            return host.guest().tazpodWithKeys(running, words, keys);
        } finally {
            Arrays.fill(keys, (byte) 0);
        }
    }

    private static Way way(String typed) {
        return switch (typed) {
            case "ours" -> Way.OURS;
            case "theirs" -> Way.THEIRS;
            case "merge" -> Way.MERGE;
            default ->
                throw new Stop(
                        Reason.USAGE, "'" + typed + "' is none of ours, theirs, merge", "tazpod sync --resolve merge");
        };
    }

    @Override
    int travel(SyncParts parts) {
        return parts instanceof GuestComponent guest ? travelInside(guest) : travelOnHost(parts);
    }

    private int travelInside(GuestComponent guest) {
        if (resolve != null || (isPlain() && isOpen(guest))) {
            return together(guest);
        }
        var result = pulled(guest);
        boolean matters = result instanceof PullResult.Pulled && isOpen(guest);
        return tell(result, matters ? follows(guest.reopenVault().reopen()) : Open.NOT);
    }

    private int travelOnHost(SyncParts parts) {
        var inside = Meanwhile.run(this::openAnywhere);
        var result = pulled(parts);
        boolean matters = result instanceof PullResult.Pulled
                || (isPlain()
                        && (result instanceof PullResult.LocalChanged || result instanceof PullResult.AlreadyCurrent));
        var open =
                matters ? inside.get().map(running -> follows(result, running)).orElse(Open.NOT) : Open.NOT;
        return isPlain() && open == Open.APART ? forward(Way.MERGE) : tell(result, open);
    }

    private boolean isPlain() {
        return index == 0 && !force && !rollback;
    }

    private PullResult pulled(SyncParts parts) {
        return parts.pull().pull(index, new PullConsent(force, rollback));
    }

    private int tell(PullResult result, Open open) {
        boolean pulled = result instanceof PullResult.Pulled;
        var words = SyncWords.of(result);
        return Results.tell(context, pulled ? words + open.words : words, Map.of("pulled", pulled, "message", words));
    }

    /// How the open vault stands to the vault file after a pull.
    private enum Open {
        NOT("; next: tazpod unlock"),
        FOLLOWS("; the open vault is up to date"),
        /// there are two states; in there is the key to join them
        APART("; the open vault is still the earlier one, with changes of its own or under another salt: inside,"
                + " tazpod sync");

        private final String words;

        Open(String words) {
            this.words = words;
        }
    }

    /// Without an engine nothing is open.
    private Optional<ContainerFacts> openAnywhere() {
        try {
            return openInside(context.host());
        } catch (Stop | PortFailure noEngine) {
            return Optional.empty();
        }
    }

    /// An open vault follows the file, unless it has changes of its own.
    private Open follows(PullResult result, ContainerFacts running) {
        try {
            return follows(!(result instanceof PullResult.LocalChanged) && isReopened(context.host(), running));
        } catch (Stop | PortFailure noEngine) {
            return Open.NOT;
        }
    }

    private static Open follows(boolean is) {
        return is ? Open.FOLLOWS : Open.APART;
    }

    private static boolean isReopened(HostComponent host, ContainerFacts running) {
        return host.guest()
                        .captured(running, List.of(GuestPaths.PROGRAM, "__internal_reopen"))
                        .exitCode()
                == 0;
    }

    private static Optional<ContainerFacts> openInside(HostComponent host) {
        return host.container()
                .look()
                .filter(ContainerFacts::running)
                .filter(running -> host.lookInside().glance(running) == VaultState.UNLOCKED);
    }

    private static boolean isOpen(GuestComponent guest) {
        return guest.describeVault().state() == VaultState.UNLOCKED;
    }

    private int together(GuestComponent guest) {
        var passphrases = guest.dialogue().possible()
                ? Passphrases.typed(guest.dialogue(), context.report(), guest.random())
                : PassphraseSource.NOBODY;
        var reconcile = guest.reconcileVault();
        var result = resolve == null ? reconcile.follow(passphrases) : reconcile.reconcile(way(resolve), passphrases);
        var words = SyncWords.of(result, context.report());
        return Results.tell(context, words, values(result, words));
    }

    private static Map<String, @Nullable Object> values(ReconcileResult result, String words) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("pulled", result instanceof ReconcileResult.Refreshed);
        values.put("message", words);
        if (result instanceof ReconcileResult.Merged merged) {
            values.put("merged", true);
            values.put(
                    "findings",
                    merged.findings().stream().map(PullCommand::values).collect(Collectors.toList()));
        }
        return values;
    }

    private static Map<String, @Nullable Object> values(Finding finding) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("path", finding.path().toString());
        values.put("what", finding.kind().name().toLowerCase(Locale.ROOT));
        values.put("copy", finding.copy().map(Object::toString).orElse(null));
        return values;
    }
}
