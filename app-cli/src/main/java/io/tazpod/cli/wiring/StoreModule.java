package io.tazpod.cli.wiring;

import dagger.Module;
import dagger.Provides;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.app.sync.Pause;
import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.StoreProbe;
import io.tazpod.app.sync.TransferProgress;
import io.tazpod.app.sync.VaultHistory;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.local.machine.ThisMachine;
import io.tazpod.local.store.DirectoryStore;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.s3.S3Settings;
import io.tazpod.s3.S3Store;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// The store that the configuration names.
@Module
interface StoreModule {

    @Provides
    @Singleton
    static ObjectStore store(TazpodConfig config, Launch launch, Optional<KeyPair> vaultKeys) {
        var storage = config.storage();
        return switch (storage.type()) {
            case DIRECTORY -> new DirectoryStore(Path.of(storage.directory().orElseThrow()));
            case S3, MINIO -> new S3Store(settings(storage, credentials(storage, launch, vaultKeys), launch));
            case NONE ->
                throw new Stop(
                        Reason.NOT_IN_STORE,
                        "this project has no store (storage.type: none)",
                        "name one under 'storage:' in .tazpod/config.yaml");
        };
    }

    private static S3Settings settings(StorageConfig storage, S3Settings.Credentials credentials, Launch launch) {
        var settings = new S3Settings(
                storage.bucket(),
                storage.region(),
                storage.endpoint().map(URI::create),
                storage.pathStyle(),
                credentials);
        return Optional.ofNullable(launch.environment().get("AWS_CA_BUNDLE"))
                .filter(bundle -> !bundle.isEmpty() && storage.endpoint().isPresent())
                .map(bundle -> settings.withCaBundle(Path.of(bundle)))
                .orElse(settings);
    }

    /// The vault's keys, then the environment's, then the profile, then the SDK's own order. Never two
    /// at once: keys
    /// together with a profile made the original hang.
    private static S3Settings.Credentials credentials(
            StorageConfig storage, Launch launch, Optional<KeyPair> vaultKeys) {
        var environment = launch.environment();
        return vaultKeys
                .or(() -> environmentKeys(environment))
                .<S3Settings.Credentials>map(pair ->
                        new S3Settings.Credentials.Keys(pair.accessKey(), pair.secretKey(), pair.sessionToken()))
                .orElseGet(() -> storage.profile()
                        .<S3Settings.Credentials>map(S3Settings.Credentials.Profile::new)
                        .orElseGet(S3Settings.Credentials.Default::new));
    }

    private static Optional<KeyPair> environmentKeys(Map<String, String> environment) {
        var id = environment.get("AWS_ACCESS_KEY_ID");
        var secret = environment.get("AWS_SECRET_ACCESS_KEY");
        return id == null || id.isEmpty() || secret == null
                ? Optional.empty()
                : Optional.of(new KeyPair(id, secret, Optional.ofNullable(environment.get("AWS_SESSION_TOKEN"))));
    }

    @Provides
    @Singleton
    static VaultSite site(ObjectStore store, TazpodConfig config, LocalVault vault) {
        return new VaultSite(store, new VaultKeys(config.storage().prefix()), vault);
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
        return length -> {
            try {
                Thread.sleep(length);
            } catch (InterruptedException leaving) {
                Thread.currentThread().interrupt();
            }
        };
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
