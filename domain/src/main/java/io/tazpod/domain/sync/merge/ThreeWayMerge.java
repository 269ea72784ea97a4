package io.tazpod.domain.sync.merge;

import io.tazpod.domain.sync.merge.Finding.Kind;
import io.tazpod.domain.sync.merge.Pick.Side;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Exclusions;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Joins two vaults that were one, name by name. Nothing that either side has made since is given up:
/// what only one side changed is taken from it, what both changed is kept twice, and what one removed
/// and the other changed stays. Without a common state every difference counts as a change, so that
/// nothing is ever removed.
public final class ThreeWayMerge {

    private final Map<EntryName, FileMark> base;
    private final SortedMap<EntryName, FileMark> ours;
    private final SortedMap<EntryName, FileMark> theirs;
    private final ConflictName names;
    private final TreeMap<EntryName, Pick> picks = new TreeMap<>();
    /// where a state of theirs went whose name is taken
    private final Map<EntryName, EntryName> aside = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private ThreeWayMerge(Manifest base, Manifest ours, Manifest theirs, ConflictName names) {
        this.base = byName(base);
        this.ours = byName(ours);
        this.theirs = byName(theirs);
        this.names = names;
    }

    /// @param base the state that both come from; [Manifest#EMPTY] when that is not known
    public static MergePlan of(Manifest base, Manifest ours, Manifest theirs, ConflictName names) {
        return new ThreeWayMerge(base, ours, theirs, names).plan();
    }

    private static SortedMap<EntryName, FileMark> byName(Manifest manifest) {
        var byName = new TreeMap<EntryName, FileMark>();
        manifest.marks().forEach(mark -> byName.put(mark.path(), mark));
        return byName;
    }

    private MergePlan plan() {
        var all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        all.forEach(this::settle);
        partFilesFromFolders();
        addFolders();
        findings.sort(Comparator.comparing(Finding::path));
        return new MergePlan(List.copyOf(picks.values()), findings);
    }

    private void settle(EntryName path) {
        var before = base.get(path);
        var here = ours.get(path);
        var there = theirs.get(path);
        if (Objects.equals(here, there) || Objects.equals(there, before)) {
            pick(Side.OURS, here);
        } else if (Objects.equals(here, before)) {
            pick(Side.THEIRS, there);
            tellTaken(path, here, there);
        } else if (here == null || there == null) {
            againstRemoval(path, before, here, there);
        } else {
            together(path, before, here, there);
        }
    }

    private void pick(Side side, @Nullable FileMark mark) {
        if (mark != null) {
            picks.put(mark.path(), new Pick(side, mark.path(), mark));
        }
    }

    /// Of a folder that came or went, its files tell.
    private void tellTaken(EntryName path, @Nullable FileMark here, @Nullable FileMark there) {
        if (!isFolder(here) && !isFolder(there)) {
            tell(path, there == null ? Kind.REMOVED : here == null ? Kind.ADDED : Kind.CHANGED);
        }
    }

    private void tell(EntryName path, Kind kind) {
        if (!Exclusions.neverCompared(path)) {
            findings.add(Finding.of(path, kind));
        }
    }

    /// A folder whose permissions were changed is no work that could be lost; if something in it stays, so
    /// does the folder.
    private void againstRemoval(
            EntryName path, @Nullable FileMark before, @Nullable FileMark here, @Nullable FileMark there) {
        var left = here == null ? there : here;
        if (isFolder(before) && isFolder(left)) {
            return;
        }
        pick(here == null ? Side.THEIRS : Side.OURS, left);
        tell(path, here == null ? Kind.THEIRS_KEPT : Kind.OURS_KEPT);
    }

    private void together(EntryName path, @Nullable FileMark before, FileMark here, FileMark there) {
        if (sameButMode(here, there)) {
            pick(Side.OURS, withMode(here, mode(before, here, there)));
            tell(path, modeChanged(before, here) && modeChanged(before, there) ? Kind.MODE_KEPT : Kind.CHANGED);
        } else if (before != null && sameButMode(here, before)) {
            pick(Side.THEIRS, withMode(there, mode(before, here, there)));
            tell(path, Kind.CHANGED);
        } else if (before != null && sameButMode(there, before)) {
            pick(Side.OURS, withMode(here, mode(before, here, there)));
            tell(path, Kind.CHANGED);
        } else {
            keepBoth(path, here, there);
        }
    }

