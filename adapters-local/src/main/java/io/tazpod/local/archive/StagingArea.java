package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.Exclusions;
import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The folder within the vault's own, and so on the same file system, where a vault is laid out before it is
/// put into place, and where the one before it waits to be removed.
final class StagingArea {

    private final Path root;
    private final Path area;

    StagingArea(Path root) {
        this.root = root;
        this.area = root.resolve(Exclusions.STAGING.latin1());
    }

    Path root() {
        return root;
    }

    Path incoming() {
        return area.resolve("new");
    }

    Path outgoing() {
        return area.resolve("old");
    }

    /// Makes it empty, whatever an earlier run left, and gives the folder for what comes in.
    Path create() {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new PortFailure(PortFailure.Kind.ABSENT, "the vault's folder " + root + " is not there");
        }
        try {
            FolderTree.remove(area);
            Files.createDirectory(area, Permissions.OWN_FOLDER);
            Files.createDirectory(incoming(), Permissions.OWN_FOLDER);
            Files.createDirectory(outgoing(), Permissions.OWN_FOLDER);
            return incoming();
        } catch (IOException e) {
            throw EntryTrouble.of("make room for the vault in " + root, e);
        }
    }

    void remove() {
        try {
            FolderTree.remove(area);
        } catch (IOException e) {
            throw EntryTrouble.of("remove " + area, e);
        }
    }
}
