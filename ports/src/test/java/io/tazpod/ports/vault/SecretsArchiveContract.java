package io.tazpod.ports.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Refusal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.SecretsArchive.Staged;
import io.tazpod.ports.vault.SecretsArchive.Unpacking;
import io.tazpod.ports.vault.SecretsArchive.Unpacking.Ready;
import io.tazpod.ports.vault.SecretsArchive.Unpacking.Refused;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [SecretsArchive] keeps to.
public abstract class SecretsArchiveContract {

    private static final Limits ROOMY = Limits.ofEnclave(64 << 20);

    /// An archive over a folder of its own that is empty; each call gives another one.
    protected abstract SecretsArchive newArchive();

    /// Puts a file into its folder, making the folders on the way, with mode 0600 and 0700.
    protected abstract void put(SecretsArchive archive, EntryName path, byte[] content);

    protected abstract void remove(SecretsArchive archive, EntryName path);

    private static EntryName name(String text) {
        return EntryName.ofText(text);
    }

    private void put(SecretsArchive archive, String path, String content) {
        put(archive, name(path), content.getBytes(UTF_8));
    }

    private SecretsArchive holding(String... paths) {
        var archive = newArchive();
        for (var path : paths) {
            put(archive, path, "content of " + path);
        }
        return archive;
    }

    private static Staged staged(SecretsArchive archive, byte[] payload) {
        return ((Ready) archive.unpack(payload, ROOMY)).staged();
    }

    @Test
    void what_is_written_after_a_moment_is_noticed() throws InterruptedException {
        var archive = holding("a");
        Thread.sleep(100);
        var then = Instant.now();

        assertThat(archive.touchedSince(then)).isFalse();
        put(archive, "a", "changed");
        assertThat(archive.touchedSince(then)).isTrue();
    }

    @Test
    void an_empty_folder_is_an_empty_vault() {
        var packed = newArchive().pack();

        assertThat(packed.manifest().marks()).isEmpty();
        assertThat(staged(newArchive(), packed.payload().joined()).manifest().marks())
                .isEmpty();
    }

    @Test
    void what_was_packed_lies_there_after_unpacking() {
        var packed = holding("token", "a/b/c", "a/d", "café", "x".repeat(200)).pack();

        var other = newArchive();
        try (var staged = staged(other, packed.payload().joined())) {
            staged.promote();
        }

        assertThat(other.survey()).isEqualTo(packed.manifest());
        assertThat(other.pack().manifest().contentHash())
                .isEqualTo(packed.manifest().contentHash());
    }

    @Test
    void the_manifest_tells_what_is_packed() {
        var manifest = holding("a/b").pack().manifest();

        assertThat(manifest.marks())
                .containsExactly(
                        FileMark.folder(name("a"), 0700),
                        FileMark.file(
                                name("a/b"),
                                0600,
                                14,
                                "26516296ecd0e4d210933b8135722fb2e127a0b98979b2b37e2de3b9a4e0dd36"));
    }

    @Test
    void a_survey_sees_what_packing_sees() {
        var archive = holding("a/b", "c");

        assertThat(archive.survey()).isEqualTo(archive.pack().manifest());
    }

    @Test
    void a_change_changes_the_hash_and_taking_it_back_restores_it() {
        var archive = holding("a", "b");
        var before = archive.survey().contentHash();

        put(archive, "a", "changed");
        var changed = archive.survey().contentHash();
        put(archive, "a", "content of a");

        assertThat(changed).isNotEqualTo(before);
        assertThat(archive.survey().contentHash()).isEqualTo(before);
    }

    @Test
    void the_cached_passphrase_is_not_packed() {
        var archive = holding("a", ".vault_pass");

        assertThat(archive.pack().manifest().marks()).extracting(FileMark::path).containsExactly(name("a"));
    }

    @Test
    void unpacking_alone_changes_nothing() {
        var payload = holding("new").pack().payload().joined();
        var archive = holding("old");
        var before = archive.survey();

        try (var staged = staged(archive, payload)) {
            assertThat(staged.manifest().marks()).hasSize(1);
            assertThat(archive.survey()).isEqualTo(before);
        }

        assertThat(archive.survey()).isEqualTo(before);
    }

    @Test
    void promoting_leaves_what_is_there() {
        var archive = holding("old");

        try (var staged = staged(archive, holding("new/x").pack().payload().joined())) {
            staged.promote();
        }

        assertThat(archive.survey().marks())
                .extracting(FileMark::path)
                .containsExactly(name("new"), name("new/x"), name("old"));
    }

    @Test
    void promoting_over_something_moves_nothing() {
        var archive = holding("same", "old");
        var before = archive.survey();

        try (var staged =
                staged(archive, holding("new", "same").pack().payload().joined())) {
            assertThatThrownBy(staged::promote)
                    .isInstanceOfSatisfying(
                            PortFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(PortFailure.Kind.REFUSED))
                    .hasMessageContaining("'same'");
        }

        assertThat(archive.survey()).isEqualTo(before);
    }

    @Test
    void replacing_leaves_only_what_was_unpacked() {
        var packed = holding("same", "new/x").pack();
        var archive = holding("same", "old/y");

        try (var staged = staged(archive, packed.payload().joined())) {
            staged.replace();
        }

        assertThat(archive.survey()).isEqualTo(packed.manifest());
    }

    @Test
    void a_payload_that_is_no_archive_is_refused_and_nothing_changes() {
        var archive = holding("old");
        var before = archive.survey();

        for (var payload : List.of(new byte[0], "text".getBytes(UTF_8))) {
            assertRefused(archive.unpack(payload, ROOMY), Refusal.Kind.GZIP);
        }

        assertThat(archive.survey()).isEqualTo(before);
    }

    @Test
    void more_than_there_is_room_for_is_refused() {
        var payload = holding("a", "b").pack().payload().joined();

        assertRefused(newArchive().unpack(payload, new Limits(20, 10)), Refusal.Kind.ROOM);
        assertRefused(newArchive().unpack(payload, new Limits(100, 1)), Refusal.Kind.ROOM);
    }

    @Test
    void an_archive_can_be_unpacked_again_after_a_refusal() {
        var archive = newArchive();
        var packed = holding("a").pack();
        assertRefused(archive.unpack(new byte[5], ROOMY), Refusal.Kind.GZIP);

        try (var staged = staged(archive, packed.payload().joined())) {
            staged.promote();
        }

        assertThat(archive.survey()).isEqualTo(packed.manifest());
    }

    @Test
    void what_was_removed_is_gone_from_the_next_archive() {
        var archive = holding("a", "b");

        remove(archive, name("a"));

        assertThat(archive.pack().manifest().marks()).extracting(FileMark::path).containsExactly(name("b"));
    }

    private static void assertRefused(Unpacking unpacking, Refusal.Kind kind) {
        assertThat(unpacking)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(kind));
    }
}
