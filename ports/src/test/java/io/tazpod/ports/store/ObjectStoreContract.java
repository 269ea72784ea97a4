package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every object store does. Each test works below a prefix of its own, so that the store may be shared.
public abstract class ObjectStoreContract {

    private static final Condition ANY = new Condition.None();
    private static final Condition ABSENT = new Condition.Absent();
    private static final int WRITERS = 16;

    private final String prefix = "contract/" + UUID.randomUUID() + "/";
    private final List<ObjectStore> opened = new ArrayList<>();
    protected ObjectStore store = new InMemoryObjectStore();

    /// The store under test; closed after the test.
    protected abstract ObjectStore open() throws Exception;

    /// The same store with a secret that is wrong; empty where there are none.
    protected Optional<ObjectStore> withWrongSecret() throws Exception {
        return Optional.empty();
    }

    /// The same kind of store where the bucket or directory does not exist.
    protected Optional<ObjectStore> nowhere() throws Exception {
        return Optional.empty();
    }

    /// A store of this kind that keeps versions.
    protected Optional<ObjectStore> versioned() throws Exception {
        return Optional.empty();
    }

    /// How often the race is run.
    protected int rounds() {
        return 25;
    }

    /// Large enough to be sent in parts, by adapters that do.
    protected int sizeOfParts() {
        return 2 * 1024 * 1024;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = closing(open());
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(ObjectStore::close);
    }

    private ObjectStore closing(ObjectStore store) {
        opened.add(store);
        return store;
    }

    protected final ObjectKey key(String name) {
        return new ObjectKey(prefix + name);
    }

    // ---- there and back

    @Test
    void a_key_without_an_object_is_empty_and_no_failure() throws Exception {
        var sink = new ByteArrayOutputStream();

        assertThat(store.head(key("none"))).isEmpty();
        assertThat(store.get(key("none"), sink)).isEmpty();
        assertThat(sink.size()).isZero();
        assertThat(store.list(prefix)).isEmpty();
        store.delete(key("none"));
    }

    @Test
    void what_was_put_comes_back_with_its_facts() throws Exception {
        var metadata = Map.of("tazpod-rev", "0123abcd", "tazpod-host", "lab.example-1 (a=b; c/d, \"e\")");

        var etag = stored(put("it", "content", metadata, ANY)).etag();

        var sink = new ByteArrayOutputStream();
        var got = store.get(key("it"), sink).orElseThrow();
        assertThat(sink.toString(UTF_8)).isEqualTo("content");
        assertThat(got.key()).isEqualTo(key("it"));
        assertThat(got.etag()).isEqualTo(etag);
        assertThat(got.size()).isEqualTo(7);
        assertThat(got.metadata()).containsExactlyInAnyOrderEntriesOf(metadata);
        var head = store.head(key("it")).orElseThrow();
        assertThat(head.etag()).isEqualTo(etag);
        assertThat(head.size()).isEqualTo(7);
        assertThat(head.metadata()).containsExactlyInAnyOrderEntriesOf(metadata);
    }

    @Test
    void as_much_metadata_as_was_promised_fits() {
        var metadata = Map.of("long", "x".repeat(1000), "longer", "y".repeat(1000));

        put("it", "content", metadata, ANY);

        assertThat(store.head(key("it")).orElseThrow().metadata()).isEqualTo(metadata);
    }

    @Test
    void an_empty_object_is_an_object() throws Exception {
        put("empty", "", Map.of(), ABSENT);

        var sink = new ByteArrayOutputStream();
        assertThat(store.get(key("empty"), sink).orElseThrow().size()).isZero();
        assertThat(sink.size()).isZero();
    }

    @Test
    void a_big_object_comes_back_whole() throws Exception {
        var content = random(20 * 1024 * 1024 + 1);

        store.put(key("big"), Payload.of(content), Map.of(), ABSENT);

        assertThat(read("big")).isEqualTo(content);
    }

