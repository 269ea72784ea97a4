package io.tazpod.s3;

import io.tazpod.ports.store.StoreServer;

final class AnyStoreTest extends S3StoreContract {

    @Override
    StoreServer server() {
        return StoreServer.any();
    }
}
