package io.tazpod.minio;

import io.tazpod.ports.store.StoreServer;

final class AnyStoreTest extends MinioStoreContract {

    @Override
    StoreServer server() {
        return StoreServer.any();
    }
}
