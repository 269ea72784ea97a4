package io.tazpod.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Made;
import io.tazpod.ports.store.BucketSetup.Setting;
import io.tazpod.ports.store.BucketSetupContract;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_bucket_of_somebody_else_is_refused() {
        var bucket = "tazpod-owned-" + UUID.randomUUID().toString().substring(0, 13);
        try (var owner = of(StoreServer.radosgw(), bucket);
                var stranger = of(StoreServer.radosgw().withStranger(), bucket)) {
            assertThat(owner.make()).isEqualTo(Made.NEW);

            assertThatThrownBy(stranger::make).isInstanceOfSatisfying(PortFailure.class, it -> {
                assertThat(it.kind()).isEqualTo(PortFailure.Kind.REFUSED);
                assertThat(it).hasMessageContaining("belongs to somebody else");
                assertThat(it.hint()).contains("storage.bucket");
            });
            assertThat(owner.make()).isEqualTo(Made.OURS);
        }
    }

    private static BucketSetup of(StoreServer server, String bucket) {
        return new S3BucketSetup(S3StoreContract.settings(server, bucket), new OldVersions("tazpod/vault/"));
    }
}
