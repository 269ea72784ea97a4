package io.tazpod.domain.vault.archive;

/// What is to be done about one entry of an archive that [ArchiveRules] has checked.
public sealed interface Admission {

    /// Make this folder, or give it this mode if it is there already.
    record Folder(EntryName path, int mode, long mtime) implements Admission {}

    /// Write the content that follows into this file; an earlier one of the same name gives way.
    record File(EntryName path, int mode, long size, long mtime) implements Admission {}

    /// Make a copy of a file that was written before.
    record Copy(EntryName path, EntryName from, int mode, long mtime) implements Admission {}

    /// Make this symbolic link, after everything else, so that nothing is written through it.
    ///
    /// @param target one char a byte
    record Symlink(EntryName path, String target, long mtime) implements Admission {}

    /// Nothing is to be done.
    record LeftOut() implements Admission {}
}
