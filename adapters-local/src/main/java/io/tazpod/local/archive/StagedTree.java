package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Exclusions;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Notice;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.SecretsArchive.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A vault that is laid out in the staging area; put into place by renaming what is at its top.
final class StagedTree implements Staged {

    /// What is left to do once everything is in its place.
    interface LastTouch {
        void apply() throws IOException;
    }

    private final StagingArea area;
    private final Manifest manifest;
    private final List<Notice> notices;
    private final LastTouch lastTouch;

    StagedTree(StagingArea area, Manifest manifest, List<Notice> notices, LastTouch lastTouch) {
        this.area = area;
        this.manifest = manifest;
        this.notices = notices;
        this.lastTouch = lastTouch;
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public List<Notice> notices() {
        return notices;
    }

    @Override
    public void promote() {
        putIntoPlace(List.of());
    }

    @Override
    public void replace() {
        try {
            putIntoPlace(content());
        } catch (IOException e) {
            throw EntryTrouble.of("read the vault's folder " + area.root(), e);
        }
    }

    private void putIntoPlace(List<Path> leaving) {
        var moves = new Moves();
        try {
            var coming = children(area.incoming());
            requireFree(coming, leaving);
            for (var old : leaving) {
                moves.move(old, area.outgoing().resolve(old.getFileName()));
            }
            for (var fresh : coming) {
                moves.move(fresh, area.root().resolve(fresh.getFileName()));
            }
            lastTouch.apply();
        } catch (IOException e) {
            var failure = EntryTrouble.of("put the vault into place", e);
            moves.undo(failure);
            throw failure;
        }
    }

    private void requireFree(List<Path> coming, List<Path> leaving) throws IOException {
        for (var fresh : coming) {
            var there = area.root().resolve(fresh.getFileName());
            boolean inTheWay =
                    Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !leaving.contains(there) && !isEmptyFolder(there);
            if (inTheWay) {
                throw new PortFailure(
                        PortFailure.Kind.REFUSED,
                        "'" + name(there) + "' of the vault can't be put into place: something of that name is there");
            }
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && children(path).isEmpty();
    }

    // what a vault may consist of; sockets and the like were not made by one and stay
    private List<Path> content() throws IOException {
        var content = new ArrayList<Path>();
        for (var child : children(area.root())) {
            var attributes = Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isOther() && !Exclusions.neverArchived(name(child))) {
                content.add(child);
            }
        }
        return content;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.newDirectoryStream(folder)) {
            var all = new ArrayList<Path>();
            children.forEach(all::add);
            return all;
        }
    }

    private static EntryName name(Path path) {
        return new EntryName(FileNames.leaf(path));
    }

    @Override
    public void close() {
        area.remove();
    }

    /// Renames that can be taken back.
    private static final class Moves {

        private record Move(Path from, Path to) {}

        private final Deque<Move> done = new ArrayDeque<>();

        void move(Path from, Path to) throws IOException {
            rename(from, to);
            done.push(new Move(from, to));
        }

        void undo(PortFailure failure) {
            for (var move : done) {
                try {
                    rename(move.to(), move.from());
                } catch (IOException e) {
                    failure.addSuppressed(EntryTrouble.of("put back", name(move.from()), e));
                }
            }
        }

        // moving a folder changes its "..", so it has to be writable meanwhile
        private static void rename(Path from, Path to) throws IOException {
            var before = Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            int mode = Permissions.mode(before.permissions());
            boolean locked = before.isDirectory() && (mode & 0200) == 0;
            if (locked) {
                Files.setPosixFilePermissions(from, Permissions.of(mode | 0200));
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            if (locked) {
                Files.setPosixFilePermissions(to, Permissions.of(mode));
            }
        }
    }
}
