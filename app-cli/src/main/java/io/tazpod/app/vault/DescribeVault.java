package io.tazpod.app.vault;

import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.vault.SecretsArchive;
import java.util.Optional;

/// Tells the vault's state and whether it holds something that is not saved.
public final class DescribeVault {

    private final OpenVault vault;
    private final SessionStore sessions;
    private final SecretsArchive archive;

    public DescribeVault(OpenVault vault, SessionStore sessions, SecretsArchive archive) {
        this.vault = vault;
        this.sessions = sessions;
        this.archive = archive;
    }

    /// @param unsaved empty when nobody can tell
    public record Description(VaultState state, Optional<Boolean> unsaved) {}

    public VaultState state() {
        return vault.state();
    }

    public Description describe() {
        var state = state();
        return new Description(
                state,
                switch (state) {
                    case MISSING, LOCKED -> Optional.of(false);
                    case UNLOCKED -> unsaved();
                    case HALF_OPEN -> Optional.empty();
                });
    }

    private Optional<Boolean> unsaved() {
        try (var session = sessions.read().orElse(null)) {
            return session == null
                    ? Optional.empty()
                    : Optional.of(session.vaultFile().isEmpty()
                            || !archive.survey().contentHash().equals(session.contentHash()));
        } catch (PortFailure unreadable) {
            return Optional.empty();
        }
    }
}
