package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.sync.RecoveryAnchors;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.PortFailure;
import java.util.List;
import java.util.stream.Collectors;

/// Says loudly which files are missing that must be in the vault, and where they still are.
final class AnchorWarning {

    private AnchorWarning() {}

    static void tell(Context context, GuestComponent parts, List<EntryName> missing) {
        var report = context.report();
        for (var name : missing) {
            report.warn("MISSING from the vault: " + name + " (configured under 'anchors:')");
        }
        try {
            if (!parts.storeReach().mayTakeVault()) {
                report.warn("the store's history was not searched for them: there are no credentials for it here");
                return;
            }
            search(context, parts, missing);
        } catch (PortFailure | Stop | LinkageError unreachable) {
            report.warn("the store's history could not be searched for them: " + unreachable.getMessage());
        }
    }

    private static void search(Context context, GuestComponent parts, List<EntryName> missing) {
        try (var _ = parts.store()) {
            RecoveryAnchors.search(missing, parts.site(), parts.exchangeContent(), parts.pause())
                    .forEach((name, indexes) -> context.report().warn(words(name, indexes)));
        }
    }

    private static String words(EntryName name, List<Integer> indexes) {
        return indexes.isEmpty()
                ? name + " is in none of the newest copies that open here; older ones: tazpod list vault-history"
                : name + " is still in copy "
                        + indexes.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " of the history; fetch one: tazpod lock, then: tazpod pull --index "
                        + indexes.getFirst();
    }
}
