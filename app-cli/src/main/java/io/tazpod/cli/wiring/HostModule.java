package io.tazpod.cli.wiring;

import dagger.Module;
import dagger.Provides;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.app.host.BringUp;
import io.tazpod.app.host.EnterShell;
import io.tazpod.app.host.GuestCommand;
import io.tazpod.app.host.HostFacts;
import io.tazpod.app.host.InitialiseProject;
import io.tazpod.app.host.LookInside;
import io.tazpod.app.host.OperatorContainer;
import io.tazpod.app.host.ReportStatus;
import io.tazpod.app.host.TakeDown;
import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.docker.DockerEngine;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.config.TazpodConfig.EngineChoice;
import io.tazpod.local.machine.ThisMachine;
import io.tazpod.local.project.ProjectOnDisk;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.OperatorTerminal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The host's side: engine, container, shell.
@Module
interface HostModule {

    @Provides
    @Singleton
    static ProjectFolder project(Launch launch) {
        var start = launch.start();
        if (!Files.isDirectory(start)) {
            throw new Stop(Reason.NO_PROJECT, "there is no directory " + start, "mkdir -p " + start);
        }
        return new ProjectOnDisk(start, launch.invocation().project().isPresent());
    }

    @Provides
    @Singleton
    static ContainerEngine engine(TazpodConfig config, Launch launch) {
        if (config.runtime() == EngineChoice.PODMAN) {
            throw new Stop(
                    Reason.NO_ENGINE,
                    "runtime: podman is not supported by this version",
                    "set runtime: docker in .tazpod/config.yaml");
        }
        return DockerEngine.connect(launch.environment(), launch.home());
    }

    @Provides
    @Singleton
    static HostFacts host(Launch launch) {
        var ssh = launch.home().resolve(".ssh");
        return new HostFacts(
                ThisMachine.user(),
                launch.distribution().toString(),
                Files.isDirectory(ssh) ? Optional.of(ssh.toString()) : Optional.empty(),
                ThisMachine.memoryBytes(),
                terminalEnvironment(launch.environment()),
                HostModule::ready);
    }

    /// A directory store's folder is made if its parent is there: a parent that is missing is no
    /// mounted disk.
    private static boolean ready(String path) {
        var directory = Path.of(path);
        var parent = directory.getParent();
        try {
            if (!Files.isDirectory(directory) && parent != null && Files.isDirectory(parent)) {
                Files.createDirectory(directory);
            }
        } catch (IOException refused) {
            return false;
        }
        return Files.isDirectory(directory);
    }

    private static Map<String, String> terminalEnvironment(Map<String, String> environment) {
        var variables = new HashMap<String, String>();
        variables.put("TERM", environment.getOrDefault("TERM", "xterm"));
        for (var name : List.of("COLORTERM", "NO_COLOR")) {
            if (environment.containsKey(name)) {
                variables.put(name, environment.get(name));
            }
        }
        // C.UTF-8 is in every glibc image; the host's locale may not be
        variables.put("LANG", "C.UTF-8");
        return variables;
    }

    @Provides
    @Singleton
    static OperatorContainer container(
            ContainerEngine engine, @ProjectRoot String root, TazpodConfig config, HostFacts host) {
        return new OperatorContainer(engine, root, config, host.user());
    }

    @Provides
    static BringUp bringUp(
            ContainerEngine engine,
            OperatorContainer container,
            TazpodConfig config,
            @ProjectRoot String root,
            HostFacts host,
            Talk talk) {
        return new BringUp(engine, container, config, root, host, talk);
    }

    @Provides
    @Singleton
    static GuestCommand guest(
            ContainerEngine engine,
            OperatorContainer container,
            OperatorTerminal terminal,
            HostFacts host,
            ProjectFolder project) {
        return new GuestCommand(engine, container, terminal, host, project);
    }

    @Provides
    static EnterShell enter(GuestCommand guest, ProjectFolder project, OperatorTerminal terminal, SecureRandom random) {
        var id = new byte[8];
        random.nextBytes(id);
        return new EnterShell(guest, project, terminal, HexFormat.of().formatHex(id));
    }

    @Provides
    static TakeDown takeDown(ContainerEngine engine, OperatorContainer container, GuestCommand guest, Talk talk) {
        return new TakeDown(engine, container, guest, talk);
    }

    @Provides
    static LookInside lookInside(GuestCommand guest) {
        return new LookInside(guest);
    }

    @Provides
    static ReportStatus status(ProjectFolder project, OperatorContainer container, LookInside lookInside) {
        return new ReportStatus(project, container, lookInside);
    }

    @Provides
    static InitialiseProject initialise(ProjectFolder project, Launch launch, Dialogue dialogue) {
        // a project that is not there yet has no configuration to choose an engine by
        return new InitialiseProject(project, DockerEngine.connect(launch.environment(), launch.home()), dialogue);
    }

    /// On the host the store's keys come from the environment, a profile or a file, never from the
    /// vault.
    @Provides
    static Optional<KeyPair> vaultKeys() {
        return Optional.empty();
    }
}