    @Test
    void an_object_sent_in_parts_comes_back_whole_and_keeps_the_conditions() throws Exception {
        var content = random(sizeOfParts());
        var payload = Payload.of(content);

        var first = stored(store.put(key("parts"), payload, Map.of("tazpod-rev", "1"), ABSENT));
        var again = store.put(key("parts"), payload, Map.of("tazpod-rev", "2"), ABSENT);
        var stale = store.put(key("parts"), payload, Map.of("tazpod-rev", "3"), unchanged("0".repeat(32)));

        var head = store.head(key("parts")).orElseThrow();
        assertThat(again).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(stale).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(head.metadata()).containsEntry("tazpod-rev", "1");
        assertThat(head.etag()).isEqualTo(first.etag());
        assertThat(read("parts")).isEqualTo(content);
        var fits = store.put(key("parts"), payload, Map.of("tazpod-rev", "4"), new Condition.Unchanged(first.etag()));
        assertThat(fits).isInstanceOf(PutOutcome.Stored.class);
        assertThat(store.head(key("parts")).orElseThrow().metadata()).containsEntry("tazpod-rev", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a+b",
                "a%20b",
                "ü/ö/€",
                "a&b=c",
                "it's (really) \"odd\"",
                "~user/file.tar.aes",
                "a;b,c:d@e",
                "#1?x=y",
                "emoji-🔐",
                "*"
            })
    void an_odd_name_is_a_name(String name) throws Exception {
        put(name, "content", Map.of(), ABSENT);

        assertThat(read(name)).asString(UTF_8).isEqualTo("content");
        assertThat(store.list(prefix)).extracting(StoredObject::key).containsExactly(key(name));
        store.delete(key(name));
        assertThat(store.head(key(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "a/../b", "./a", "..", "a/"})
    void a_name_that_looks_like_a_path_stays_a_name_or_is_refused(String name) throws Exception {
        try {
            put(name, "content", Map.of(), ANY);
        } catch (PortFailure failure) {
            assertThat(failure.kind()).isIn(Kind.REFUSED, Kind.DENIED);
            assertThat(store.list(prefix)).isEmpty();
            return;
        }
        assertThat(store.list(prefix)).extracting(StoredObject::key).containsExactly(key(name));
        assertThat(read(name)).asString(UTF_8).isEqualTo("content");
        store.delete(key(name));
    }

    @Test
    void an_object_below_another_is_stored_or_refused() {
        put("a", "content", Map.of(), ANY);

        assertThat(store.head(key("a/b"))).isEmpty();
        try {
            put("a/b", "content", Map.of(), ANY);
            assertThat(store.head(key("a/b"))).isPresent();
        } catch (PortFailure failure) {
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        }
        assertThat(store.head(key("a")).orElseThrow().size()).isEqualTo(7);
    }

    // ---- conditions

    @Test
    void a_create_only_write_onto_an_object_is_refused_and_changes_nothing() throws Exception {
        put("it", "first", Map.of("n", "1"), ABSENT);

        var second = put("it", "second", Map.of("n", "2"), ABSENT);

        assertThat(second).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(read("it")).asString(UTF_8).isEqualTo("first");
        assertThat(store.head(key("it")).orElseThrow().metadata()).containsEntry("n", "1");
    }

    @Test
    void a_write_against_the_current_state_replaces_it() throws Exception {
        var first = stored(put("it", "first", Map.of("n", "1"), ABSENT)).etag();

        var second = stored(put("it", "second", Map.of("n", "2"), new Condition.Unchanged(first)))
                .etag();

        assertThat(second).isNotEqualTo(first);
        assertThat(read("it")).asString(UTF_8).isEqualTo("second");
        assertThat(store.head(key("it")).orElseThrow().metadata()).containsExactly(Map.entry("n", "2"));
    }

    @Test
    void a_tag_from_head_or_list_is_as_good_as_the_one_from_the_write() throws Exception {
        put("it", "first", Map.of(), ABSENT);

        var headed = store.head(key("it")).orElseThrow().etag();
        stored(put("it", "second", Map.of(), new Condition.Unchanged(headed)));
        var listed = store.list(prefix).getFirst().etag();
        stored(put("it", "third", Map.of(), new Condition.Unchanged(listed)));

        assertThat(read("it")).asString(UTF_8).isEqualTo("third");
    }

    @Test
    void a_write_against_a_stale_state_is_refused_and_changes_nothing() throws Exception {
        var first = stored(put("it", "first", Map.of(), ABSENT)).etag();
        put("it", "second", Map.of(), new Condition.Unchanged(first));

        var stale = put("it", "third", Map.of(), new Condition.Unchanged(first));

        assertThat(stale).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(read("it")).asString(UTF_8).isEqualTo("second");
    }

    @Test
    void a_write_against_a_state_that_is_gone_is_refused_and_creates_nothing() {
        var first = stored(put("it", "first", Map.of(), ABSENT)).etag();
        store.delete(key("it"));

        var late = put("it", "second", Map.of(), new Condition.Unchanged(first));

        assertThat(late).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(store.head(key("it"))).isEmpty();
    }

    @Test
    void after_a_delete_a_create_only_write_is_taken_again() throws Exception {
        put("it", "first", Map.of(), ABSENT);
        store.delete(key("it"));
        store.delete(key("it"));

        stored(put("it", "second", Map.of(), ABSENT));

        assertThat(read("it")).asString(UTF_8).isEqualTo("second");
    }

    @Test
    void an_unconditional_write_replaces_whatever_is_there() throws Exception {
        put("it", "first", Map.of("n", "1"), ANY);
        put("it", "second", Map.of(), ANY);

        assertThat(read("it")).asString(UTF_8).isEqualTo("second");
        assertThat(store.head(key("it")).orElseThrow().metadata()).isEmpty();
    }

    // ---- copies

    @Test
    void a_copy_has_the_content_and_the_metadata() throws Exception {
        put("it", "content", Map.of("tazpod-rev", "0123abcd"), ABSENT);

        stored(store.copy(store.head(key("it")).orElseThrow(), key("copy (of it)")));

        assertThat(read("copy (of it)")).asString(UTF_8).isEqualTo("content");
        assertThat(read("it")).asString(UTF_8).isEqualTo("content");
        assertThat(store.head(key("copy (of it)")).orElseThrow().metadata())
                .containsExactly(Map.entry("tazpod-rev", "0123abcd"));
    }

    @Test
    void a_copy_of_an_object_sent_in_parts_is_whole() throws Exception {
        var content = new byte[sizeOfParts()];
        new Random(7).nextBytes(content);
        stored(store.put(key("big"), Payload.of(content), Map.of("n", "1"), ABSENT));

        stored(store.copy(store.head(key("big")).orElseThrow(), key("copy")));

        assertThat(read("copy")).isEqualTo(content);
        assertThat(store.head(key("copy")).orElseThrow().metadata()).containsExactly(Map.entry("n", "1"));
    }

    @Test
    void a_copy_of_a_state_that_is_no_more_is_refused_and_changes_nothing() throws Exception {
        put("it", "first", Map.of(), ABSENT);
        var first = store.head(key("it")).orElseThrow();
        put("it", "second", Map.of(), new Condition.Unchanged(first.etag()));
        put("copy", "other", Map.of(), ABSENT);

        var copied = store.copy(first, key("copy"));

        assertThat(copied).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(read("copy")).asString(UTF_8).isEqualTo("other");
    }

    @Test
    void a_copy_of_an_object_that_is_gone_is_refused_and_creates_nothing() {
        put("it", "first", Map.of(), ABSENT);
        var first = store.head(key("it")).orElseThrow();
        store.delete(key("it"));

        assertThat(store.copy(first, key("copy"))).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(store.head(key("copy"))).isEmpty();
    }

    @Test
    void a_copy_replaces_what_had_its_name() throws Exception {
        put("it", "content", Map.of("n", "1"), ABSENT);
        put("copy", "other", Map.of("m", "2"), ABSENT);

        stored(store.copy(store.head(key("it")).orElseThrow(), key("copy")));

        assertThat(read("copy")).asString(UTF_8).isEqualTo("content");
        assertThat(store.head(key("copy")).orElseThrow().metadata()).containsExactly(Map.entry("n", "1"));
    }

    // ---- races

    @Test
    void of_many_that_create_one_wins() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            var name = "created-" + round;
            var outcomes = race(name, ABSENT);
            assertOneWon(name, outcomes, "round " + round);
        }
    }

