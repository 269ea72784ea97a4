package io.tazpod.domain.vault.archive;

/// All that tells one entry of a vault from another, except its time.
///
/// @param mode the nine permission bits; 0777 for links, which have none of their own
/// @param size in bytes; 0 for what is no file
/// @param sha256 of the content, lower-case hex; empty for what is no file
/// @param link where a symbolic link leads, one char a byte; empty for others
public record FileMark(EntryName path, Type type, int mode, long size, String sha256, String link) {

    public enum Type {
        FILE('f'),
        FOLDER('d'),
        SYMLINK('l');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    public static FileMark file(EntryName path, int mode, long size, String sha256) {
        return new FileMark(path, Type.FILE, mode, size, sha256, "");
    }

    public static FileMark folder(EntryName path, int mode) {
        return new FileMark(path, Type.FOLDER, mode, 0, "", "");
    }

    public static FileMark symlink(EntryName path, String target) {
        return new FileMark(path, Type.SYMLINK, 0777, 0, "", target);
    }
}
