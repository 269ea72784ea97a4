package io.tazpod.cli.wiring;

import dagger.Module;
import dagger.Provides;
import io.tazpod.app.Pause;
import io.tazpod.app.Talk;
import io.tazpod.app.host.GuestCommand;
import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.ReconcileVault;
import io.tazpod.app.sync.RecoveryAnchors;
import io.tazpod.app.sync.ReopenVault;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.app.vault.DescribeVault;
import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.app.vault.LeaveShell;
import io.tazpod.app.vault.LockVault;
import io.tazpod.app.vault.OpenVault;
import io.tazpod.app.vault.SaveVault;
import io.tazpod.app.vault.UnlockVault;
import io.tazpod.app.vault.VaultEnvironment;
import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.cli.SyncWords;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.config.TazpodConfig.EnclaveMode;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.local.archive.FolderArchive;
import io.tazpod.local.enclave.RamEnclave;
import io.tazpod.local.enclave.RamEnclave.Mounting;
import io.tazpod.local.enclave.SessionFolder;
import io.tazpod.local.machine.DeferredSignals;
import io.tazpod.local.machine.ThisMachine;
import io.tazpod.local.project.ProjectOnDisk;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.machine.Programs;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.ports.vault.SecretsArchive;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// The container's side: enclave, session, vault. It never sees an engine.
@Module
interface GuestModule {

    /// Inside, the project is where it is mounted, wherever the operator stands.
    @Provides
    @Singleton
    static ProjectFolder project() {
        return new ProjectOnDisk(Path.of(GuestPaths.WORKSPACE), true);
    }

    @Provides
    @Singleton
    static Enclave enclave(TazpodConfig config, Programs programs) {
        var user = ThisMachine.user();
        var mounting = config.enclave() == EnclaveMode.MOUNTED
                ? new Mounting.AtUnlock(Limits.room(config.vaultBytes()), user.uid(), user.gid())
                : new Mounting.Declared();
        return new RamEnclave(Path.of(GuestPaths.ENCLAVE), Path.of(GuestPaths.AWS_HOME), mounting, programs);
    }

    @Provides
    @Singleton
    static SessionStore sessions(Launch launch) {
        return new SessionFolder(Path.of(launch.environment().getOrDefault("TAZPOD_RUN", GuestPaths.RUN)));
    }

    @Provides
    @Singleton
    static SecretsArchive archive() {
        return new FolderArchive(Path.of(GuestPaths.ENCLAVE));
    }

    @Provides
    static Interruptions interruptions() {
        return new DeferredSignals();
    }

    @Provides
    static OpenVault openVault(ProjectFolder project, Enclave enclave, SessionStore sessions) {
        return new OpenVault(project, enclave, sessions);
    }

    @Provides
    static VaultEnvironment environment(Enclave enclave, TazpodConfig config) {
        return new VaultEnvironment(enclave, config.vaultEnvironment());
    }

    @Provides
    static SaveVault save(
            OpenVault vault,
            SessionStore sessions,
            SecretsArchive archive,
            LocalVault file,
            Interruptions interruptions,
            TazpodConfig config,
            SecureRandom random,
            Talk talk) {
        return new SaveVault(
                vault, sessions, archive, file, interruptions, Limits.ofEnclave(config.vaultBytes()), random, talk);
    }

    @Provides
    static UnlockVault unlock(
            OpenVault vault,
            ProjectFolder project,
            Enclave enclave,
            SessionStore sessions,
            SecretsArchive archive,
            LocalVault file,
            VaultEnvironment environment,
            Interruptions interruptions,
            TazpodConfig config,
            SecureRandom random,
            Talk talk) {
        return new UnlockVault(
                vault,
                project,
                enclave,
                sessions,
                archive,
                file,
                environment,
                interruptions,
                Limits.ofEnclave(config.vaultBytes()),
                random,
                talk);
    }

    @Provides
    static LockVault lock(
            OpenVault vault,
            SaveVault save,
            SecretsArchive archive,
            Enclave enclave,
            SessionStore sessions,
            Pause pause,
            Talk talk) {
        return new LockVault(vault, save, archive, enclave, sessions, Clock.systemUTC(), pause, talk);
    }

    @Provides
    static DescribeVault describe(OpenVault vault, SessionStore sessions, SecretsArchive archive) {
        return new DescribeVault(vault, sessions, archive);
    }

    @Provides
    static ExchangeContent exchange(
            OpenVault vault,
            SessionStore sessions,
            SecretsArchive archive,
            Enclave enclave,
            VaultEnvironment environment,
            Interruptions interruptions,
            TazpodConfig config,
            Talk talk) {
        return new ExchangeContent(
                vault,
                sessions,
                archive,
                enclave,
                environment,
                interruptions,
                Limits.ofEnclave(config.vaultBytes()),
                talk);
    }

    @Provides
    static ReconcileVault reconcile(
            VaultSite site,
            PushVault push,
            PullVault pull,
            SaveVault save,
            ExchangeContent content,
            SecretsArchive archive,
            Pause pause) {
        return new ReconcileVault(site, push, pull, save, content, archive, pause);
    }

    @Provides
    static ReopenVault reopen(LocalVault file, ExchangeContent content) {
        return new ReopenVault(file, content);
    }

    @Provides
    static RecoveryAnchors anchors(Enclave enclave, TazpodConfig config) {
        return new RecoveryAnchors(enclave, config.anchors());
    }

    @Provides
    static LeaveShell leave(
            OpenVault vault,
            DescribeVault describe,
            LockVault lock,
            SaveVault save,
            Provider<PushVault> push,
            Provider<ReconcileVault> reconcile,
            Provider<StoreReach> reach,
            Dialogue dialogue,
            TazpodConfig config,
            Launch launch,
            Talk talk) {
        return new LeaveShell(
                vault,
                describe,
                lock,
                save,
                () -> {
                    // what can't be sent from here the host sends, or says why not
                    if (reach.get().mayTakeVault()) {
                        SyncWords.tellOnLeaving(push::get, reconcile::get, launch.report());
                    }
                },
                dialogue,
                config.sync().onExit(),
                talk);
    }

    /// What the host lent to this command; else the vault's own keys, which go before everything else, as in
    /// the original.
    @Provides
    @Singleton
    static Optional<KeyPair> vaultKeys(VaultEnvironment environment, SessionStore sessions, Launch launch) {
        return lent(sessions, launch).or(environment::storeKeys);
    }

    private static Optional<KeyPair> lent(SessionStore sessions, Launch launch) {
        return launch.environment().containsKey(GuestCommand.LENT)
                ? sessions.takeLent().flatMap(KeyPair::of)
                : Optional.empty();
    }
}
