package io.tazpod.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.minio.MinioSettings.Keys;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Made;
import io.tazpod.ports.store.BucketSetup.Setting;
import io.tazpod.ports.store.BucketSetupContract;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// MinIO's client always names its region as the place of a new bucket, and Ceph knows its own names only.
final class RadosgwBucketStoreTest extends BucketSetupContract {

    private static final String CEPHS_OWN = "default";

    @Override
    protected BucketSetup open(String bucket) {
        return of(StoreServer.radosgw(), bucket, CEPHS_OWN);
    }

    @Override
    protected BucketSetup withWrongSecret(String bucket) {
        return of(StoreServer.radosgw().withWrongSecret(), bucket, CEPHS_OWN);
    }

    @Override
    protected ObjectStore store(String bucket) {
        return MinioStoreContract.store(StoreServer.radosgw(), bucket);
    }

    @Override
    protected Set<Setting> lacking() {
        return Set.of(Setting.ENCRYPTION, Setting.PUBLIC_ACCESS_BLOCK);
    }

    @Test
    void by_another_region_than_cephs_own_no_bucket_is_made() {
        try (var setup = of(StoreServer.radosgw(), name(), "us-east-1")) {
            assertThatThrownBy(setup::make).isInstanceOfSatisfying(PortFailure.class, it -> {
                assertThat(it).hasMessageContaining("InvalidLocationConstraint");
                assertThat(it.hint()).contains("storage.region: default");
            });
        }
    }

    @Test
    void a_bucket_of_somebody_else_is_refused() {
        var bucket = name();
        try (var owner = of(StoreServer.radosgw(), bucket, CEPHS_OWN);
                var stranger = of(StoreServer.radosgw().withStranger(), bucket, CEPHS_OWN)) {
            assertThat(owner.make()).isEqualTo(Made.NEW);

            assertThatThrownBy(stranger::make).isInstanceOfSatisfying(PortFailure.class, it -> {
                assertThat(it.kind()).isEqualTo(PortFailure.Kind.REFUSED);
                assertThat(it).hasMessageContaining("belongs to somebody else");
                assertThat(it.hint()).contains("storage.bucket");
            });
            assertThat(owner.make()).isEqualTo(Made.OURS);
        }
    }

    /// Ceph 16 ignores conditions where versions are kept.
    @Test
    void versions_are_no_matter_of_course_on_ceph() {
        try (var setup = open(name())) {
            assertThat(setup.keepsConditionsWithVersions()).isFalse();
        }
    }

    private static String name() {
        return "tazpod-setup-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static BucketSetup of(StoreServer server, String bucket, String region) {
        var keys = new Keys(server.accessKey(), server.secretKey(), Optional.empty());
        return new MinioBucketSetup(
                new MinioSettings(bucket, URI.create(server.endpoint()), region, keys),
                new OldVersions("tazpod/vault/"));
    }
}
