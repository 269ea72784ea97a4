package io.tazpod.minio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.StoreServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RadosgwBucketStoreTest {

    /// MinIO's client always names its region as the place of a new bucket, and Ceph knows its own names only.
    @Test
    void ceph_takes_no_new_bucket_from_minios_client() {
        var settings = MinioStoreContract.settings(StoreServer.radosgw(), "tazpod-setup-" + UUID.randomUUID());
        try (var setup = new MinioBucketSetup(settings, new OldVersions("tazpod/vault/"))) {
            assertThatThrownBy(setup::make)
                    .isInstanceOf(PortFailure.class)
                    .hasMessageContaining("InvalidLocationConstraint");
        }
    }
}
