package io.tazpod.cli.wiring;

import dagger.BindsInstance;
import dagger.Component;
import io.tazpod.app.host.BringUp;
import io.tazpod.app.host.EnterShell;
import io.tazpod.app.host.GuestCommand;
import io.tazpod.app.host.HostFacts;
import io.tazpod.app.host.InitialiseProject;
import io.tazpod.app.host.LookInside;
import io.tazpod.app.host.OperatorContainer;
import io.tazpod.app.host.ReportStatus;
import io.tazpod.app.host.TakeDown;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.ports.machine.Programs;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.OperatorTerminal;
import io.tazpod.ports.vault.LocalVault;
import jakarta.inject.Singleton;

/// Everything that can be done on the host. Each part is made when it is asked for.
@Singleton
@Component(modules = {BothSidesModule.class, HostModule.class, StoreModule.class})
public interface HostComponent extends SyncParts {

    ProjectFolder project();

    @Override
    TazpodConfig config();

    ConfigReading configReading();

    HostFacts hostFacts();

    @Override
    Dialogue dialogue();

    OperatorTerminal terminal();

    Programs programs();

    OperatorContainer container();

    BringUp bringUp();

    GuestCommand guest();

    EnterShell enterShell();

    TakeDown takeDown();

    LookInside lookInside();

    ReportStatus reportStatus();

    InitialiseProject initialiseProject();

    Logins logins();

    StoreAccess storeAccess();

    LocalVault vault();

    @Component.Factory
    interface Factory {
        HostComponent create(@BindsInstance Launch launch);
    }

    static HostComponent of(Launch launch) {
        return DaggerHostComponent.factory().create(launch);
    }
}
