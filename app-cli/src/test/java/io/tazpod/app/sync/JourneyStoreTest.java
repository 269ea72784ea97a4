package io.tazpod.app.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.minio.MinioSettings;
import io.tazpod.minio.MinioStore;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.FaultProxy;
import io.tazpod.ports.store.FaultProxy.Fault;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoreServer;
import io.tazpod.s3.S3Settings;
import io.tazpod.s3.S3Settings.Credentials;
import io.tazpod.s3.S3Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The journeys on real servers, by both adapters.
final class JourneyStoreTest {

    private static final int WRITERS = 16;
    private static final int ROUNDS = 3;
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path directory;

    /// An adapter and the server that it talks to.
    enum Pair {
        S3_MINIO(true, true),
        S3_RADOSGW(false, true),
        MINIO_MINIO(true, false),
        MINIO_RADOSGW(false, false);

        private final boolean minio;
        private final boolean sdk;

        Pair(boolean minio, boolean sdk) {
            this.minio = minio;
            this.sdk = sdk;
        }

        StoreServer server() {
            return minio ? StoreServer.minio() : StoreServer.radosgw();
        }

        ObjectStore store(String bucket) {
            return store(bucket, URI.create(server().endpoint()), Duration.ofSeconds(30));
        }

        ObjectStore store(String bucket, URI endpoint, Duration silence) {
            var keys = server();
            if (sdk) {
                var who = new Credentials.Keys(keys.accessKey(), keys.secretKey(), Optional.empty());
                return new S3Store(new S3Settings(bucket, "us-east-1", Optional.of(endpoint), true, who)
                        .with(new S3Settings.Timeouts(Duration.ofSeconds(5), silence, Duration.ofMinutes(1))));
            }
            var who = new MinioSettings.Keys(keys.accessKey(), keys.secretKey(), Optional.empty());
            return new MinioStore(new MinioSettings(bucket, endpoint, "us-east-1", who)
                    .with(new MinioSettings.Timeouts(Duration.ofSeconds(5), silence, Duration.ofMinutes(1))));
        }

