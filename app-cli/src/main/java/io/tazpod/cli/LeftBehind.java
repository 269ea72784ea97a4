package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import io.tazpod.domain.sync.SyncMemory;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerFacts;

/// What the last shell saved and could not send: inside there are only the keys that the vault holds. On the
/// host there may be others.
final class LeftBehind {

    private LeftBehind() {}

    /// The shell's exit code is the command's: nothing that goes wrong here changes it.
    static void push(HostComponent parts, ContainerFacts running, Report report) {
        var config = parts.config();
        var type = config.storage().type();
        if (config.sync().onExit() != OnExit.PUSH || type == StorageConfig.Type.NONE) {
            return;
        }
        try {
            // while it is open, other shells still work with it
            if (hasUnsent(parts.vault().memory()) && parts.lookInside().glance(running) == VaultState.LOCKED) {
                report.say(pushed(parts, type));
            }
        } catch (Stop stop) {
            report.warn("not pushed: " + stop.getMessage() + (stop.hint() == null ? "" : "; then: " + stop.hint()));
        } catch (PortFailure failure) {
            report.warn("not pushed: " + failure.getMessage() + "; later: tazpod push");
        }
    }

    private static String pushed(HostComponent parts, StorageConfig.Type type) {
        if (!parts.storeReach().mayTakeVault()) {
            var why = type == StorageConfig.Type.DIRECTORY
                    ? "the store's folder is not there"
                    : "there are no credentials for the store";
            return "not pushed: " + why + "; later: tazpod push";
        }
        try (var _ = parts.store()) {
            return SyncWords.of(parts.push().push(false));
        }
    }

    private static boolean hasUnsent(SyncMemory memory) {
        return memory.written()
                .filter(written -> memory.stores().values().stream()
                        .flatMap(store -> store.base().stream())
                        .noneMatch(base -> base.file().equals(written.file())))
                .isPresent();
    }
}
