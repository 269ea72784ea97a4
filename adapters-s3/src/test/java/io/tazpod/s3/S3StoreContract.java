package io.tazpod.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStoreContract;
import io.tazpod.ports.store.StoreServer;
import io.tazpod.s3.S3Settings.Credentials;
import io.tazpod.s3.S3Settings.Parts;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The contract, kept by the S3 adapter against one server.
abstract class S3StoreContract extends ObjectStoreContract {

    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    abstract StoreServer server();

    @Override
    protected ObjectStore open() {
        return store(server(), bucket(server(), "tazpod-contract", false));
    }

    @Override
    protected Optional<ObjectStore> withWrongSecret() {
        return Optional.of(store(server().withWrongSecret(), "tazpod-contract"));
    }

    @Override
    protected Optional<ObjectStore> nowhere() {
        return Optional.of(store(server(), "tazpod-none-such"));
    }

    @Override
    protected Optional<ObjectStore> versioned() {
        return Optional.of(store(server(), bucket(server(), "tazpod-versions", true)));
    }

    @Override
    protected int rounds() {
        return Integer.getInteger("tazpod.rounds", 100);
    }

    @Override
    protected int sizeOfParts() {
        return 12 * 1024 * 1024;
    }

    static ObjectStore store(StoreServer server, String bucket) {
        return new S3Store(settings(server, bucket));
    }

    static S3Settings settings(StoreServer server, String bucket) {
        var keys = new Credentials.Keys(server.accessKey(), server.secretKey(), Optional.empty());
        return new S3Settings(bucket, "us-east-1", Optional.of(URI.create(server.endpoint())), true, keys)
                .with(new Parts(10 * 1024 * 1024, 5 * 1024 * 1024));
    }

    /// What the server does with the SDK's requests as they are, below the adapter.
    protected static boolean takesQuotedTag(StoreServer server) {
        try (var client = S3Clients.of(settings(server, bucket(server, "tazpod-contract", false)))) {
            var key = "deviations/" + UUID.randomUUID();
            var tag = client.putObject(it -> it.bucket("tazpod-contract").key(key), RequestBody.fromString("one"))
                    .eTag();
            client.putObject(
                    it -> it.bucket("tazpod-contract").key(key).ifMatch('"' + tag.replace("\"", "") + '"'),
                    RequestBody.fromString("two"));
            return true;
        } catch (S3Exception answer) {
            assertThat(answer.statusCode()).isEqualTo(412);
            return false;
        }
    }

    protected static boolean keepsConditionsOfParts(StoreServer server) {
        var settings = settings(server, bucket(server, "tazpod-contract", false));
        try (var client = S3Clients.of(settings);
                var store = new S3Store(settings)) {
            return new S3Parts(settings, client, store).keepConditions(new ObjectKey("contract/parts"));
        }
    }

    static String bucket(StoreServer server, String name, boolean versioned) {
        if (MADE.add(server.endpoint().toLowerCase(Locale.ROOT) + name)) {
            try (var client = S3Clients.of(settings(server, name))) {
                try {
                    client.createBucket(it -> it.bucket(name));
                } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException fine) {
                    // from an earlier run
                }
                if (versioned) {
                    client.putBucketVersioning(it ->
                            it.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
                }
            }
        }
        return name;
    }
}
