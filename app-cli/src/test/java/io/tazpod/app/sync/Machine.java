package io.tazpod.app.sync;

import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.local.vault.VaultFolder;
import io.tazpod.ports.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/// A machine of the tests: a vault folder of its own, and a store that it shares with others.
final class Machine {

    final VaultFolder vault;
    final VaultSite site;
    private final String host;
    private final Clock clock;
    Optional<Retention> retention = Optional.of(Retention.DEFAULT);
    boolean unsafe;

    Machine(String host, Path directory, ObjectStore store, Clock clock) {
        this(host, directory, store, clock, "");
    }

    Machine(String host, Path directory, ObjectStore store, Clock clock, String prefix) {
        this.host = host;
        this.clock = clock;
        this.vault = new VaultFolder(directory.resolve(host), clock);
        this.site = new VaultSite(store, new VaultKeys(prefix), vault);
    }

    void save(String content) {
        var _ = vault.replace(
                content.getBytes(StandardCharsets.UTF_8),
                Optional.of(Sha256.of(content.getBytes(StandardCharsets.UTF_8))));
    }

    String content() throws IOException {
        return Files.readString(vault.file());
    }

    PushResult push() {
        return push(false);
    }

    PushResult push(boolean recreate) {
        var terms = new PushVault.Terms(host, retention, unsafe);
        return new PushVault(site, terms, clock, new Random(), _ -> {}, TransferProgress.SILENT).push(recreate);
    }

    PullResult pull() {
        return pull(PullConsent.NONE);
    }

    PullResult pull(PullConsent consent) {
        return pull(0, consent);
    }

    PullResult pull(int index, PullConsent consent) {
        return new PullVault(site, _ -> {}, TransferProgress.SILENT).pull(index, consent);
    }
}
