package io.tazpod.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.BucketSetup.Made;
import io.tazpod.ports.store.BucketSetup.Result;
import io.tazpod.ports.store.BucketSetup.Setting;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every way to set a bucket up keeps, on a real server.
public abstract class BucketSetupContract {

    /// A setup of the bucket with this name, which may not exist.
    protected abstract BucketSetup open(String bucket) throws Exception;

    /// The same with a wrong secret.
    protected abstract BucketSetup withWrongSecret(String bucket) throws Exception;

    /// Stores in the bucket.
    protected abstract ObjectStore store(String bucket) throws Exception;

    /// What this server does not know.
    protected abstract Set<Setting> lacking();

    private static String name() {
        return "tazpod-setup-" + UUID.randomUUID().toString().substring(0, 13);
    }

    @Test
    void a_bucket_is_made_once_and_found_again() throws Exception {
        try (var setup = open(name())) {
            assertThat(setup.make()).isEqualTo(Made.NEW);
            assertThat(setup.make()).isEqualTo(Made.OURS);
        }
    }

    @Test
    void each_setting_holds_or_is_told_to_be_lacking_and_may_be_repeated() throws Exception {
        try (var setup = open(name())) {
            setup.make();

            for (int i = 0; i < 2; i++) {
                for (var setting : Setting.values()) {
                    assertThat(setup.ensure(setting))
                            .as("%s", setting)
                            .isInstanceOf(lacking().contains(setting) ? Result.Lacking.class : Result.Holds.class);
                }
            }
        }
    }

    @Test
    void a_bucket_that_is_set_up_takes_a_vault() throws Exception {
        var bucket = name();
        try (var setup = open(bucket);
                var store = store(bucket)) {
            setup.make();
            for (var setting : Setting.values()) {
                setup.ensure(setting);
            }

            var stored = store.put(
                    new ObjectKey("tazpod/vault/vault.tar.aes"),
                    Payload.of(new byte[] {1}),
                    Map.of(),
                    new ObjectStore.Condition.Absent());

            assertThat(stored).isInstanceOf(ObjectStore.PutOutcome.Stored.class);
        }
    }

    @Test
    void versions_are_kept_from_then_on() throws Exception {
        var bucket = name();
        try (var setup = open(bucket);
                var store = store(bucket)) {
            setup.make();
            setup.ensure(Setting.VERSIONING);

            var key = new ObjectKey("tazpod/vault/it");
            var stored = store.put(key, Payload.of(new byte[] {1}), Map.of(), new ObjectStore.Condition.Absent());

            assertThat(stored)
                    .isInstanceOfSatisfying(
                            ObjectStore.PutOutcome.Stored.class,
                            it -> assertThat(it.version()).isPresent());
        }
    }

    @Test
    void wrong_keys_are_denied() throws Exception {
        try (var setup = withWrongSecret(name())) {
            assertThatThrownBy(setup::make)
                    .isInstanceOfSatisfying(
                            PortFailure.class, it -> assertThat(it.kind()).isEqualTo(PortFailure.Kind.DENIED));
        }
    }
}
