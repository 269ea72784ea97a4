package io.tazpod.domain.sync.merge;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Manifest;
import java.util.List;

/// What the merged vault will consist of, and what is to be told of it.
///
/// @param picks one a name, in the order of a walk; each folder of a path is there
/// @param findings in the order of a walk
public record MergePlan(List<Pick> picks, List<Finding> findings) {

    public MergePlan {
        picks = List.copyOf(picks);
        findings = List.copyOf(findings);
    }

    public Manifest manifest() {
        return Manifest.of(picks.stream().map(Pick::mark).toList());
    }

    /// How many names are kept twice.
    public long keptTwice() {
        return findings.stream().filter(it -> it.copy().isPresent()).count();
    }

    static FileMark impliedFolder(EntryName path) {
        return FileMark.folder(path, 0700);
    }
}
