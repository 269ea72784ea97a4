package io.tazpod.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.ports.store.StoreServer;
import org.junit.jupiter.api.Test;

final class RadosgwStoreTest extends S3StoreContract {

    @Override
    StoreServer server() {
        return StoreServer.radosgw();
    }

    @Test
    void a_tag_in_quotes_is_refused_as_ceph_16_does() {
        assertThat(takesQuotedTag(server())).isFalse();
    }

    @Test
    void parts_lose_their_conditions_as_on_ceph_16() {
        assertThat(keepsConditionsOfParts(server())).isFalse();
    }
}