    @Test
    void of_many_that_replace_one_wins() throws Exception {
        put("it", "start", Map.of(), ABSENT);
        for (int round = 0; round < rounds(); round++) {
            var base = store.head(key("it")).orElseThrow().etag();
            var outcomes = race("it", new Condition.Unchanged(base));
            assertOneWon("it", outcomes, "round " + round);
        }
    }

    private static final String UNKNOWN = "unknown";
    private static final String REFUSED = "refused";

    /// What each writer was told: its name when it was stored.
    private List<String> race(String name, Condition condition) throws Exception {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, WRITERS)
                    .<Callable<String>>mapToObj(
                            i -> () -> attempt(name, "writer-" + i + "-" + UUID.randomUUID(), condition))
                    .toList();
            var told = new ArrayList<String>();
            for (var one : writers.invokeAll(tries)) {
                told.add(one.get());
            }
            return told;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private String attempt(String name, String writer, Condition condition) {
        try {
            var outcome = put(name, writer, Map.of("writer", writer), condition);
            return outcome instanceof PutOutcome.Stored ? writer : REFUSED;
        } catch (PortFailure failure) {
            if (failure.kind().mayRetry()) {
                return UNKNOWN;
            }
            throw failure;
        }
    }

    /// A writer that was told nothing may be the one; the object says who it was.
    private void assertOneWon(String name, List<String> told, String round) throws Exception {
        var there = new String(read(name), UTF_8);
        var winners = told.stream().filter(it -> it.startsWith("writer-")).toList();

        assertThat(winners).as(round).hasSizeLessThanOrEqualTo(1);
        if (winners.isEmpty()) {
            assertThat(told).as(round).contains(UNKNOWN);
        } else {
            assertThat(there).as(round).isEqualTo(winners.getFirst());
        }
        assertThat(store.head(key(name)).orElseThrow().metadata()).as(round).containsEntry("writer", there);
    }

