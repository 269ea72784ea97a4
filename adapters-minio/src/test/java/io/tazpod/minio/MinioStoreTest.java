package io.tazpod.minio;

import io.tazpod.ports.store.StoreServer;

final class MinioStoreTest extends MinioStoreContract {

    @Override
    StoreServer server() {
        return StoreServer.minio();
    }
}
