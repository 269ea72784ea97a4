package io.tazpod.cli.wiring;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.minio.McAliases;
import io.tazpod.minio.MinioSettings;
import io.tazpod.s3.S3Settings;
import io.tazpod.s3.S3Settings.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the store is and as whom it is asked: the configuration, completed by what this side has.
public final class StoreAccess {

    private final StorageConfig storage;
    private final Path root;
    private final Launch launch;
    private final Optional<KeyPair> vaultKeys;

    /// @param root the project, on this side
    /// @param vaultKeys the open vault's; they go first, as in the original
    StoreAccess(StorageConfig storage, Path root, Launch launch, Optional<KeyPair> vaultKeys) {
        this.storage = storage;
        this.root = root;
        this.launch = launch;
        this.vaultKeys = vaultKeys;
    }

    /// The vault's keys, then the environment's, then the profile, then the SDK's own order. Never two
    /// at once: keys together with a profile made the original hang.
    S3Settings s3() {
        var credentials = vaultKeys
                .or(() -> keys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
                .<Credentials>map(pair -> new Credentials.Keys(pair.accessKey(), pair.secretKey(), pair.sessionToken()))
                .orElseGet(() -> storage.profile()
                        .<Credentials>map(Credentials.Profile::new)
                        .orElseGet(Credentials.Default::new));
        var settings = new S3Settings(
                storage.bucket(),
                storage.region(),
                storage.endpoint().map(URI::create),
                storage.pathStyle(),
                credentials);
        var trusting = caBundle().map(settings::withCaBundle).orElse(settings);
        return proxy(storage.endpoint().orElse("https://s3." + storage.region() + ".amazonaws.com"))
                .map(trusting::withProxy)
                .orElse(trusting);
    }

    /// The vault's keys, then the environment's, then those that `mc` has for this address.
    MinioSettings minio() {
        var keys = minioKeys()
                .orElseThrow(() -> new Stop(
                        Reason.STORE_DENIED,
                        "there are no keys for the store at " + endpoint(),
                        "tazpod login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
        return minio(endpoint(), keys);
    }

    /// This side's keys, to be used on the other one: the project's container has neither the environment nor the
    /// profiles of the host. Empty when there are none.
    public Optional<KeyPair> toLend() {
        return switch (storage.type()) {
            case S3 -> s3().resolved().map(it -> new KeyPair(it.accessKey(), it.secretKey(), it.sessionToken()));
            case MINIO -> minioKeys().map(it -> new KeyPair(it.accessKey(), it.secretKey(), it.sessionToken()));
            case DIRECTORY, NONE -> Optional.empty();
        };
    }

    private Optional<MinioSettings.Keys> minioKeys() {
        return vaultKeys
                .or(() -> keys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
                .or(() -> keys("MINIO_ACCESS_KEY", "MINIO_SECRET_KEY"))
                .map(pair -> new MinioSettings.Keys(pair.accessKey(), pair.secretKey(), pair.sessionToken()))
                .or(() -> mcFile().at(endpoint()).map(McAliases.Alias::keys));
    }

    MinioSettings minio(URI endpoint, MinioSettings.Keys keys) {
        var settings = new MinioSettings(storage.bucket(), endpoint, storage.region(), keys);
        var trusting = caBundle().map(settings::withCaBundle).orElse(settings);
        return proxy(endpoint.toString()).map(trusting::withProxy).orElse(trusting);
    }

    Stop noStore() {
        return new Stop(
                Reason.NOT_IN_STORE,
                "this project has no store (storage.type: none)",
                "name one under 'storage:' in .tazpod/config.yaml");
    }

    private Optional<URI> proxy(String target) {
        try {
            return new ProxyVariables(launch.environment()).proxyFor(URI.create(target));
        } catch (IllegalArgumentException notAnAddress) {
            throw new Stop(
                    Reason.CONFIG,
                    "the environment's proxy is no address: " + notAnAddress.getMessage(),
                    "export https_proxy=http://host:port");
        }
    }

    private URI endpoint() {
        return URI.create(storage.endpoint().orElseThrow());
    }

    private McAliases mcFile() {
        return new McAliases(launch.home().resolve(".mc/config.json"), launch.environment());
    }

    /// The configuration's, else what the AWS tools take.
    private Optional<Path> caBundle() {
        return storage.caBundle()
                .map(root::resolve)
                .or(() -> variable("AWS_CA_BUNDLE")
                        .filter(_ -> storage.endpoint().isPresent())
                        .map(Path::of));
    }

    private Optional<KeyPair> keys(String id, String secret) {
        // a token belongs to AWS's pair alone
        var token = id.startsWith("AWS_") ? variable("AWS_SESSION_TOKEN") : Optional.<String>empty();
        return variable(id).flatMap(access -> variable(secret).map(key -> new KeyPair(access, key, token)));
    }

    private Optional<String> variable(String name) {
        Map<String, String> environment = launch.environment();
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
