package io.tazpod.minio;

import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ProxyContract;
import io.tazpod.ports.store.StoreServer;
import java.net.URI;

final class ProxiedStoreTest extends ProxyContract {

    private static final String BUCKET = "tazpod-contract";

    @Override
    protected URI server() throws Exception {
        var server = StoreServer.minio();
        var _ = MinioStoreContract.bucket(server, BUCKET, false);
        return URI.create(server.endpoint());
    }

    @Override
    protected ObjectStore through(URI proxy, URI endpoint) {
        var server = StoreServer.minio();
        var behind = new StoreServer(endpoint.toString(), server.accessKey(), server.secretKey());
        return new MinioStore(MinioStoreContract.settings(behind, BUCKET).withProxy(proxy));
    }
}
