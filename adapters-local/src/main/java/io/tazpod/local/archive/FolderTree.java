package io.tazpod.local.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Removing whole folders.
final class FolderTree {

    private FolderTree() {}

    /// Removes it with all that is in it, also where modes forbid that; follows no link; quiet when there is
    /// none.
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(path, Permissions.of(0700));
            try (var children = Files.newDirectoryStream(path)) {
                for (var child : children) {
                    remove(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
