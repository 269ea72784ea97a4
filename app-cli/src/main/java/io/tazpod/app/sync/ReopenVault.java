package io.tazpod.app.sync;

import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.vault.LocalVault;
import java.io.IOException;
import java.util.Optional;

/// Opens the vault file that was put here from outside, if nothing of ours would be in its way. Asks no store and
/// nobody.
public final class ReopenVault {

    private final LocalVault file;
    private final ExchangeContent content;

    public ReopenVault(LocalVault file, ExchangeContent content) {
        this.file = file;
        this.content = content;
    }

    /// @return whether the open vault is that file's content now
    public boolean reopen() {
        var now = content.look();
        var sealed = sealed();
        if (sealed.isEmpty() || now.file().isEmpty()) {
            return false;
        }
        var digest = Sha256.of(sealed.get());
        if (now.file().equals(Optional.of(digest))) {
            return true;
        }
        var opened = now.dirty() ? Optional.<Opening.Opened>empty() : opened(sealed.get());
        if (opened.isEmpty()) {
            return false;
        }
        try (var key = opened.get().key()) {
            return content.refresh(opened.get().payload(), key, digest, now.content());
        }
    }

    private Optional<byte[]> sealed() {
        try (var snapshot = file.snapshot().orElse(null)) {
            if (snapshot == null || snapshot.size() > 2 * content.limits().bytes()) {
                return Optional.empty();
            }
            try (var in = snapshot.open()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new PortFailure(
                    Kind.UNEXPECTED, "the vault file can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private Optional<Opening.Opened> opened(byte[] sealed) {
        try (var session = content.session()) {
            return V1Seal.open(sealed, session.key()) instanceof Opening.Opened opened
                    ? Optional.of(opened)
                    : Optional.empty();
        }
    }
}
