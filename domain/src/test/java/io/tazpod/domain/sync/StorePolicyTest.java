package io.tazpod.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StorePolicyTest {

    @Test
    void it_names_the_bucket_and_nothing_above_the_vaults_keys() {
        var policy = StorePolicy.json("vaults", new VaultKeys("team"));

        assertThat(policy)
                .contains("arn:aws:s3:::vaults/team/tazpod/vault/*\"", "arn:aws:s3:::vaults\"")
                .contains("\"s3:prefix\": \"team/tazpod/vault/*\"")
                .doesNotContain("s3:*", "\"*\"");
    }
}
