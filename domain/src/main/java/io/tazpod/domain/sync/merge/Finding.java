package io.tazpod.domain.sync.merge;

import io.tazpod.domain.vault.archive.EntryName;
import java.util.Optional;

/// What the operator is told about one name after a merge. What only this side changed is not told.
///
/// @param copy where the other side's state of it is, when both are kept
public record Finding(EntryName path, Kind kind, Optional<EntryName> copy) {

    /// What happened.
    public enum Kind {
        /// they have made it
        ADDED("added, from the other side"),
        /// they have changed it
        CHANGED("changed, from the other side"),
        /// they have removed it
        REMOVED("removed, as on the other side"),
        /// both have changed it
        BOTH_KEPT("changed on both sides, both are kept: yours here, the other as"),
        /// a file here, a folder there, or the other way round
        MOVED_ASIDE("a file on one side and a folder on the other, both are kept: one here, the other as"),
        /// they removed what we changed
        OURS_KEPT("removed on the other side but changed here, so it is kept"),
        /// we removed what they changed
        THEIRS_KEPT("removed here but changed on the other side, so it is back"),
        /// both have changed the permissions only
        MODE_KEPT("has other permissions on the other side; yours are kept");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Finding of(EntryName path, Kind kind) {
        return new Finding(path, kind, Optional.empty());
    }

    static Finding of(EntryName path, Kind kind, EntryName copy) {
        return new Finding(path, kind, Optional.of(copy));
    }

    /// Whether the operator should look at it.
    public boolean wantsAttention() {
        return switch (kind) {
            case ADDED, CHANGED, REMOVED -> false;
            case BOTH_KEPT, MOVED_ASIDE, OURS_KEPT, THEIRS_KEPT, MODE_KEPT -> true;
        };
    }

    @Override
    public String toString() {
        return path + ": " + kind.words + copy.map(it -> " " + it).orElse("");
    }
}
