package io.tazpod.domain.vault.archive;

/// One entry of a tar archive as it stands there: nothing in it is checked yet.
///
/// @param path one char a byte, as in [EntryName]
/// @param flag the type as the header has it
/// @param mode with the set-id bits
/// @param size of the content that follows
/// @param mtime whole seconds since 1970, rounded down; may be negative
/// @param link target of a link, one char a byte; empty for others
public record TarEntry(String path, char flag, int mode, long size, long mtime, String link) {

    public static final char FILE = '0';
    public static final char HARD_LINK = '1';
    public static final char SYMLINK = '2';
    public static final char FOLDER = '5';
}
