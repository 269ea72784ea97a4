package io.tazpod.minio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which bucket of which server, as whom.
///
/// @param region what the server was configured with; `us-east-1` unless somebody changed it
/// @param caBundle certificates in PEM form to trust instead of the system's
/// @param proxy an HTTP proxy, as `http://host:port`, with `user:password@` where it asks for them
public record MinioSettings(
        String bucket,
        URI endpoint,
        String region,
        Keys keys,
        Optional<Path> caBundle,
        Optional<URI> proxy,
        Timeouts timeouts) {

    public MinioSettings {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("a store of type minio needs a bucket");
        }
        if (endpoint.getHost() == null || endpoint.getScheme() == null) {
            throw new IllegalArgumentException("storage.endpoint is '" + endpoint + "', not as http://host:9000");
        }
    }

    /// With the usual limits.
    public MinioSettings(String bucket, URI endpoint, String region, Keys keys) {
        this(bucket, endpoint, region, keys, Optional.empty(), Optional.empty(), Timeouts.DEFAULT);
    }

    public MinioSettings withCaBundle(Path bundle) {
        return new MinioSettings(bucket, endpoint, region, keys, Optional.of(bundle), proxy, timeouts);
    }

    public MinioSettings withProxy(URI through) {
        return new MinioSettings(bucket, endpoint, region, keys, caBundle, Optional.of(through), timeouts);
    }

    public MinioSettings with(Timeouts changed) {
        return new MinioSettings(bucket, endpoint, region, keys, caBundle, proxy, changed);
    }

    public record Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
        @Override
        public String toString() {
            return "Keys[" + accessKey + "]";
        }
    }

    /// @param connect until somebody answers
    /// @param silence of a line that should talk
    /// @param small for a request without content; one with content gets a second more for each 64 KiB
    public record Timeouts(Duration connect, Duration silence, Duration small) {

        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));

        Duration allowing(long bytes) {
            return small.plusSeconds(bytes / (64 * 1024));
        }
    }
}
