package io.tazpod.app.sync;

import static io.tazpod.app.sync.InterruptedStore.failing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.app.sync.InterruptedStore.Fault;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.InMemoryObjectStore;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Vaults that travel between machines.
@SuppressWarnings("NullAway.Init") // filled before each test
final class JourneyTest {

    private static final ObjectKey MAIN = new ObjectKey("tazpod/vault/vault.tar.aes");
    private static final PullConsent FORCE = new PullConsent(true, false);

    @TempDir
    private Path directory;

    private TickingClock clock;
    private InterruptedStore store;
    private Machine here;
    private Machine there;

    @BeforeEach
    void twoMachines() {
        clock = new TickingClock(Duration.ofSeconds(1));
        store = new InterruptedStore(new InMemoryObjectStore(clock));
        here = new Machine("here", directory, store, clock);
        there = new Machine("there", directory, store, clock);
    }

    // ---- push

    @Test
    void without_a_vault_there_is_nothing_to_push() {
        assertThat(here.push()).isInstanceOf(PushResult.NothingToPush.class);
    }

    @Test
    void the_first_push_creates_the_vault_and_a_copy_in_the_originals_places() {
        here.save("one");

        here.push();

        var main = store.head(MAIN).orElseThrow();
        assertThat(main.metadata())
                .containsKeys("tazpod-rev", "tazpod-file-sha256", "content-sha256")
                .containsEntry("tazpod-gen", "1")
                .containsEntry("tazpod-host", "here")
                .doesNotContainKey("tazpod-parent");
        assertThat(store.list("tazpod/vault/history/"))
                .singleElement()
                .satisfies(copy -> assertThat(copy.key().value())
                        .matches("tazpod/vault/history/vault-20261121T0800\\d\\d-[0-9a-f]{8}\\.tar\\.aes"));
        assertThat(store.list("tazpod/vault/.probe/")).isEmpty();
    }

