package io.tazpod.s3;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Setting;
import io.tazpod.ports.store.BucketSetupContract;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import java.util.Set;

final class RadosgwBucketStoreTest extends BucketSetupContract {

    @Override
    protected BucketSetup open(String bucket) {
        return of(StoreServer.radosgw(), bucket);
    }

    @Override
    protected BucketSetup withWrongSecret(String bucket) {
        return of(StoreServer.radosgw().withWrongSecret(), bucket);
    }

    @Override
    protected ObjectStore store(String bucket) {
        return S3StoreContract.store(StoreServer.radosgw(), bucket);
    }

    @Override
    protected Set<Setting> lacking() {
        return Set.of(Setting.ENCRYPTION, Setting.PUBLIC_ACCESS_BLOCK);
    }

    private static BucketSetup of(StoreServer server, String bucket) {
        return new S3BucketSetup(S3StoreContract.settings(server, bucket), new OldVersions("tazpod/vault/"));
    }
}
