package io.tazpod.domain.config;

import java.util.Optional;

/// Where the sealed vault travels.
///
/// @param type which kind of store
/// @param bucket of S3 and MinIO
/// @param region of S3 and MinIO
/// @param endpoint empty: the cloud provider's own
/// @param pathStyle whether the bucket stands in the path instead of the host name
/// @param prefix put before every key, without slashes at its ends; may be empty
/// @param profile S3's shared profile
/// @param directory of the directory store
/// @param caBundle certificates to trust instead of the system's; a relative path is the project's
/// @param unsafe whether a store that ignores conditions is accepted
public record StorageConfig(
        Type type,
        String bucket,
        String region,
        Optional<String> endpoint,
        boolean pathStyle,
        String prefix,
        Optional<String> profile,
        Optional<String> directory,
        Optional<String> caBundle,
        boolean unsafe) {

    /// Which kind of store.
    public enum Type {
        S3,
        MINIO,
        DIRECTORY,
        NONE
    }
}
