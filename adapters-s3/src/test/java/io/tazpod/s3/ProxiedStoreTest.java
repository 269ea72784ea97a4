package io.tazpod.s3;

import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ProxyContract;
import io.tazpod.ports.store.StoreServer;
import java.net.URI;

final class ProxiedStoreTest extends ProxyContract {

    private static final String BUCKET = "tazpod-contract";

    @Override
    protected URI server() {
        var server = StoreServer.minio();
        var _ = S3StoreContract.bucket(server, BUCKET, false);
        return URI.create(server.endpoint());
    }

    @Override
    protected ObjectStore through(URI proxy, URI endpoint) {
        var server = StoreServer.minio();
        var behind = new StoreServer(endpoint.toString(), server.accessKey(), server.secretKey());
        return new S3Store(S3StoreContract.settings(behind, BUCKET).withProxy(proxy));
    }
}