    // ---- listing

    @Test
    void a_listing_has_every_key_below_its_prefix_in_order_and_no_other() {
        for (var name : List.of("b/2", "a", "b/1", "b/10", "bb", "c/x/y")) {
            put(name, name, Map.of(), ANY);
        }

        assertThat(store.list(prefix + "b/"))
                .extracting(StoredObject::key)
                .containsExactly(key("b/1"), key("b/10"), key("b/2"));
        assertThat(store.list(prefix + "b")).hasSize(4);
        assertThat(store.list(prefix)).hasSize(6);
        assertThat(store.list(prefix + "b/10").getFirst().size()).isEqualTo(4);
        assertThat(store.list(prefix + "d")).isEmpty();
    }

    @Test
    void a_listing_goes_on_beyond_a_thousand_keys() throws Exception {
        int many = 1_203;
        try (var writers = Executors.newFixedThreadPool(8)) {
            var tries = IntStream.range(0, many)
                    .<Callable<PutOutcome>>mapToObj(i -> () -> put("n%05d".formatted(i), "x", Map.of(), ANY))
                    .toList();
            for (var one : writers.invokeAll(tries)) {
                one.get();
            }
        }

        var listed = store.list(prefix);

        assertThat(listed).hasSize(many);
        assertThat(listed.getLast().key()).isEqualTo(key("n01202"));
        assertThat(listed).extracting(StoredObject::key).isSorted();
    }

    // ---- cut short

    @Test
    void a_cancelled_download_ends_with_the_sinks_own_failure_and_harms_nothing() throws Exception {
        var content = random(3 * 1024 * 1024);
        store.put(key("it"), Payload.of(content), Map.of(), ANY);

        assertThatThrownBy(() -> store.get(key("it"), new FullSink(100_000)))
                .isInstanceOf(IOException.class)
                .hasMessage("no room here");

        assertThat(read("it")).isEqualTo(content);
    }

    @Test
    void an_object_that_is_replaced_during_a_download_comes_whole_or_not_at_all() throws Exception {
        var before = random(4 * 1024 * 1024);
        var after = random(4 * 1024 * 1024 + 1);
        store.put(key("it"), Payload.of(before), Map.of(), ANY);
        var sink = new InterveningSink(() -> store.put(key("it"), Payload.of(after), Map.of(), ANY));

        try {
            store.get(key("it"), sink);
        } catch (PortFailure failure) {
            return;
        }

        assertThat(Arrays.equals(sink.toByteArray(), before) || Arrays.equals(sink.toByteArray(), after))
                .isTrue();
    }

    @Test
    void an_upload_whose_source_fails_leaves_what_was_there() throws Exception {
        put("it", "first", Map.of(), ANY);

        assertThatThrownBy(() -> store.put(key("it"), new BrokenPayload(2 * 1024 * 1024), Map.of(), ANY))
                .isInstanceOf(RuntimeException.class);

        assertThat(read("it")).asString(UTF_8).isEqualTo("first");
    }

