package io.tazpod.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.app.sync.ReconcileVault.Way;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.TarWriter;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.store.InMemoryObjectStore;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two hosts with open vaults, one store, and a writer that looks at nothing.
@SuppressWarnings("NullAway.Init") // filled before each test
final class ReconcileVaultTest {

    private static final ObjectKey MAIN = new ObjectKey("tazpod/vault/vault.tar.aes");

    @TempDir
    private Path directory;

    private ObjectStore store;
    private GuestMachine here;
    private GuestMachine there;

    @BeforeEach
    void twoHostsThatAgree() {
        var clock = new TickingClock(Duration.ofSeconds(1));
        store = new InMemoryObjectStore(clock);
        here = new GuestMachine("here", directory, store, clock).unlocked("secret");
        here.put("a", "1").put("b", "1").put("deep/c", "1");
        assertThat(here.saveAndPush()).isInstanceOf(PushResult.Pushed.class);
        there = new GuestMachine("there", directory, store, clock);
        assertThat(there.machine.pull()).isInstanceOf(PullResult.Pulled.class);
        var _ = there.unlocked("secret");
    }

    @Test
    void a_clean_open_vault_follows_the_store() {
        var _ = there.put("a", "theirs").saveAndPush();

        assertThat(here.follow()).isInstanceOf(ReconcileResult.Refreshed.class);
        assertThat(here.files()).isEqualTo(there.files());
        assertThat(here.content.look().dirty()).isFalse();
        assertThat(here.machine.push()).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void a_file_that_was_fetched_under_an_open_vault_is_opened() {
        var _ = there.put("a", "theirs").saveAndPush();
        assertThat(here.machine.pull()).isInstanceOf(PullResult.Pulled.class);

        assertThat(here.follow()).isInstanceOf(ReconcileResult.Refreshed.class);
        assertThat(here.files()).isEqualTo(there.files());
    }

    @Test
    void a_file_from_outside_is_opened_without_a_store_unless_there_are_changes() {
        var _ = there.put("a", "theirs").saveAndPush();
        here.put("b", "ours");
        assertThat(here.machine.pull()).isInstanceOf(PullResult.Pulled.class);

        assertThat(here.reopen.reopen()).isFalse();
        here.put("b", "1");
        assertThat(here.reopen.reopen()).isTrue();
        assertThat(here.files()).isEqualTo(there.files());
    }

    @Test
    void a_file_that_was_fetched_under_a_changed_vault_is_merged_with_it() {
        var _ = there.put("a", "theirs").saveAndPush();
        here.put("b", "ours");
        assertThat(here.machine.pull()).isInstanceOf(PullResult.Pulled.class);

        assertThat(here.merge()).isInstanceOf(ReconcileResult.Merged.class);
        assertThat(here.files())
                .containsEntry("a", "theirs")
                .containsEntry("b", "ours")
                .hasSize(3);
    }

    @Test
    void a_clean_vault_under_a_fetched_file_can_be_locked() {
        var _ = there.put("a", "theirs").saveAndPush();
        assertThat(here.machine.pull()).isInstanceOf(PullResult.Pulled.class);

        assertThat(here.lock.lock(false, false).wasOpen()).isTrue();
        assertThat(here.unlocked("secret").files()).containsEntry("a", "theirs");
    }

    @Test
    void disjoint_changes_are_joined_and_sent_with_both_parents() {
        var _ = there.put("a", "theirs").put("new", "theirs").saveAndPush();
        here.put("b", "ours").remove("deep/c");

        var result = here.merge();

        assertThat(result).isInstanceOfSatisfying(ReconcileResult.Merged.class, merged -> {
            assertThat(merged.common()).isTrue();
            assertThat(merged.pushed()).isInstanceOf(PushResult.Pushed.class);
            assertThat(merged.findings())
                    .extracting(Object::toString)
                    .containsExactly("a: changed, from the other side", "new: added, from the other side");
        });
        assertThat(here.files()).isEqualTo(new TreeMap<>(Map.of("a", "theirs", "b", "ours", "new", "theirs")));
        assertThat(store.head(MAIN).orElseThrow().metadata()).containsKeys("tazpod-parent", "tazpod-parent2");
        assertThat(there.follow()).isInstanceOf(ReconcileResult.Refreshed.class);
        assertThat(there.files()).isEqualTo(here.files());
    }

    @Test
    void the_same_file_changed_twice_is_kept_twice() {
        var _ = there.put("a", "theirs").saveAndPush();
        here.put("a", "ours");

        assertThat(here.merge()).isInstanceOf(ReconcileResult.Merged.class);

        assertThat(here.files()).containsEntry("a", "ours").hasSize(4);
        assertThat(here.files().keySet()).anyMatch(it -> it.matches("a\\.conflict-there-\\d{8}T\\d{6}"));
    }

    @Test
    void following_a_store_with_nothing_new_leaves_unsaved_work_alone() {
        here.put("a", "ours");

        assertThat(here.follow()).isInstanceOf(ReconcileResult.AsItWas.class);
        assertThat(here.files()).containsEntry("a", "ours");
    }

    @Test
    void ours_can_be_chosen_and_theirs_stays_in_the_history() throws IOException {
        var _ = there.put("a", "theirs").saveAndPush();
        here.put("a", "ours");

        assertThat(here.reconcile.reconcile(Way.OURS, PassphraseSource.NOBODY))
                .isInstanceOf(ReconcileResult.Sent.class);
        assertThat(there.follow()).isInstanceOf(ReconcileResult.Refreshed.class);
        assertThat(there.files()).containsEntry("a", "ours").hasSize(3);
        assertThat(contents("secret")).contains("theirs");
    }

    @Test
    void theirs_can_be_chosen_and_ours_goes_to_the_ring() {
        var _ = there.put("a", "theirs").saveAndPush();
        here.put("a", "ours");

        assertThat(here.reconcile.reconcile(Way.THEIRS, PassphraseSource.NOBODY))
                .isEqualTo(new ReconcileResult.Refreshed(
                        new PullResult.Pulled(here.machine.site.remote().orElseThrow()), true));
        assertThat(here.files()).isEqualTo(there.files());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_push_that_lost_a_race_can_be_resolved_though_the_store_has_a_copy_of_it(Way way) {
        here.put("b", "ours");
        var _ = here.save.save(false);
        var _ = there.put("a", "theirs").saveAndPush();
        try (var ours = here.machine.vault.snapshot().orElseThrow()) {
            var _ = here.push.keepCopy(ours);
        }

        var result = here.reconcile.reconcile(way, PassphraseSource.NOBODY);

        assertThat(result)
                .isInstanceOf(
                        switch (way) {
                            case MERGE -> ReconcileResult.Merged.class;
                            case OURS -> ReconcileResult.Sent.class;
                            case THEIRS -> ReconcileResult.Refreshed.class;
                        });
        assertThat(here.files())
                .containsEntry("a", way == Way.OURS ? "1" : "theirs")
                .containsEntry("b", way == Way.THEIRS ? "1" : "ours");
        assertThat(here.machine.push()).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void what_was_brought_back_from_the_history_is_sent_when_it_is_chosen() {
        var _ = here.put("a", "2").saveAndPush();
        var _ = here.lock.lock(false, false);
        assertThat(here.machine.pull(2, PullConsent.NONE)).isInstanceOf(PullResult.Pulled.class);
        assertThat(here.unlocked("secret").files()).containsEntry("a", "1");

        assertThat(here.reconcile.reconcile(Way.OURS, PassphraseSource.NOBODY))
                .isInstanceOf(ReconcileResult.Sent.class);

        var _ = there.follow();
        assertThat(there.files()).isEqualTo(here.files());
    }

    @Test
    void a_blind_writer_is_merged_with_and_nothing_is_removed() throws IOException {
        blindly(Map.of("a", "go", "go", "go"), key());
        here.put("b", "ours");

        assertThat(here.merge())
                .isInstanceOfSatisfying(
                        ReconcileResult.Merged.class,
                        merged -> assertThat(merged.common()).isFalse());
        assertThat(here.files())
                .containsEntry("a", "1")
                .containsEntry("b", "ours")
                .containsEntry("go", "go");
        assertThat(here.files().keySet()).anyMatch(it -> it.startsWith("a.conflict-unknown-"));
        assertThat(contents("secret")).contains("go", "ours");
    }

    @Test
    void another_salt_of_the_same_passphrase_is_asked_for() throws IOException {
        try (var passphrase = Passphrase.copyOf("secret".getBytes(StandardCharsets.UTF_8));
                var fresh = V1Seal.newKey(passphrase, new SecureRandom())) {
            blindly(Map.of("go", "go"), fresh);
        }
        here.put("b", "ours");

        assertThat(here.reconcile.reconcile(Way.MERGE, GuestMachine.typed("secret")))
                .isInstanceOf(ReconcileResult.Merged.class);
        assertThat(here.files()).containsEntry("go", "go").containsEntry("b", "ours");
        // our salt was kept, so that nobody is asked now
        assertThat(there.follow()).isInstanceOf(ReconcileResult.Refreshed.class);
    }

    @Test
    void what_does_not_open_is_not_touched_and_ours_is_parked() throws IOException {
        try (var passphrase = Passphrase.copyOf("other".getBytes(StandardCharsets.UTF_8));
                var foreign = V1Seal.newKey(passphrase, new SecureRandom())) {
            blindly(Map.of("go", "go"), foreign);
        }
        here.put("b", "ours");
        var main = store.head(MAIN);

        var first = here.merge();
        var second = here.reconcile.reconcile(Way.MERGE, GuestMachine.typed("secret"));

        assertThat(first).isInstanceOfSatisfying(ReconcileResult.Parked.class, parked -> {
            assertThat(parked.where().value()).matches("tazpod/vault/conflicts/here-[0-9a-f]{32}");
            assertThat(store.head(parked.where())).isPresent();
        });
        assertThat(second).isEqualTo(first);
        assertThat(store.head(MAIN)).isEqualTo(main);
        assertThat(here.files()).containsEntry("b", "ours");
    }

    @Test
    void missing_anchors_are_found_in_the_history() {
        var _ = here.remove("deep/c").saveAndPush();
        var name = EntryName.ofText("deep/c");

        var found = RecoveryAnchors.search(List.of(name), here.machine.site, here.content, _ -> {});

        assertThat(found).containsEntry(name, List.of(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_three_writers_do_nothing_that_was_acknowledged_vanishes(long seed) throws IOException {
        var random = new Random(seed);
        var acknowledged = new HashSet<String>();
        var hosts = List.of(here, there);
        int serial = 0;
        int merges = 0;
        for (int i = 0; i < 60; i++) {
            var host = hosts.get(random.nextInt(2));
            var name = List.of("a", "b", "deep/c", "n" + random.nextInt(3)).get(random.nextInt(4));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> host.put(name, "v" + ++serial);
                case 3 -> host.remove(name);
                case 4 -> {
                    if (host.saveAndPushIfOurs() instanceof PushResult.Pushed) {
                        acknowledged.addAll(host.files().values());
                    }
                }
                case 5 -> {
                    var content = "go" + ++serial;
                    blindly(Map.of(name, content), key());
                    acknowledged.add(content);
                }
                case 6 -> {
                    var _ = host.machine.pull(PullConsent.NONE);
                }
                default -> {
                    var before = Set.copyOf(host.files().values());
                    if (host.merge() instanceof ReconcileResult.Merged) {
                        merges++;
                        acknowledged.addAll(before);
                        acknowledged.addAll(host.files().values());
                    }
                }
            }
        }

        assertThat(merges).isPositive();
        assertThat(contents("secret")).containsAll(acknowledged);
    }

    // ---- the store, opened

    private V1Key key() {
        try (var session = here.content.session()) {
            return V1Key.of(session.key().bytes());
        }
    }

    /// As the original: no condition, no revision, no copy; but it never loses what somebody else has not copied.
    private void blindly(Map<String, String> files, V1Key key) throws IOException {
        keepBlindMain();
        var payload = archive(files);
        var sealed = V1Seal.seal(payload, key, new SecureRandom());
        var _ = store.put(MAIN, Payload.of(sealed), Map.of(), new Condition.None());
    }

    /// The blind writer's own last state would be overwritten by itself; that is its own history's business.
    private void keepBlindMain() throws IOException {
        var main = store.head(MAIN).orElseThrow();
        if (!main.metadata().containsKey("tazpod-rev")) {
            var sink = new ByteArrayOutputStream();
            assertThat(store.get(MAIN, sink)).isPresent();
            var key = new ObjectKey("tazpod/vault/history/vault-go-" + main.etag() + ".tar.aes");
            var _ = store.put(key, Payload.of(sink.toByteArray()), Map.of(), new Condition.None());
        }
    }

    private static byte[] archive(Map<String, String> files) throws IOException {
        try (var gzip = new ParallelGzip(1)) {
            var tar = new TarWriter(gzip);
            for (var file : new TreeMap<>(files).entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                tar.file(EntryName.ofText(file.getKey()), 0600, 1, content, content.length);
            }
            tar.finish();
            return gzip.finish().joined();
        }
    }

    /// Everything that any vault in the store holds.
    private Set<String> contents(String passphrase) throws IOException {
        var contents = new HashSet<String>();
        var keys = new HashMap<String, V1Key>();
        for (var object : store.list("tazpod/vault/")) {
            var sink = new ByteArrayOutputStream();
            assertThat(store.get(object.key(), sink)).isPresent();
            contents.addAll(opened(sink.toByteArray(), passphrase, keys));
        }
        return contents;
    }

    private static Set<String> opened(byte[] sealed, String text, Map<String, V1Key> keys) throws IOException {
        var salt = new String(sealed, 0, 32, StandardCharsets.ISO_8859_1);
        var key = keys.computeIfAbsent(salt, it -> {
            try (var passphrase = Passphrase.copyOf(text.getBytes(StandardCharsets.UTF_8))) {
                return V1Seal.derive(passphrase, it.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        var contents = new HashSet<String>();
        if (V1Seal.open(sealed, key) instanceof Opening.Opened opened) {
            io.tazpod.domain.vault.archive.ArchiveContent.read(
                    opened.payload(),
                    GuestMachine.LIMITS,
                    (_, _, content) -> contents.add(new String(content, StandardCharsets.UTF_8)));
        }
        return contents;
    }
}
