package io.tazpod.domain.sync.merge;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;

/// What the merged vault has under one name.
///
/// @param side where its content comes from
/// @param source the name it has there
/// @param mark what it is in the merged vault, under its name there
public record Pick(Side side, EntryName source, FileMark mark) {

    /// Whose content.
    public enum Side {
        OURS,
        THEIRS
    }

    Pick named(EntryName path) {
        return new Pick(
                side, source, new FileMark(path, mark.type(), mark.mode(), mark.size(), mark.sha256(), mark.link()));
    }

    boolean isFolder() {
        return mark.type() == FileMark.Type.FOLDER;
    }
}