    // ---- refusals

    @Test
    void a_wrong_secret_is_denied() throws Exception {
        var denied = withWrongSecret();
        Assumptions.assumeTrue(denied.isPresent(), "no secrets here");
        var stranger = closing(denied.orElseThrow());

        assertDenied(() -> stranger.head(key("it")));
        assertDenied(() -> stranger.list(prefix));
        assertDenied(() -> stranger.put(key("it"), Payload.of(new byte[1]), Map.of(), ABSENT));
        assertThat(store.head(key("it"))).isEmpty();
    }

    private static void assertDenied(Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.DENIED));
    }

    @Test
    void a_place_that_does_not_exist_is_said_to_be_absent() throws Exception {
        var lost = nowhere();
        Assumptions.assumeTrue(lost.isPresent(), "always somewhere");
        var elsewhere = closing(lost.orElseThrow());

        assertAbsent(() -> elsewhere.head(key("it")));
        assertAbsent(() -> elsewhere.list(prefix));
        assertAbsent(() -> elsewhere.put(key("it"), Payload.of(new byte[1]), Map.of(), ABSENT));
        assertAbsent(() -> elsewhere.put(key("it"), Payload.of(new byte[1]), Map.of(), unchanged("0".repeat(32))));
    }

    private static void assertAbsent(Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.ABSENT));
    }

    // ---- versions

    @Test
    void an_earlier_version_can_be_read_where_versions_are_kept() throws Exception {
        var keeping = versioned();
        Assumptions.assumeTrue(keeping.isPresent(), "no versions here");
        store = closing(keeping.orElseThrow());
        var first =
                stored(put("it", "first", Map.of("n", "1"), ABSENT)).version().orElseThrow();
        put("it", "second", Map.of("n", "2"), ANY);

        var sink = new ByteArrayOutputStream();
        var found = store.getVersion(key("it"), first, sink).orElseThrow();

        assertThat(sink.toString(UTF_8)).isEqualTo("first");
        assertThat(found.metadata()).containsEntry("n", "1");
        assertThat(found.version()).contains(first);
        assertThat(read("it")).asString(UTF_8).isEqualTo("second");
    }

    @Test
    void a_version_that_never_was_is_empty() throws Exception {
        put("it", "first", Map.of(), ANY);

        var sink = new ByteArrayOutputStream();
        var found = store.getVersion(key("it"), UUID.randomUUID().toString(), sink);

        assertThat(found).isEmpty();
        assertThat(sink.size()).isZero();
    }

    // ----

    @Test
    void the_place_is_told_without_secrets() {
        assertThat(store.place()).isNotBlank().doesNotContainIgnoringCase("secret");
    }

    private PutOutcome put(String name, String content, Map<String, String> metadata, Condition condition) {
        return store.put(key(name), Payload.of(content.getBytes(UTF_8)), metadata, condition);
    }

    private byte[] read(String name) throws IOException {
        var sink = new ByteArrayOutputStream();
        assertThat(store.get(key(name), sink)).isPresent();
        return sink.toByteArray();
    }

    private static Condition unchanged(String etag) {
        return new Condition.Unchanged(new ETag(etag));
    }

    protected static PutOutcome.Stored stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
        return (PutOutcome.Stored) outcome;
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class FullSink extends OutputStream {
        private long room;

        FullSink(long room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (--room < 0) {
                throw new IOException("no room here");
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("no room here");
            }
        }
    }

    /// Lets something happen after the first bytes.
    private static final class InterveningSink extends ByteArrayOutputStream {
        private final Runnable deed;
        private boolean done;

        InterveningSink(Runnable deed) {
            this.deed = deed;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!done) {
                done = true;
                deed.run();
            }
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
        }
    }

    /// Ends with a failure halfway.
    private record BrokenPayload(long size) implements Payload {
        /// Known, so that nobody has to read the content before it is sent.
        @Override
        public Optional<Sha256> digest() {
            return Optional.of(Sha256.of(new byte[(int) size]));
        }

        @Override
        public InputStream open() {
            var half = new ByteArrayInputStream(new byte[(int) size / 2]);
            return new SequenceInputStream(half, new Broken());
        }
    }
}
