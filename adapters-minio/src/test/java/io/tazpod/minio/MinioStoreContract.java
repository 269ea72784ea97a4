package io.tazpod.minio;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import io.minio.messages.VersioningConfiguration.Status;
import io.tazpod.minio.MinioSettings.Keys;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStoreContract;
import io.tazpod.ports.store.StoreServer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The contract, kept by the MinIO adapter against one server.
abstract class MinioStoreContract extends ObjectStoreContract {

    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    abstract StoreServer server();

    @Override
    protected ObjectStore open() throws Exception {
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
    protected Optional<ObjectStore> versioned() throws Exception {
        return Optional.of(store(server(), bucket(server(), "tazpod-versions", true)));
    }

    @Override
    protected int rounds() {
        return Integer.getInteger("tazpod.rounds", 100);
    }

    static ObjectStore store(StoreServer server, String bucket) {
        return new MinioStore(settings(server, bucket));
    }

    static MinioSettings settings(StoreServer server, String bucket) {
        return new MinioSettings(
                bucket,
                URI.create(server.endpoint()),
                "us-east-1",
                new Keys(server.accessKey(), server.secretKey(), Optional.empty()));
    }

    static String bucket(StoreServer server, String name, boolean versioned) throws Exception {
        if (MADE.add(server.endpoint() + name)) {
            var settings = settings(server, name);
            var client = MinioClients.of(settings, MinioClients.http(settings));
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())
                    .get()) {
                client.makeBucket(MakeBucketArgs.builder().bucket(name).build()).get();
            }
            if (versioned) {
                client.setBucketVersioning(SetBucketVersioningArgs.builder()
                                .bucket(name)
                                .config(new VersioningConfiguration(Status.ENABLED, null, null, null))
                                .build())
                        .get();
            }
        }
        return name;
    }
}
