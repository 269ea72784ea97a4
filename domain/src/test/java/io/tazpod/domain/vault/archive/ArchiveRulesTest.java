package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.vault.archive.Refusal.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveRulesTest {

    private final ArchiveRules rules = new ArchiveRules(new Limits(100, 20));

    private static TarEntry entry(String path, char flag, String link, long size) {
        return new TarEntry(path, flag, 0644, size, 7, link);
    }

    private static TarEntry file(String path) {
        return entry(path, '0', "", 1);
    }

    private static TarEntry folder(String path) {
        return entry(path, '5', "", 0);
    }

    private static TarEntry symlink(String path, String target) {
        return entry(path, '2', target, 0);
    }

    private static TarEntry hardLink(String path, String target) {
        return entry(path, '1', target, 0);
    }

    private void assertRefused(TarEntry entry, Kind kind) {
        assertThatThrownBy(() -> rules.admit(entry))
                .isInstanceOfSatisfying(
                        RefusedArchive.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(kind));
    }

    @Test
    void takes_files_folders_and_links() throws RefusedArchive {
        assertThat(rules.admit(folder("d"))).isEqualTo(new Admission.Folder(new EntryName("d"), 0644, 7));
        assertThat(rules.admit(file("d/f"))).isEqualTo(new Admission.File(new EntryName("d/f"), 0644, 1, 7));
        assertThat(rules.admit(symlink("l", "/etc"))).isEqualTo(new Admission.Symlink(new EntryName("l"), "/etc", 7));
        assertThat(rules.admit(hardLink("h", "d/f")))
                .isEqualTo(new Admission.Copy(new EntryName("h"), new EntryName("d/f"), 0644, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/etc/x", "../x", "a/../b", "a//b", "a/./b", "a\0b", "././x"})
    void refuses_names_of_files_that_lead_astray(String path) {
        assertRefused(file(path), Kind.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "./"})
    void the_root_itself_is_nothing_to_do(String path) throws RefusedArchive {
        assertThat(rules.admit(folder(path))).isEqualTo(new Admission.LeftOut());
    }

    @Test
    void takes_the_spellings_of_other_tars() throws RefusedArchive {
        assertThat(rules.admit(folder("./d/"))).isEqualTo(new Admission.Folder(new EntryName("d"), 0644, 7));
        assertThat(rules.admit(file("./d/f"))).isEqualTo(new Admission.File(new EntryName("d/f"), 0644, 1, 7));
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6', 'V', 'M', 'S', 'z'})
    void refuses_what_a_vault_never_holds(char flag) {
        assertRefused(entry("x", flag, "", 0), Kind.TYPE);
    }

    @Test
    void the_extra_bits_of_a_mode_are_dropped() throws RefusedArchive {
        var setGid = new TarEntry("x", '0', 02755, 0, 7, "");

        assertThat(rules.admit(setGid)).isEqualTo(new Admission.File(new EntryName("x"), 0755, 0, 7));
    }

    @Test
    void nothing_goes_through_a_link() throws RefusedArchive {
        rules.admit(symlink("a", "/etc"));

        assertRefused(file("a/passwd"), Kind.PLACE);
        assertRefused(file("a"), Kind.PLACE);
        assertRefused(folder("a"), Kind.PLACE);
    }

    @Test
    void a_file_is_no_folder_and_a_folder_is_no_file() throws RefusedArchive {
        rules.admit(file("f"));
        rules.admit(file("d/x"));

        assertRefused(file("f/x"), Kind.PLACE);
        assertRefused(folder("f"), Kind.PLACE);
        assertRefused(symlink("f", "x"), Kind.PLACE);
        assertRefused(file("d"), Kind.PLACE);
        assertRefused(symlink("d", "x"), Kind.PLACE);
    }

    @Test
    void of_a_file_that_comes_twice_the_last_one_counts() throws RefusedArchive {
        rules.admit(file("a"));

        assertThat(rules.admit(entry("a", '0', "", 2))).isEqualTo(new Admission.File(new EntryName("a"), 0644, 2, 7));
    }

    @Test
    void a_hard_link_leads_to_an_earlier_file_of_the_vault() throws RefusedArchive {
        rules.admit(folder("d"));
        rules.admit(symlink("l", "d"));

        assertRefused(hardLink("h", "/etc/passwd"), Kind.NAME);
        assertRefused(hardLink("h", "missing"), Kind.PLACE);
        assertRefused(hardLink("h", "d"), Kind.PLACE);
        assertRefused(hardLink("h", "l"), Kind.PLACE);
        assertRefused(hardLink("h", "h"), Kind.PLACE);
    }

    @Test
    void hard_links_cost_what_their_files_cost() throws RefusedArchive {
        rules.admit(entry("a", '0', "", 40));
        rules.admit(hardLink("b", "a"));

        assertRefused(hardLink("c", "a"), Kind.ROOM);
    }

    @Test
    void links_that_the_original_spoilt_are_left_out_and_told_once() throws RefusedArchive {
        assertThat(rules.admit(symlink("d/l", "d/l"))).isEqualTo(new Admission.LeftOut());
        assertThat(rules.admit(symlink("m", "m"))).isEqualTo(new Admission.LeftOut());

        assertThat(rules.notices()).singleElement().asString().endsWith("left out: d/l, m");
    }

    @Test
    void a_link_has_a_target_that_a_link_can_have() {
        assertRefused(symlink("a", ""), Kind.NAME);
        assertRefused(symlink("b", "x\0y"), Kind.NAME);
        assertRefused(symlink("c", "x".repeat(4096)), Kind.NAME);
    }

    @Test
    void the_cached_passphrase_is_never_put_down() throws RefusedArchive {
        assertThat(rules.admit(file(".vault_pass"))).isEqualTo(new Admission.LeftOut());
        assertThat(rules.admit(file(".vault_pass/x"))).isEqualTo(new Admission.LeftOut());
        assertThat(rules.admit(file("d/.vault_pass"))).isInstanceOf(Admission.File.class);
        assertThat(rules.notices()).isEmpty();
    }

    @Test
    void there_is_room_for_so_many_bytes() throws RefusedArchive {
        rules.admit(entry("a", '0', "", 60));

        assertRefused(entry("b", '0', "", 41), Kind.ROOM);
        assertRefused(entry("c", '0', "", Long.MAX_VALUE), Kind.ROOM);
        assertThat(rules.admit(entry("d", '0', "", 40))).isInstanceOf(Admission.File.class);
    }

    @Test
    void there_is_room_for_so_many_entries() throws RefusedArchive {
        for (int i : IntStream.range(0, 20).toArray()) {
            rules.admit(folder("d" + i));
        }

        assertRefused(folder("one-more"), Kind.ROOM);
    }
}