    @Test
    void a_push_of_what_the_store_has_sends_nothing() {
        here.save("one");
        here.push();
        int before = store.puts;

        assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);
        assertThat(store.puts).isEqualTo(before);
    }

    @Test
    void each_push_names_its_parent_and_counts_on() {
        here.save("one");
        here.push();
        var first = store.head(MAIN).orElseThrow().metadata();
        here.save("two");

        here.push();

        assertThat(store.head(MAIN).orElseThrow().metadata())
                .containsEntry("tazpod-parent", first.get("tazpod-rev"))
                .containsEntry("tazpod-gen", "2");
    }

    @Test
    void a_vault_that_another_host_has_pushed_is_never_overwritten() throws IOException {
        here.save("one");
        here.push();
        there.pull();
        there.save("theirs");
        there.push();
        here.save("ours");

        assertThat(here.push()).isInstanceOf(PushResult.Conflict.class);
        assertThat(stored(MAIN)).isEqualTo("theirs");
        assertThat(here.content()).isEqualTo("ours");
    }

    @Test
    void a_push_that_loses_the_race_tells_where_ours_is_kept() throws IOException {
        here.save("one");
        here.push();
        there.pull();
        there.save("theirs");
        here.save("ours");
        store.next(Fault.after(there::push));

        var conflict = (PushResult.Conflict) here.push();

        assertThat(stored(MAIN)).isEqualTo("theirs");
        assertThat(stored(conflict.parked().orElseThrow())).isEqualTo("ours");
    }

    @Test
    void a_host_without_changes_is_behind_and_not_in_conflict() {
        here.save("one");
        here.push();
        there.pull();
        there.save("two");
        there.push();

        assertThat(here.push()).isInstanceOf(PushResult.Behind.class);
    }

    @Test
    void a_vault_of_the_original_program_is_never_overwritten_blindly() {
        store.put(MAIN, Payload.of("go".getBytes(UTF_8)), Map.of(), new Condition.None());
        here.save("ours");

        assertThat(here.push()).isInstanceOf(PushResult.Conflict.class);
    }

    @Test
    void a_machine_that_lost_its_memory_recognises_its_vault() throws IOException {
        here.save("one");
        here.push();
        Files.delete(directory.resolve("here/sync.json"));

        assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);
        here.save("two");
        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void a_store_that_has_lost_the_vault_gets_it_again_only_when_asked() {
        here.save("one");
        here.push();
        store.delete(MAIN);

        assertThat(here.push()).isInstanceOf(PushResult.RemoteGone.class);
        assertThat(store.head(MAIN)).isEmpty();
        assertThat(here.push(true)).isInstanceOf(PushResult.Pushed.class);
        assertThat(store.head(MAIN).orElseThrow().metadata()).containsEntry("tazpod-gen", "2");
    }

    @Test
    void two_pushes_within_a_second_have_two_copies() {
        var still = new TickingClock(Duration.ZERO);
        var one = new Machine("one", directory, store, still);

        one.save("one");
        one.push();
        one.save("two");
        one.push();

        assertThat(store.list("tazpod/vault/history/")).hasSize(2);
    }

    // ---- the history

    @Test
    void a_vault_travels_once_and_is_copied_there() throws IOException {
        here.save("one");
        here.push();
        int before = store.puts;
        here.save("two");

        here.push();

        assertThat(store.puts - before).isEqualTo(1);
        assertThat(history()).containsExactlyInAnyOrder("one", "two");
        assertThat(here.site.history().getFirst())
                .satisfies(newest -> assertThat(
                                store.head(newest.key()).orElseThrow().metadata())
                        .isEqualTo(store.head(MAIN).orElseThrow().metadata()));
    }

    @Test
    void a_store_that_cannot_copy_is_sent_the_vault_twice() throws IOException {
        here.save("one");
        store.nextCopies(failing(new PortFailure(Kind.REFUSED, "HTTP 501 NotImplemented")));

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(history()).containsExactly("one");
    }

    @Test
    void a_state_that_was_replaced_before_it_was_copied_is_sent_to_the_history() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        store.nextCopies(() -> {
            there.pull();
            there.save("three");
            assertThat(there.push()).isInstanceOf(PushResult.Pushed.class);
        });

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(stored(MAIN)).isEqualTo("three");
        assertThat(history()).contains("one", "two", "three");
    }

    @Test
    void without_its_copy_a_push_is_a_failure_and_the_next_one_makes_up_for_it() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        cutOffBeforeTheCopy(here);
        assertThat(stored(MAIN)).isEqualTo("two");
        assertThat(history()).containsExactly("one");

        assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);

        assertThat(history()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_push_that_was_cut_off_after_it_arrived_is_no_conflict_for_the_next_save() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        cutOffBeforeTheCopy(here);
        here.save("three");

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(stored(MAIN)).isEqualTo("three");
        assertThat(history()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void a_push_whose_answer_nobody_saw_is_recognised_when_another_host_has_gone_on_from_it() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        cutOffBeforeTheCopy(here);
        there.pull();
        there.save("three");
        there.push();

        assertThat(here.push()).isInstanceOf(PushResult.Behind.class);
        assertThat(here.pull()).isInstanceOf(PullResult.Pulled.class);

        assertThat(history()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void a_push_that_never_arrived_is_not_taken_for_one_that_did() {
        here.save("one");
        here.push();
        here.save("two");
        cutOffBeforeItArrives(here);
        there.pull();
        there.save("three");
        there.push();

        assertThat(here.push()).isInstanceOf(PushResult.Conflict.class);
    }

    @Test
    void a_state_that_another_push_has_left_without_a_copy_gets_one_before_it_is_replaced() throws IOException {
        here.save("one");
        cutOffBeforeTheCopy(here);
        there.pull();
        there.save("two");

        assertThat(there.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(history()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void the_copy_of_an_earlier_state_comes_from_the_ring_where_the_store_cannot_copy() throws IOException {
        here.save("one");
        cutOffBeforeTheCopy(here);
        there.pull();
        there.save("two");
        var cannot = failing(new PortFailure(Kind.REFUSED, "HTTP 501 NotImplemented"));
        store.nextCopies(cannot, cannot);

        assertThat(there.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(history()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_state_of_the_original_program_is_in_the_history_before_it_is_replaced() throws IOException {
        store.put(MAIN, Payload.of("blind".getBytes(UTF_8)), Map.of(), new Condition.None());
        here.pull();
        here.save("two");

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(history()).containsExactlyInAnyOrder("blind", "two");
    }

    @Test
    void a_state_of_the_original_program_that_it_has_copied_itself_is_not_copied_again() throws IOException {
        var copy = new ObjectKey("tazpod/vault/history/vault-20261121T075900.tar.aes");
        store.put(copy, Payload.of("blind".getBytes(UTF_8)), Map.of(), new Condition.None());
        store.put(MAIN, Payload.of("blind".getBytes(UTF_8)), Map.of(), new Condition.None());
        here.pull();
        here.save("two");

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(history()).containsExactlyInAnyOrder("blind", "two");
    }

    @Test
    void keys_that_may_not_list_can_push_and_are_told_that_nothing_was_pruned() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        store.nextListFails(new PortFailure(Kind.DENIED, "HTTP 403"));

        var pushed = (PushResult.Pushed) here.push();

        assertThat(pushed.pruneTrouble()).contains("HTTP 403");
        assertThat(history()).contains("one", "two");
    }

    @Test
    void keys_that_may_not_list_lose_nothing_of_a_push_that_was_cut_off() throws IOException {
        here.save("one");
        cutOffBeforeTheCopy(here);
        here.save("two");
        store.nextListFails(new PortFailure(Kind.DENIED, "HTTP 403"));

        here.push();

        assertThat(history()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_store_that_is_gone_before_the_vault_is_sent_is_a_failure() {
        here.save("one");
        here.push();
        here.save("two");
        int before = store.puts;
        for (int i = 0; i < 4; i++) {
            store.nextListFails(new PortFailure(Kind.UNREACHABLE, "the line was cut"));
        }

        assertThatThrownBy(here::push).hasMessageContaining("cut");

        assertThat(store.puts).isEqualTo(before);
    }

    /// The main object has arrived; then the line is gone.
    private void cutOffBeforeTheCopy(Machine machine) {
        store.nextCopies(failing(new PortFailure(Kind.DENIED, "HTTP 403")));
        store.nextSentCopyFails(new PortFailure(Kind.DENIED, "HTTP 403"));
        assertThatThrownBy(machine::push).hasMessageContaining("no copy of it in its history");
    }

    private void cutOffBeforeItArrives(Machine machine) {
        Fault gone = (_, _, _, _, _) -> {
            throw new PortFailure(Kind.DENIED, "HTTP 403");
        };
        store.next(gone);
        assertThatThrownBy(machine::push).hasMessageContaining("403");
    }

    private List<String> history() throws IOException {
        var contents = new ArrayList<String>();
        for (var copy : store.list("tazpod/vault/history/")) {
            contents.add(stored(copy.key()));
        }
        return contents;
    }

    // ---- what comes back is not what happened

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "TIMED_OUT", "BUSY"})
    void a_write_whose_answer_was_lost_is_no_conflict(Kind kind) {
        here.save("one");
        here.push();
        here.save("two");
        store.next(Fault.answerLost(kind));

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
        assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);
        here.save("three");
        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void a_write_that_was_refused_for_its_own_first_try_is_no_conflict() {
        here.save("one");
        here.push();
        here.save("two");
        store.next(Fault.refusedThoughStored());

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void a_write_that_never_arrived_is_tried_again() throws IOException {
        here.save("one");
        store.next(Fault.lostOnTheWay(), Fault.lostOnTheWay());

        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
        assertThat(stored(MAIN)).isEqualTo("one");
    }

    @Test
    void a_write_that_never_arrives_is_a_failure_and_never_a_success() {
        here.save("one");
        store.next(Fault.lostOnTheWay(), Fault.lostOnTheWay(), Fault.lostOnTheWay(), Fault.lostOnTheWay());

        assertThatThrownBy(here::push)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
        assertThat(store.head(MAIN)).isEmpty();
        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void a_write_that_was_built_upon_before_its_answer_came_counts_as_pushed() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        store.next(Fault.answerLostThen(() -> {
            there.pull();
            there.save("three");
            there.push();
        }));

        var pushed = (PushResult.Pushed) here.push();

        assertThat(pushed.overtaken()).isTrue();
        assertThat(here.push()).isInstanceOf(PushResult.Behind.class);
        assertThat(here.pull()).isInstanceOf(PullResult.Pulled.class);
        assertThat(here.content()).isEqualTo("three");
    }

    @Test
    void when_reading_back_fails_too_the_outcome_is_said_to_be_unknown_and_recognised_later() {
        here.save("one");
        here.push();
        here.save("two");
        store.next(Fault.answerLostThen(() -> {
            var cut = new PortFailure(Kind.UNREACHABLE, "the line was cut");
            store.nextReadFails(cut, cut, cut, cut);
        }));

        assertThatThrownBy(here::push).hasMessageContaining("is not known");
        assertThat(here.push()).isInstanceOf(PushResult.Unchanged.class);
    }

    // ---- pull

    @Test
    void a_fresh_machine_gets_the_vault() throws IOException {
        here.save("one");
        here.push();

        var pulled = (PullResult.Pulled) there.pull();

        assertThat(there.content()).isEqualTo("one");
        assertThat(pulled.remote().lineage().host()).contains("here");
        assertThat(there.pull()).isEqualTo(new PullResult.AlreadyCurrent(pulled.remote(), false));
        assertThat(there.push()).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void without_a_vault_in_the_store_there_is_nothing_to_pull() {
        assertThat(here.pull()).isInstanceOf(PullResult.NoRemote.class);
    }

    @Test
    void a_file_that_was_changed_here_is_never_overwritten() throws IOException {
        here.save("one");
        here.push();
        there.pull();
        there.save("theirs");
        there.push();
        here.save("ours");

        assertThat(here.pull()).isInstanceOf(PullResult.LocalChanged.class);
        assertThat(here.content()).isEqualTo("ours");
        assertThat(here.pull(FORCE)).isInstanceOf(PullResult.Pulled.class);
        assertThat(here.content()).isEqualTo("theirs");
        assertThat(ring("here")).contains("ours");
    }

    @Test
    void a_file_that_the_store_never_had_is_never_overwritten() throws IOException {
        here.save("one");
        here.push();
        there.save("another vault");

        assertThat(there.pull()).isInstanceOf(PullResult.NeverSynced.class);
        assertThat(there.content()).isEqualTo("another vault");
        there.pull(FORCE);
        assertThat(ring("there")).contains("another vault");
    }

    @Test
    void unpushed_changes_are_newer_and_stay() throws IOException {
        here.save("one");
        here.push();
        here.save("two");

        assertThat(here.pull())
                .isInstanceOfSatisfying(
                        PullResult.AlreadyCurrent.class,
                        it -> assertThat(it.newerHere()).isTrue());
        assertThat(here.content()).isEqualTo("two");
    }

    @Test
    void a_store_that_went_back_is_refused() throws IOException {
        here.save("one");
        here.push();
        var old = store.head(MAIN).orElseThrow();
        here.save("two");
        here.push();
        store.put(MAIN, Payload.of("one".getBytes(UTF_8)), old.metadata(), new Condition.None());

        assertThat(here.pull()).isInstanceOf(PullResult.RefusedOlder.class);
        assertThat(here.content()).isEqualTo("two");
        assertThat(here.pull(new PullConsent(false, true))).isInstanceOf(PullResult.Pulled.class);
        assertThat(here.content()).isEqualTo("one");
    }

    @Test
    void a_damaged_object_replaces_nothing() throws IOException {
        here.save("one");
        here.push();
        there.pull();
        here.save("two");
        here.push();
        var metadata = store.head(MAIN).orElseThrow().metadata();
        store.put(MAIN, Payload.of("twx".getBytes(UTF_8)), metadata, new Condition.None());

        assertThatThrownBy(there::pull).isInstanceOf(PortFailure.class).hasMessageContaining("damaged");
        assertThat(there.content()).isEqualTo("one");
        assertThat(directory.resolve("there")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void a_download_is_tried_again_when_the_line_is_cut() throws IOException {
        here.save("one");
        here.push();
        var cut = new PortFailure(Kind.UNREACHABLE, "the line was cut");
        store.nextReadFails(cut, cut);

        there.pull();

        assertThat(there.content()).isEqualTo("one");
    }

    // ---- history

    @Test
    void the_history_is_counted_from_the_newest() throws IOException {
        for (var content : new String[] {"one", "two", "three"}) {
            here.save(content);
            here.push();
        }

        assertThat(new VaultHistory(here.site).entries(false))
                .extracting(VaultHistory.Entry::index)
                .containsExactly(0, 1, 2, 3);
        there.pull(2, PullConsent.NONE);
        assertThat(there.content()).isEqualTo("two");
        assertThat(there.pull(4, PullConsent.NONE)).isEqualTo(new PullResult.NoSuchCopy(3));
    }

    @Test
    void what_was_brought_back_can_be_pushed_on_top() throws IOException {
        here.save("one");
        here.push();
        here.save("two");
        here.push();

        here.pull(2, PullConsent.NONE);
        assertThat(here.push()).isInstanceOf(PushResult.Pushed.class);

        assertThat(stored(MAIN)).isEqualTo("one");
        assertThat(store.head(MAIN).orElseThrow().metadata()).containsEntry("tazpod-gen", "3");
        assertThat(store.list("tazpod/vault/history/")).hasSize(3);
    }

    @Test
    void an_old_copy_does_not_overwrite_unpushed_changes() throws IOException {
        here.save("one");
        here.push();
        here.save("two");

        assertThat(here.pull(1, PullConsent.NONE)).isInstanceOf(PullResult.LocalChanged.class);
        assertThat(here.content()).isEqualTo("two");
    }

    @Test
    void copies_beyond_the_retention_go_oldest_first() {
        here.retention = Optional.of(new Retention(2));
        for (var content : new String[] {"one", "two", "three"}) {
            here.save(content);
            here.push();
        }

        assertThat(new VaultHistory(here.site).entries(true))
                .extracting(entry -> entry.vault().lineage().generation().orElseThrow())
                .containsExactly(3L, 3L, 2L);
    }

    @Test
    void without_a_configuration_nothing_is_pruned() {
        here.retention = Optional.empty();
        for (int i = 0; i < 60; i++) {
            here.save("state " + i);
            here.push();
        }

        assertThat(store.list("tazpod/vault/history/")).hasSize(60);
    }

    // ---- stores that ignore conditions

    @Test
    void a_store_that_ignores_conditions_is_refused_unless_it_is_accepted() {
        var careless = new CarelessStore(new InMemoryObjectStore(clock));
        var machine = new Machine("machine", directory, careless, clock);
        machine.save("one");

        assertThatThrownBy(machine::push)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.hint()).contains("storage.unsafe: true"));
        assertThat(careless.head(MAIN)).isEmpty();
        machine.unsafe = true;
        assertThat(machine.push()).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void the_probe_finds_what_a_store_honours() {
        var traits = new StoreProbe(store, here.site.keys(), clock, new Random()).probe();

        assertThat(traits).isEqualTo(new StoreTraits(traits.probed(), true, true, true, true, true, true, true));
        assertThat(store.list("tazpod/vault/.probe/")).isEmpty();
    }

    @Test
    void a_probed_store_is_not_probed_again() {
        here.save("one");
        here.push();
        int before = store.puts;
        here.save("two");
        here.push();

        assertThat(store.puts - before).isEqualTo(1);
    }

    private String stored(ObjectKey key) throws IOException {
        var sink = new ByteArrayOutputStream();
        assertThat(store.get(key, sink)).map(StoredObject::key).contains(key);
        return sink.toString(UTF_8);
    }

    private List<String> ring(String host) throws IOException {
        try (var files = Files.list(directory.resolve(host).resolve("ring"))) {
            return files.map(JourneyTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
