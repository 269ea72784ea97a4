package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final FileMark TOKEN = file("token", 0600, 3);
    private static final FileMark FOLDER = FileMark.folder(new EntryName("d"), 0700);
    private static final FileMark LINK = FileMark.symlink(new EntryName("l"), "token");

    private static FileMark file(String path, int mode, long size) {
        return FileMark.file(new EntryName(path), mode, size, "%064x".formatted(size));
    }

    private static String hash(FileMark... marks) {
        return Manifest.of(List.of(marks)).contentHash();
    }

    @Test
    void the_hash_is_the_one_that_is_documented() {
        // printf 'tazpod-manifest-1\nd 700 0 - 1:d 0:\nl 777 0 - 1:l 5:token\nf 600 3 0…03 5:token 0:\n' |
        // sha256sum
        assertThat(hash(TOKEN, FOLDER, LINK))
                .isEqualTo("38fb39f83e432f47fffacacfcb1b6af60c85abb4fca1f1ef1c967ae4256dd768");
    }

    @Test
    void the_order_of_the_marks_does_not_matter() {
        assertThat(hash(TOKEN, FOLDER, LINK)).isEqualTo(hash(LINK, TOKEN, FOLDER));
    }

    @Test
    void everything_that_counts_changes_the_hash() {
        var hashes = new ArrayList<String>();
        hashes.add(hash());
        hashes.add(hash(TOKEN));
        hashes.add(hash(file("token2", 0600, 3)));
        hashes.add(hash(file("token", 0644, 3)));
        hashes.add(hash(file("token", 0600, 4)));
        hashes.add(hash(FileMark.file(new EntryName("token"), 0600, 3, "%064x".formatted(9))));
        hashes.add(hash(FileMark.folder(new EntryName("token"), 0600)));
        hashes.add(hash(FileMark.symlink(new EntryName("token"), "x")));
        hashes.add(hash(FileMark.symlink(new EntryName("token"), "y")));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void what_is_never_compared_changes_nothing() {
        var renewed = hash(
                TOKEN,
                file(".aws/sso/cache/0123.json", 0600, 5),
                FileMark.folder(new EntryName(".aws/cli/cache"), 0755),
                file(".vault_pass", 0600, 5),
                file("d/.notes.swp", 0600, 5));

        assertThat(renewed).isEqualTo(hash(TOKEN));
        assertThat(hash(TOKEN, file(".aws/sso/other", 0600, 5))).isNotEqualTo(hash(TOKEN));
    }

    /// The bridge of `~/.aws` makes it in every open vault.
    @Test
    void an_aws_folder_alone_changes_nothing() {
        var folder = FileMark.folder(new EntryName(".aws"), 0700);

        assertThat(hash(TOKEN, folder)).isEqualTo(hash(TOKEN));
        assertThat(Manifest.of(List.of(TOKEN, folder)).extent())
                .isEqualTo(Manifest.of(List.of(TOKEN)).extent());
        assertThat(hash(TOKEN, folder, file(".aws/config", 0600, 5))).isNotEqualTo(hash(TOKEN));
        assertThat(hash(TOKEN, file(".aws", 0600, 5))).isNotEqualTo(hash(TOKEN));
    }

    @Test
    void tokens_are_archived_all_the_same() {
        assertThat(Exclusions.neverArchived(new EntryName(".aws/sso/cache/x"))).isFalse();
        assertThat(Exclusions.neverArchived(new EntryName(".vault_pass"))).isTrue();
        assertThat(Exclusions.neverArchived(new EntryName(".notes.swp"))).isTrue();
        assertThat(Exclusions.neverArchived(new EntryName("disk.swp"))).isFalse();
        assertThat(Exclusions.neverArchived(new EntryName(".swp"))).isFalse();
    }

    @Test
    void knows_how_much_it_holds() {
        var manifest = Manifest.of(List.of(TOKEN, FOLDER, LINK, file(".aws/sso/cache/x", 0600, 999)));

        assertThat(manifest.extent()).isEqualTo(new Extent(2, 3, 3));
        assertThat(manifest.marks()).hasSize(4);
    }
}
