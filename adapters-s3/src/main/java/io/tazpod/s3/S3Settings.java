package io.tazpod.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which bucket, where, as whom.
///
/// @param region the bucket's; stores of one's own take any
/// @param endpoint empty for AWS itself, or for what the profile and `AWS_ENDPOINT_URL_S3` say
/// @param pathStyle whether the bucket is named in the path, as servers without wildcard names need it
/// @param caBundle certificates in PEM form to trust instead of the system's
/// @param proxy an HTTP proxy, as `http://host:port`, with `user:password@` where it asks for them
public record S3Settings(
        String bucket,
        String region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Credentials credentials,
        Optional<Path> caBundle,
        Optional<URI> proxy,
        Timeouts timeouts,
        Parts parts) {

    public S3Settings {
        if (bucket.isBlank() || region.isBlank()) {
            throw new IllegalArgumentException("a store of type s3 needs a bucket and a region");
        }
    }

    /// With the usual limits.
    public S3Settings(
            String bucket, String region, Optional<URI> endpoint, boolean pathStyle, Credentials credentials) {
        this(
                bucket,
                region,
                endpoint,
                pathStyle,
                credentials,
                Optional.empty(),
                Optional.empty(),
                Timeouts.DEFAULT,
                Parts.DEFAULT);
    }

    S3Settings in(String other) {
        return new S3Settings(bucket, other, endpoint, pathStyle, credentials, caBundle, proxy, timeouts, parts);
    }

    public S3Settings withCaBundle(Path bundle) {
        return new S3Settings(
                bucket, region, endpoint, pathStyle, credentials, Optional.of(bundle), proxy, timeouts, parts);
    }

    public S3Settings withProxy(URI through) {
        return new S3Settings(
                bucket, region, endpoint, pathStyle, credentials, caBundle, Optional.of(through), timeouts, parts);
    }

    public S3Settings with(Timeouts changed) {
        return new S3Settings(bucket, region, endpoint, pathStyle, credentials, caBundle, proxy, changed, parts);
    }

    public S3Settings with(Parts changed) {
        return new S3Settings(bucket, region, endpoint, pathStyle, credentials, caBundle, proxy, timeouts, changed);
    }

    /// The keys that it comes to, whatever names them; empty when there are none to be found.
    public Optional<Credentials.Keys> resolved() {
        return S3Clients.resolved(credentials);
    }

    /// Who asks. Never more than one of them: keys together with a login profile made the original hang.
    public sealed interface Credentials {

        record Keys(String accessKey, String secretKey, Optional<String> sessionToken) implements Credentials {
            @Override
            public String toString() {
                return "Keys[" + accessKey + "]";
            }
        }

        /// of the shared configuration, `AWS_CONFIG_FILE` honoured; IAM Identity Center included
        record Profile(String name) implements Credentials {}

        /// the SDK's own order: environment, profile, container, instance
        record Default() implements Credentials {}
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

    /// When an upload is sent in parts.
    ///
    /// @param above content larger than this
    /// @param size of a part; S3 wants at least 5 MiB and at most 10,000 parts
    public record Parts(long above, int size) {

        /// vaults are below 64 MiB by the original's mount size: one request is simpler, and every store's
        /// conditions hold for it
        public static final Parts DEFAULT = new Parts(64L * 1024 * 1024, 16 * 1024 * 1024);

        public Parts {
            if (size < 5 * 1024 * 1024) {
                throw new IllegalArgumentException("a part has at least 5 MiB");
            }
        }
    }
}
