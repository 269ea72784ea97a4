package io.tazpod.cli.wiring;

import dagger.Module;
import dagger.Provides;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.project.ProjectFiles;
import io.tazpod.local.machine.ChildPrograms;
import io.tazpod.local.project.YamlConfig;
import io.tazpod.local.terminal.StandardTerminal;
import io.tazpod.local.terminal.TerminalDialogue;
import io.tazpod.local.vault.VaultFolder;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.machine.ConfigSource;
import io.tazpod.ports.machine.Programs;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.OperatorTerminal;
import io.tazpod.ports.vault.LocalVault;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;

/// What both sides need alike.
@Module
interface BothSidesModule {

    @Provides
    static Talk talk(Launch launch) {
        return launch.report();
    }

    @Provides
    @Singleton
    static Dialogue dialogue(Launch launch) {
        return new TerminalDialogue(launch.invocation().yes());
    }

    @Provides
    @Singleton
    static OperatorTerminal terminal() {
        return new StandardTerminal();
    }

    @Provides
    static Programs programs() {
        return new ChildPrograms();
    }

    @Provides
    @Singleton
    static SecureRandom random() {
        return new SecureRandom();
    }

    @Provides
    @Singleton
    @ProjectRoot
    static String root(ProjectFolder project) {
        return project.root()
                .orElseThrow(() -> new Stop(
                        Reason.NO_PROJECT, "there is no project in " + project.current() + " or above", "tazpod init"));
    }

    @Provides
    static ConfigSource configSource(ProjectFolder project) {
        return new YamlConfig(Path.of(project.root().orElse(project.current()), ProjectFiles.CONFIG));
    }

    @Provides
    @Singleton
    static ConfigReading reading(ConfigSource source) {
        try {
            return source.read();
        } catch (PortFailure broken) {
            throw new Stop(Reason.CONFIG, String.valueOf(broken.getMessage()), broken.hint(), broken);
        }
    }

    /// The configuration, or everything that is wrong with it.
    @Provides
    @Singleton
    static TazpodConfig config(ConfigReading reading, ConfigSource source, Talk talk, Launch launch) {
        if (!reading.problems().isEmpty()) {
            throw new Stop(
                    Reason.CONFIG,
                    source.place() + ": "
                            + String.join(
                                    "; ",
                                    reading.problems().stream()
                                            .map(Object::toString)
                                            .toList()),
                    "every key: docs/config.md");
        }
        if (launch.invocation().debug() || reading.config().debug()) {
            reading.ignored().forEach(ignored -> talk.warn(ignored.toString()));
        }
        return reading.config();
    }

    @Provides
    @Singleton
    static LocalVault vault(@ProjectRoot String root) {
        return new VaultFolder(Path.of(root, ProjectFiles.VAULT_FOLDER));
    }
}
