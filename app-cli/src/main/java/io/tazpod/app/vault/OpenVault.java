package io.tazpod.app.vault;

import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.ProjectFolder;

/// Looks at the vault, from inside the container: what is there decides, not what the last command
/// said.
public final class OpenVault {

    private final ProjectFolder project;
    private final Enclave enclave;
    private final SessionStore sessions;

    public OpenVault(ProjectFolder project, Enclave enclave, SessionStore sessions) {
        this.project = project;
        this.enclave = enclave;
        this.sessions = sessions;
    }

    /// The state now.
    public VaultState state() {
        var facts = enclave.facts();
        return VaultState.of(project.hasVault(), hasSession(), facts.ram(), facts.empty());
    }

    /// One that is damaged is none: there is no key in it, and it must be possible to lock all the same.
    private boolean hasSession() {
        try (var open = sessions.read().orElse(null)) {
            return open != null;
        } catch (PortFailure damaged) {
            return false;
        }
    }
}
