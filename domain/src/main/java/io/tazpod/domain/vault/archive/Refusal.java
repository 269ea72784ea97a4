package io.tazpod.domain.vault.archive;

/// Why an archive is not taken, although its seal is sound.
///
/// @param sentence for people: lower case, no full stop
public record Refusal(Kind kind, String sentence) {

    public enum Kind {
        /// no gzip stream, or a damaged one
        GZIP,
        /// no tar archive, or a damaged one
        TAR,
        /// a name that no entry may have
        NAME,
        /// a kind of entry that no vault holds, such as a device
        TYPE,
        /// an entry that can't be where another one is
        PLACE,
        /// more than there is room for
        ROOM
    }
}