        String bucket(boolean versioned) {
            var name = "tazpod-" + UUID.randomUUID();
            var keys = server();
            try (var client = S3Client.builder()
                    .endpointOverride(URI.create(keys.endpoint()))
                    .forcePathStyle(true)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
                    .build()) {
                client.createBucket(it -> it.bucket(name));
                if (versioned) {
                    client.putBucketVersioning(it ->
                            it.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
                }
            }
            return name;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_vault_travels_and_comes_back(Pair pair) throws IOException {
        try (var store = pair.store(pair.bucket(false))) {
            var here = machine("here", store);
            var there = machine("there", store);

            here.save("one");
            assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
            assertThat(there.pull()).isInstanceOf(PullResult.Pulled.class);
            there.save("two");
            assertThat(there.push()).isInstanceOf(PushResult.Pushed.class);
            assertThat(here.push()).isInstanceOf(PushResult.Behind.class);
            assertThat(here.pull()).isInstanceOf(PullResult.Pulled.class);
            here.save("ours");
            there.save("theirs");
            assertThat(there.push()).isInstanceOf(PushResult.Pushed.class);
            assertThat(here.push()).isInstanceOf(PushResult.Conflict.class);
            here.pull(1, new PullConsent(true, false));
            assertThat(here.content()).isEqualTo("theirs");
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_hosts_that_went_apart_become_one_again(Pair pair) {
        try (var store = pair.store(pair.bucket(false))) {
            var here = new GuestMachine("here", directory, store, CLOCK).unlocked("secret");
            assertThat(here.put("a", "1").put("b", "1").saveAndPush()).isInstanceOf(PushResult.Pushed.class);
            var there = new GuestMachine("there", directory, store, CLOCK);
            assertThat(there.machine.pull()).isInstanceOf(PullResult.Pulled.class);
            var _ = there.unlocked("secret");
            assertThat(there.put("a", "theirs").put("both", "theirs").saveAndPush())
                    .isInstanceOf(PushResult.Pushed.class);
            assertThat(here.put("b", "ours").put("both", "ours").saveAndPush()).isInstanceOf(PushResult.Conflict.class);

            assertThat(here.merge()).isInstanceOfSatisfying(ReconcileResult.Merged.class, merged -> {
                assertThat(merged.common()).isTrue();
                assertThat(merged.pushed()).isInstanceOf(PushResult.Pushed.class);
            });
            assertThat(there.follow()).isInstanceOf(ReconcileResult.Refreshed.class);

            assertThat(there.files()).isEqualTo(here.files());
            assertThat(here.files())
                    .containsEntry("a", "theirs")
                    .containsEntry("b", "ours")
                    .containsEntry("both", "ours")
                    .hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_probe_finds_that_a_plain_bucket_prevents_lost_updates(Pair pair) {
        try (var store = pair.store(pair.bucket(false))) {
            var traits = probe(store);

            assertThat(traits.preventsLostUpdates()).isTrue();
            assertThat(traits.metadata()).isTrue();
            assertThat(traits.deletes()).isTrue();
            assertThat(traits.lists()).isTrue();
            assertThat(traits.versions()).isFalse();
        }
    }

    /// Ceph 16 forgets the conditions once a bucket keeps versions; later ones may not.
    @ParameterizedTest
    @EnumSource
    void the_probe_finds_whether_a_bucket_with_versions_prevents_lost_updates(Pair pair) {
        try (var store = pair.store(pair.bucket(true))) {
            var traits = probe(store);

            assertThat(traits.versions()).isTrue();
            assertThat(traits.preventsLostUpdates()).isEqualTo(!pair.name().endsWith("RADOSGW"));
        }
    }

    /// Ceph 16 again, which is such a store by itself.
    @ParameterizedTest
    @EnumSource(names = {"S3_RADOSGW", "MINIO_RADOSGW"})
    void a_store_that_ignores_conditions_is_refused_until_it_is_accepted(Pair pair) {
        try (var store = pair.store(pair.bucket(true))) {
            var here = machine("here", store);
            here.save("one");

            assertThatThrownBy(here::push).isInstanceOfSatisfying(PortFailure.class, refused -> {
                assertThat(refused.kind()).isEqualTo(PortFailure.Kind.REFUSED);
                assertThat(refused).hasMessageContaining("overwrite each other");
                assertThat(refused.hint()).contains("storage.unsafe: true");
            });
            assertThat(store.list("tazpod/")).isEmpty();
            here.unsafe = true;
            assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
        }
    }

    /// One prefix begins as the other does, which a listing by prefix must not confuse.
    @ParameterizedTest
    @EnumSource
    void two_projects_in_one_bucket_leave_each_other_alone(Pair pair) throws IOException {
        try (var store = pair.store(pair.bucket(false))) {
            var notes = new Machine("notes", directory, store, CLOCK, "team/note");
            var other = new Machine("other", directory, store, CLOCK, "team/notebook");
            notes.retention = Optional.of(new Retention(2));
            other.save("other");
            assertThat(other.push()).isInstanceOf(PushResult.Pushed.class);

            for (int i = 0; i < 4; i++) {
                notes.save("notes " + i);
                assertThat(notes.push()).isInstanceOf(PushResult.Pushed.class);
            }

            assertThat(other.push()).isInstanceOf(PushResult.Unchanged.class);
            assertThat(store.list("team/notebook/")).hasSize(2);
            // the vault and two copies
            assertThat(store.list("team/note/")).hasSize(3);
            assertThat(other.pull()).isInstanceOf(PullResult.AlreadyCurrent.class);
            assertThat(other.content()).isEqualTo("other");
        }
    }

    static Stream<Arguments> spoiltLines() {
        return Stream.of(Pair.S3_MINIO, Pair.MINIO_MINIO)
                .flatMap(pair -> Stream.of(
                                Fault.DROP_REQUEST,
                                Fault.CUT_REQUEST,
                                Fault.DROP_ANSWER,
                                Fault.DELAY_ANSWER,
                                Fault.ANSWER_500,
                                Fault.ANSWER_503,
                                Fault.ANSWER_409,
                                Fault.ANSWER_412,
                                Fault.REFUSE_500,
                                Fault.REFUSE_503)
                        .map(fault -> Arguments.of(pair, fault)));
    }

    @ParameterizedTest
    @MethodSource("spoiltLines")
    void a_push_over_a_line_that_fails_is_neither_a_conflict_nor_lost(Pair pair, Fault fault) throws IOException {
        var server = URI.create(pair.server().endpoint());
        try (var proxy = new FaultProxy(server);
                var store = pair.store(pair.bucket(false), proxy.endpoint(), Duration.ofSeconds(1))) {
            var here = machine("here", store);
            here.save("one");
            assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
            here.save("two");
            // one for the copy, one for the vault
            proxy.next(fault, fault);

            assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

            assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);
            assertThat(new VaultHistory(here.site).entries(false)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_sixteen_that_push_at_once_nothing_acknowledged_is_lost(Pair pair) throws Exception {
        try (var store = pair.store(pair.bucket(false))) {
            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WRITERS; i++) {
                    var name = "host-" + i;
                    var _ = writers.submit(() -> pushRounds(machine(name, store), name, acknowledged));
                }
            }

            assertThat(acknowledged).isNotEmpty();
            assertThat(everything(store)).containsAll(acknowledged);
        }
    }

    private static void pushRounds(Machine machine, String name, Set<String> acknowledged) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                machine.pull(new PullConsent(true, false));
                var content = name + " " + round;
                machine.save(content);
                if (machine.push() instanceof PushResult.Pushed) {
                    acknowledged.add(content);
                }
            } catch (PortFailure unknown) {
                assertThat(unknown.kind().mayRetry()).isTrue();
            }
        }
    }

    private static Set<String> everything(ObjectStore store) throws IOException {
        var contents = new HashSet<String>();
        for (var object : store.list("tazpod/vault/")) {
            var sink = new ByteArrayOutputStream();
            assertThat(store.get(object.key(), sink)).isPresent();
            contents.add(sink.toString(UTF_8));
        }
        return contents;
    }

    private static StoreTraits probe(ObjectStore store) {
        return new StoreProbe(store, new VaultKeys(""), CLOCK, new Random()).probe();
    }

    private Machine machine(String host, ObjectStore store) {
        return new Machine(host, directory, store, CLOCK);
    }
}
