package io.tazpod.cli.wiring;

import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.sync.VaultKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether it makes sense to turn to the store without being told to.
public final class StoreReach {

    private final StorageConfig storage;
    private final Launch launch;
    private final Optional<KeyPair> vaultKeys;

    StoreReach(StorageConfig storage, Launch launch, Optional<KeyPair> vaultKeys) {
        this.storage = storage;
        this.launch = launch;
        this.vaultKeys = vaultKeys;
    }

    /// A directory that holds a vault, or a store that there are credentials for.
    public boolean mayHaveVault() {
        return storage.type() == StorageConfig.Type.DIRECTORY
                ? Files.exists(directory()
                        .resolve(new VaultKeys(storage.prefix()).main().value()))
                : mayTakeVault();
    }

    /// A directory that is there, or a store that there are credentials for: the SDK would look for
    /// them for seconds.
    public boolean mayTakeVault() {
        return switch (storage.type()) {
            case NONE -> false;
            case DIRECTORY -> Files.isDirectory(directory());
            case S3 -> vaultKeys.isPresent() || hasCredentials();
            case MINIO -> vaultKeys.isPresent() || hasMinioKeys();
        };
    }

    /// Whether `tazpod login` has something to log in to.
    public boolean hasLogin() {
        return switch (storage.type()) {
            case S3 -> storage.endpoint().isEmpty();
            case MINIO -> true;
            case DIRECTORY, NONE -> false;
        };
    }

    private Path directory() {
        return Path.of(storage.directory().orElseThrow());
    }

    /// Cheap, since every entry asks: whether they fit shows when they are used.
    private boolean hasCredentials() {
        var aws = launch.home().resolve(".aws");
        return Stream.of(
                                "AWS_ACCESS_KEY_ID",
                                "AWS_PROFILE",
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                "AWS_WEB_IDENTITY_TOKEN_FILE")
                        .anyMatch(name ->
                                !launch.environment().getOrDefault(name, "").isEmpty())
                || Files.exists(aws.resolve("credentials"))
                || Files.exists(aws.resolve("config"));
    }

    private boolean hasMinioKeys() {
        return launch.environment().entrySet().stream()
                        .anyMatch(it -> !it.getValue().isEmpty()
                                && (it.getKey().equals("AWS_ACCESS_KEY_ID")
                                        || it.getKey().equals("MINIO_ACCESS_KEY")
                                        || it.getKey().startsWith("MC_HOST_")))
                || Files.exists(launch.home().resolve(".mc/config.json"));
    }
}
