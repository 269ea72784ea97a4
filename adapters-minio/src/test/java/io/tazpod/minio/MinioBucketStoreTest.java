package io.tazpod.minio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Setting;
import io.tazpod.ports.store.BucketSetupContract;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MinioBucketStoreTest extends BucketSetupContract {

    @Override
    protected BucketSetup open(String bucket) {
        return of(StoreServer.minio(), bucket);
    }

    @Override
    protected BucketSetup withWrongSecret(String bucket) {
        return of(StoreServer.minio().withWrongSecret(), bucket);
    }

    @Override
    protected ObjectStore store(String bucket) {
        return MinioStoreContract.store(StoreServer.minio(), bucket);
    }

    @Override
    protected Set<Setting> lacking() {
        return Set.of(Setting.ENCRYPTION, Setting.PUBLIC_ACCESS_BLOCK);
    }

    @Test
    void versions_are_a_matter_of_course_on_minio() {
        try (var setup = open("tazpod-contract")) {
            assertThat(setup.keepsConditionsWithVersions()).isTrue();
        }
    }

    private static BucketSetup of(StoreServer server, String bucket) {
        return new MinioBucketSetup(MinioStoreContract.settings(server, bucket), new OldVersions("tazpod/vault/"));
    }
}
