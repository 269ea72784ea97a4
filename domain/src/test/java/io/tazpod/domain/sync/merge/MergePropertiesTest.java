package io.tazpod.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.archive.ArchiveContent;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for any three vaults.
final class MergePropertiesTest {

    private static final ConflictName NAMES = new ConflictName("desk", Instant.EPOCH);
    private static final Limits LIMITS = Limits.ofEnclave(1 << 20);

    @Property(tries = 500)
    void what_either_side_made_or_changed_is_in_the_result(
            @ForAll("trees") Tree base, @ForAll("trees") Tree ours, @ForAll("trees") Tree theirs) {
        var merged = merge(base, ours, theirs);

        var there = contents(merged.manifest());
        assertThat(there).containsAll(changed(base, ours)).containsAll(changed(base, theirs));
    }

    @Property(tries = 500)
    void without_a_common_state_everything_is_in_the_result(@ForAll("trees") Tree ours, @ForAll("trees") Tree theirs) {
        var merged = merge(Tree.of(), ours, theirs);

        assertThat(contents(merged.manifest()))
                .containsAll(contents(ours.manifest()))
                .containsAll(contents(theirs.manifest()));
    }

    @Property(tries = 300)
    void what_only_one_side_changed_is_taken_as_it_is(@ForAll("trees") Tree base, @ForAll("trees") Tree other) {
        assertThat(merge(base, base, other).manifest()).isEqualTo(other.manifest());
        assertThat(merge(base, other, base).manifest()).isEqualTo(other.manifest());
        assertThat(merge(base, other, other).manifest()).isEqualTo(other.manifest());
    }

    @Property(tries = 300)
    void the_result_can_be_packed_and_is_what_the_plan_says(
            @ForAll("trees") Tree base, @ForAll("trees") Tree ours, @ForAll("trees") Tree theirs) throws IOException {
        var plan = merge(base, ours, theirs);

        var archive = MergedArchive.of(plan, ours.archive(), theirs.archive(), LIMITS, 1);

        assertThat(ArchiveContent.manifest(archive, LIMITS)).isEqualTo(plan.manifest());
    }

    @Property(tries = 300)
    void a_merge_that_is_made_again_changes_nothing(
            @ForAll("trees") Tree base, @ForAll("trees") Tree ours, @ForAll("trees") Tree theirs) {
        var once = merge(base, ours, theirs);

        var twice = ThreeWayMerge.of(base.manifest(), once.manifest(), theirs.manifest(), NAMES);

        assertThat(contents(twice.manifest())).isEqualTo(contents(once.manifest()));
    }

    private static MergePlan merge(Tree base, Tree ours, Tree theirs) {
        return ThreeWayMerge.of(base.manifest(), ours.manifest(), theirs.manifest(), NAMES);
    }

    private static Set<String> contents(Manifest manifest) {
        return manifest.marks().stream()
                .filter(mark -> mark.type() != FileMark.Type.FOLDER)
                .map(mark -> mark.sha256() + mark.link())
                .collect(Collectors.toSet());
    }

    private static Set<String> changed(Tree base, Tree side) {
        var changed = new HashSet<String>();
        side.files().forEach((path, content) -> {
            if (!content.equals(base.files().get(path))) {
                changed.addAll(contents(new Tree(new TreeMap<>(Map.of(path, content)), new TreeMap<>()).manifest()));
            }
        });
        return changed;
    }

    /// Few names, so that they meet, as files here and folders there.
    @Provide
    static Arbitrary<Tree> trees() {
        var names = Arbitraries.of("a", "b", "a/x", "a/y", "a/x/1", "a/x/2", "b/x", "c");
        var contents = Arbitraries.of("1", "2", "3", "->1", "->2");
        return Arbitraries.maps(names, contents).ofMaxSize(6).map(MergePropertiesTest::tree);
    }

    /// A name below a file is left out.
    private static Tree tree(Map<String, String> wanted) {
        var files = new TreeMap<EntryName, String>();
        wanted.forEach((name, content) -> files.put(EntryName.ofText(name), content));
        files.keySet()
                .removeIf(name -> wanted.keySet().stream()
                        .anyMatch(other ->
                                !EntryName.ofText(other).equals(name) && name.isWithin(EntryName.ofText(other))));
        return new Tree(files, new TreeMap<>());
    }
}
