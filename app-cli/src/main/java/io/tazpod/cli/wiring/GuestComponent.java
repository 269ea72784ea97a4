package io.tazpod.cli.wiring;

import dagger.BindsInstance;
import dagger.Component;
import io.tazpod.app.sync.ReconcileVault;
import io.tazpod.app.sync.RecoveryAnchors;
import io.tazpod.app.sync.ReopenVault;
import io.tazpod.app.vault.DescribeVault;
import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.app.vault.LeaveShell;
import io.tazpod.app.vault.LockVault;
import io.tazpod.app.vault.SaveVault;
import io.tazpod.app.vault.UnlockVault;
import io.tazpod.app.vault.VaultEnvironment;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.Programs;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.OperatorTerminal;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// Everything that can be done inside the container. There is no engine in it.
@Singleton
@Component(modules = {BothSidesModule.class, GuestModule.class, StoreModule.class})
public interface GuestComponent extends SyncParts {

    @Override
    TazpodConfig config();

    @Override
    Dialogue dialogue();

    Programs programs();

    ProjectFolder project();

    SessionStore sessions();

    OperatorTerminal terminal();

    SecureRandom random();

    UnlockVault unlockVault();

    LockVault lockVault();

    SaveVault saveVault();

    DescribeVault describeVault();

    LeaveShell leaveShell();

    ReconcileVault reconcileVault();

    ReopenVault reopenVault();

    ExchangeContent exchangeContent();

    RecoveryAnchors recoveryAnchors();

    VaultEnvironment vaultEnvironment();

    @Component.Factory
    interface Factory {
        GuestComponent create(@BindsInstance Launch launch);
    }

    static GuestComponent of(Launch launch) {
        return DaggerGuestComponent.factory().create(launch);
    }
}
