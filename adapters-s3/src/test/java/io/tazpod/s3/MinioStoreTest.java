package io.tazpod.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.ports.store.StoreServer;
import org.junit.jupiter.api.Test;

final class MinioStoreTest extends S3StoreContract {

    @Override
    StoreServer server() {
        return StoreServer.minio();
    }

    @Test
    void a_tag_in_quotes_is_taken() {
        assertThat(takesQuotedTag(server())).isTrue();
    }

    @Test
    void parts_keep_their_conditions() {
        assertThat(keepsConditionsOfParts(server())).isTrue();
    }
}
