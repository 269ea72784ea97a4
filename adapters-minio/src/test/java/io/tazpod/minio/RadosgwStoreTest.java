package io.tazpod.minio;

import io.tazpod.ports.store.StoreServer;

final class RadosgwStoreTest extends MinioStoreContract {

    @Override
    StoreServer server() {
        return StoreServer.radosgw();
    }
}
