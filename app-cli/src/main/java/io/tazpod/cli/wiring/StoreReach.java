package io.tazpod.cli.wiring;

import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.sync.VaultKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether it makes sense to offer fetching the vault.
public final class StoreReach {

    private StoreReach() {}

    /// A directory that holds a vault, or a store that there are credentials for.
    public static boolean promising(HostComponent parts, Launch launch) {
        var storage = parts.config().storage();
        return switch (storage.type()) {
            case NONE -> false;
            case DIRECTORY ->
                Files.exists(Path.of(
                        storage.directory().orElseThrow(),
                        new VaultKeys(storage.prefix()).main().value()));
            case S3, MINIO -> hasCredentials(storage, launch);
        };
    }

    private static boolean hasCredentials(StorageConfig storage, Launch launch) {
        var environment = launch.environment();
        var aws = launch.home().resolve(".aws");
        return List.of(
                                "AWS_ACCESS_KEY_ID",
                                "AWS_PROFILE",
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                "AWS_WEB_IDENTITY_TOKEN_FILE")
                        .stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty())
                || Files.exists(aws.resolve("credentials"))
                || Files.exists(aws.resolve("config"))
                || (storage.endpoint().isPresent() && Files.exists(launch.home().resolve(".mc/config.json")));
    }
}
