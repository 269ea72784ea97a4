package io.tazpod.minio;

import io.tazpod.minio.MinioSettings.Timeouts;
import io.tazpod.ports.store.FaultContract;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import java.net.URI;
import java.time.Duration;

final class FaultyLineStoreTest extends FaultContract {

    private static final String BUCKET = "tazpod-contract";

    @Override
    protected URI server() throws Exception {
        var server = StoreServer.minio();
        var _ = MinioStoreContract.bucket(server, BUCKET, false);
        return URI.create(server.endpoint());
    }

    @Override
    protected ObjectStore through(URI endpoint) {
        var server = StoreServer.minio();
        var spoilt = new StoreServer(endpoint.toString(), server.accessKey(), server.secretKey());
        return new MinioStore(MinioStoreContract.settings(spoilt, BUCKET)
                .with(new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20))));
    }
}