    private static boolean sameButMode(FileMark one, FileMark other) {
        return one.type() == other.type()
                && one.size() == other.size()
                && one.sha256().equals(other.sha256())
                && one.link().equals(other.link());
    }

    private static boolean modeChanged(@Nullable FileMark before, FileMark now) {
        return before == null || before.mode() != now.mode();
    }

    private static int mode(@Nullable FileMark before, FileMark here, FileMark there) {
        return modeChanged(before, here) ? here.mode() : there.mode();
    }

    private static FileMark withMode(FileMark mark, int mode) {
        return new FileMark(mark.path(), mark.type(), mode, mark.size(), mark.sha256(), mark.link());
    }

    private void keepBoth(EntryName path, FileMark here, FileMark there) {
        pick(Side.OURS, here);
        if (Exclusions.neverCompared(path)) {
            // two logins: the one in use is enough
            return;
        }
        var earlier = earlierCopy(path, there);
        if (earlier.isPresent()) {
            findings.add(Finding.of(path, Kind.BOTH_KEPT, earlier.get()));
            return;
        }
        moveAside(path, new Pick(Side.THEIRS, path, there), isFolder(here) || isFolder(there));
    }

    /// A merge that was not pushed in time is made again, with its own result as our side.
    private Optional<EntryName> earlierCopy(EntryName path, FileMark there) {
        return isFolder(there)
                ? Optional.empty()
                : ours.tailMap(path).values().stream()
                        .filter(mark -> ConflictName.isCopy(mark.path(), path) && sameButMode(mark, there))
                        .map(FileMark::path)
                        .findFirst();
    }

    private void moveAside(EntryName path, Pick pick, boolean folder) {
        var name = names.beside(path, this::isTaken);
        aside.put(path, name);
        picks.put(name, pick.named(name));
        findings.add(Finding.of(path, folder ? Kind.MOVED_ASIDE : Kind.BOTH_KEPT, name));
    }

    private boolean isTaken(EntryName name) {
        return base.containsKey(name) || ours.containsKey(name) || theirs.containsKey(name) || picks.containsKey(name);
    }

    /// A file of one side where the other has files below that name. A side that has a file there has
    /// nothing below it, so that all of what is below is the other side's.
    private void partFilesFromFolders() {
        for (var path : clashes()) {
            var file = Objects.requireNonNull(picks.get(path));
            if (file.side() == Side.THEIRS) {
                picks.remove(path);
                moveAside(path, file, true);
            } else {
                moveBelow(path);
            }
        }
    }

    private Set<EntryName> clashes() {
        var clashes = new TreeSet<EntryName>();
        for (var path : picks.keySet()) {
            for (var folder = path.parent(); folder != null; folder = folder.parent()) {
                var pick = picks.get(folder);
                if (pick != null && !pick.isFolder()) {
                    clashes.add(folder);
                }
            }
        }
        return clashes;
    }

    private void moveBelow(EntryName path) {
        if (!aside.containsKey(path)) {
            var folder = theirs.get(path);
            var mark = folder == null ? MergePlan.impliedFolder(path) : folder;
            moveAside(path, new Pick(Side.THEIRS, path, mark), true);
        }
        var to = Objects.requireNonNull(aside.get(path)).latin1();
        var below = picks.tailMap(path, false).values().stream()
                .takeWhile(pick -> pick.mark().path().isWithin(path))
                .toList();
        for (var pick : below) {
            var old = pick.mark().path();
            picks.remove(old);
            var moved = new EntryName(to + old.latin1().substring(path.latin1().length()));
            picks.put(moved, pick.named(moved));
        }
    }

    /// A folder that one side removed is there again if anything in it stays.
    private void addFolders() {
        for (var path : List.copyOf(picks.keySet())) {
            for (var folder = path.parent(); folder != null && !picks.containsKey(folder); folder = folder.parent()) {
                picks.put(folder, folder(folder));
            }
        }
    }

    private Pick folder(EntryName path) {
        for (var side : Side.values()) {
            var mark = (side == Side.OURS ? ours : theirs).get(path);
            if (mark != null && isFolder(mark)) {
                return new Pick(side, path, mark);
            }
        }
        return new Pick(Side.OURS, path, MergePlan.impliedFolder(path));
    }

    private static boolean isFolder(@Nullable FileMark mark) {
        return mark != null && mark.type() == FileMark.Type.FOLDER;
    }
}
