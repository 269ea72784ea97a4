package io.tazpod.s3;

import io.tazpod.ports.store.StoreServer;

final class RadosgwStoreTest extends S3StoreContract {

    @Override
    StoreServer server() {
        return StoreServer.radosgw();
    }
}
