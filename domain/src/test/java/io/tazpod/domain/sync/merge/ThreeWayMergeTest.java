package io.tazpod.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.sync.merge.Finding.Kind;
import io.tazpod.domain.vault.archive.ArchiveContent;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Two vaults that went apart.
final class ThreeWayMergeTest {

    private static final ConflictName NAMES = new ConflictName("desk", Instant.parse("2026-11-21T08:09:10Z"));
    private static final String COPY = ".conflict-desk-20261121T080910";
    private static final Limits LIMITS = Limits.ofEnclave(1 << 20);

    @Test
    void disjoint_changes_join() {
        var base = Tree.of("a", "1", "b", "1", "c", "1", "d", "1");

        var merged = merge(
                base,
                Tree.of("a", "ours", "b", "1", "d", "1", "new", "ours"),
                Tree.of("a", "1", "b", "theirs", "c", "1", "far/new", "theirs"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("a", "ours", "b", "theirs", "new", "ours", "far/new", "theirs")
                        .manifest());
        assertThat(merged.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "b: changed, from the other side",
                        "d: removed, as on the other side",
                        "far/new: added, from the other side");
    }

    @Test
    void the_same_file_changed_twice_is_kept_twice() {
        var merged = merge(Tree.of("k/a.txt", "1"), Tree.of("k/a.txt", "ours"), Tree.of("k/a.txt", "theirs"));

        assertThat(merged.manifest())
                .isEqualTo(
                        Tree.of("k/a.txt", "ours", "k/a.txt" + COPY, "theirs").manifest());
        assertThat(merged.findings())
                .singleElement()
                .hasToString("k/a.txt: changed on both sides, both are kept: yours here, the other as k/a.txt" + COPY);
        assertThat(merged.keptTwice()).isEqualTo(1);
    }

    @Test
    void the_same_change_on_both_sides_is_no_conflict() {
        var merged = merge(Tree.of("a", "1"), Tree.of("a", "2"), Tree.of("a", "2"));

        assertThat(merged.manifest()).isEqualTo(Tree.of("a", "2").manifest());
        assertThat(merged.findings()).isEmpty();
    }

    @Test
    void a_merge_that_is_made_again_makes_no_second_copy() {
        var base = Tree.of("a", "1");
        var theirs = Tree.of("a", "theirs");

        var again = merge(base, Tree.of("a", "ours", "a" + COPY, "theirs"), theirs);

        assertThat(again.manifest())
                .isEqualTo(Tree.of("a", "ours", "a" + COPY, "theirs").manifest());
    }

    @Test
    void a_copy_never_takes_a_name_that_is_in_use() {
        var merged =
                merge(Tree.of("a", "1"), Tree.of("a", "ours", "a" + COPY, "something else"), Tree.of("a", "theirs"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("a", "ours", "a" + COPY, "something else", "a" + COPY + "-2", "theirs")
                        .manifest());
    }

    @Test
    void a_deletion_gives_way_to_an_edit() {
        var base = Tree.of("here/a", "1", "there/b", "1", "gone", "1");

        var merged = merge(base, Tree.of("there/b", "ours"), Tree.of("here/a", "theirs", "gone", "1"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("here/a", "theirs", "there/b", "ours").manifest());
        assertThat(merged.findings()).extracting(Finding::kind).containsExactly(Kind.THEIRS_KEPT, Kind.OURS_KEPT);
    }

    @Test
    void a_folder_that_both_emptied_differently_is_gone() {
        var merged = merge(Tree.of("f/a", "1", "f/b", "1"), Tree.of("f/a", "1"), Tree.of("f/b", "1"));

        assertThat(merged.manifest().extent().files()).isZero();
    }

    @Test
    void modes_and_links_are_changes_of_their_own() {
        var base = Tree.of("key", "1", "link", "->a");

        var merged =
                merge(base, Tree.of("key", "1", "link", "->a").mode("key", 0400), Tree.of("key", "2", "link", "->b"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("key", "2", "link", "->b").mode("key", 0400).manifest());
    }

    @Test
    void links_that_lead_elsewhere_on_both_sides_are_kept_twice() {
        var merged = merge(Tree.of("l", "->a"), Tree.of("l", "->b"), Tree.of("l", "->c"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("l", "->b", "l" + COPY, "->c").manifest());
    }

    @Test
    void a_file_of_ours_where_they_have_a_folder_stays_and_the_folder_goes_beside_it() {
        var merged = merge(Tree.of("x", "1"), Tree.of("x", "ours"), Tree.of("x/deep/y", "theirs"));

        assertThat(merged.manifest())
                .isEqualTo(
                        Tree.of("x", "ours", "x" + COPY + "/deep/y", "theirs").manifest());
    }

    @Test
    void a_folder_of_ours_where_they_have_a_file_stays_and_the_file_goes_beside_it() {
        var merged = merge(Tree.of("x", "1"), Tree.of("x/y", "ours"), Tree.of("x", "theirs"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("x/y", "ours", "x" + COPY, "theirs").manifest());
    }

    @Test
    void a_folder_replaced_by_a_file_keeps_what_the_other_side_changed_in_it() {
        var base = Tree.of("x/a", "1", "x/b", "1");

        var merged = merge(base, Tree.of("x/a", "ours", "x/b", "1"), Tree.of("x", "theirs"));
        var mirrored = merge(base, Tree.of("x", "ours"), Tree.of("x/a", "theirs", "x/b", "1"));

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("x/a", "ours", "x" + COPY, "theirs").manifest());
        assertThat(mirrored.manifest())
                .isEqualTo(Tree.of("x", "ours", "x" + COPY + "/a", "theirs").manifest());
    }

    @Test
    void without_a_common_state_nothing_is_removed() {
        var merged = ThreeWayMerge.of(
                Manifest.EMPTY,
                Tree.of("a", "1", "both", "ours").manifest(),
                Tree.of("b", "1", "both", "theirs").manifest(),
                NAMES);

        assertThat(merged.manifest())
                .isEqualTo(Tree.of("a", "1", "b", "1", "both", "ours", "both" + COPY, "theirs")
                        .manifest());
    }

    @Test
    void of_two_logins_ours_stays_without_a_copy() {
        var token = ".aws/sso/cache/t.json";

        var merged = merge(Tree.of(token, "1"), Tree.of(token, "ours"), Tree.of(token, "theirs"));

        assertThat(merged.manifest()).isEqualTo(Tree.of(token, "ours").manifest());
        assertThat(merged.findings()).isEmpty();
    }

    @Test
    void a_long_name_is_cut_for_its_copy() {
        var name = "n".repeat(255);

        var merged = merge(Tree.of(), Tree.of(name, "ours"), Tree.of(name, "theirs"));

        assertThat(merged.picks())
                .extracting(pick -> pick.mark().path().latin1())
                .containsExactlyInAnyOrder(name, "n".repeat(255 - COPY.length()) + COPY);
    }

    @Test
    void a_hosts_name_is_made_fit_for_a_file() {
        var odd = new ConflictName("a/b c\u00e9", Instant.EPOCH);

        assertThat(odd.host()).isEqualTo("a-b-c-");
    }

    @Test
    void the_archive_holds_what_the_plan_says() throws IOException {
        var base = Tree.of("a", "1", "l", "->a");
        var ours = Tree.of("a", "ours", "l", "->a", "dir/x", "x").mode("dir", 0750);
        var theirs = Tree.of("a", "theirs", "l", "->b", "far/y", "y").mode("far/y", 0644);
        var plan = merge(base, ours, theirs);

        var archive = MergedArchive.of(plan, ours.archive(), theirs.archive(), LIMITS, 1);

        assertThat(ArchiveContent.manifest(archive, LIMITS)).isEqualTo(plan.manifest());
        assertThat(plan.manifest().marks())
                .contains(FileMark.folder(io.tazpod.domain.vault.archive.EntryName.ofText("dir"), 0750));
    }

    private static MergePlan merge(Tree base, Tree ours, Tree theirs) {
        return ThreeWayMerge.of(base.manifest(), ours.manifest(), theirs.manifest(), NAMES);
    }
}
