package io.tazpod.s3;

import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStoreContract;
import io.tazpod.ports.store.StoreServer;
import io.tazpod.s3.S3Settings.Credentials;
import io.tazpod.s3.S3Settings.Parts;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

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
        return 100;
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
