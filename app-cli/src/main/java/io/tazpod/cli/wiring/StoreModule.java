package io.tazpod.cli.wiring;

import dagger.Module;
import dagger.Provides;
import io.tazpod.app.Pause;
import io.tazpod.app.Talk;
import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.StoreProbe;
import io.tazpod.app.sync.TransferProgress;
import io.tazpod.app.sync.VaultHistory;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.sync.OldVersions;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.local.machine.ThisMachine;
import io.tazpod.local.store.DirectoryStore;
import io.tazpod.minio.MinioBucketSetup;
import io.tazpod.minio.MinioStore;
import io.tazpod.ports.machine.Programs;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.s3.S3BucketSetup;
import io.tazpod.s3.S3Store;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// The store that the configuration names.
@Module
interface StoreModule {

    @Provides
    @Singleton
    static ObjectStore store(TazpodConfig config, StoreAccess access) {
        var storage = config.storage();
        return switch (storage.type()) {
            case DIRECTORY -> new DirectoryStore(Path.of(storage.directory().orElseThrow()));
            case S3 -> new S3Store(access.s3());
            case MINIO -> new MinioStore(access.minio());
            case NONE -> throw access.noStore();
        };
    }

    @Provides
    @Singleton
    static StoreAccess access(
            TazpodConfig config, @ProjectRoot String root, Launch launch, Optional<KeyPair> vaultKeys) {
        return new StoreAccess(config.storage(), Path.of(root), launch, vaultKeys);
    }

    @Provides
    static BucketSetup bucketSetup(TazpodConfig config, VaultKeys keys, StoreAccess access) {
        var old = new OldVersions(keys.commonPrefix());
        return switch (config.storage().type()) {
            case S3 -> new S3BucketSetup(access.s3(), old);
            case MINIO -> new MinioBucketSetup(access.minio(), old);
            case DIRECTORY, NONE -> throw access.noStore();
        };
    }

    @Provides
    static Logins logins(Launch launch, StoreAccess access, VaultKeys keys, Programs programs, Pause pause, Talk talk) {
        return new Logins(launch, access, keys, programs, pause, talk);
    }

    @Provides
    static VaultKeys keys(TazpodConfig config) {
        return new VaultKeys(config.storage().prefix());
    }

    @Provides
    @Singleton
    static VaultSite site(ObjectStore store, VaultKeys keys, LocalVault vault) {
        return new VaultSite(store, keys, vault);
    }

    @Provides
    static StoreReach reach(TazpodConfig config, Launch launch, Optional<KeyPair> vaultKeys) {
        return new StoreReach(config.storage(), launch, vaultKeys);
    }

    @Provides
    static TransferProgress progress(Talk talk) {
        return new SlowTransfer(talk, Clock.systemUTC());
    }

    @Provides
    static Pause pause() {
        return Pause::asleep;
    }

    @Provides
    static PushVault push(
            VaultSite site, TazpodConfig config, SecureRandom random, Pause pause, TransferProgress progress) {
        var terms = new PushVault.Terms(
                ThisMachine.hostName(),
                Optional.of(new Retention(config.retention())),
                config.storage().unsafe());
        return new PushVault(site, terms, Clock.systemUTC(), random, pause, progress);
    }

    @Provides
    static PullVault pull(VaultSite site, Pause pause, TransferProgress progress) {
        return new PullVault(site, pause, progress);
    }

    @Provides
    static StoreProbe probe(VaultSite site, SecureRandom random) {
        return new StoreProbe(site.store(), site.keys(), Clock.systemUTC(), random);
    }

    @Provides
    static VaultHistory history(VaultSite site) {
        return new VaultHistory(site);
    }
}
