package io.tazpod.local.archive;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Exclusions;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Notice;
import io.tazpod.local.files.DigestBeside;
import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One walk over the vault's folder, parents first and sorted, that reads every file whole and follows no
/// link.
///
/// It goes from folder to folder by descriptor, so that nobody can slip a link under it. When something
/// changes on the way it ends with [Moved]: what was seen before no longer fits what is seen now.
final class TreeWalk {

    /// Receives what is found.
    interface Sink {
        void folder(EntryName path, int mode, long mtime) throws IOException;

        void symlink(EntryName path, String target, long mtime) throws IOException;

        /// A file, whose content comes next.
        void file(EntryName path, int mode, long mtime, long size) throws IOException;

        /// @param content the first `length` bytes are the next ones of the file; used again later
        void content(byte[] content, int length) throws IOException;

        void endOfFile(long size) throws IOException;
    }

    /// The tree changed while it was walked.
    static final class Moved extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable EntryName entry;

        Moved(@Nullable EntryName entry) {
            this.entry = entry;
        }

        /// What changed; null for names that came or went.
        @Nullable
        EntryName entry() {
            return entry;
        }
    }

    /// One entry of a folder: its path for the system, its name in the archive.
    private record Child(Path path, EntryName name) {}

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    // a larger read only makes the JDK hold a larger buffer outside the heap
    private static final int SLICE = 128 << 10;
    private static final int CHUNK = DigestBeside.CHUNK;
    // an array has to hold its archive
    private static final long LARGEST_FILE = 1L << 30;

    private final Path root;
    private final Sink sink;
    private final MessageDigest digest = Sha256.digest();
    private final List<FileMark> marks = new ArrayList<>();
    private final List<EntryName> oddities = new ArrayList<>();
    private final Map<Path, FileTime> folderTimes = new LinkedHashMap<>();
    private byte[] content = new byte[SLICE];
    private byte[] other = {};

    TreeWalk(Path root, Sink sink) {
        this.root = root;
        this.sink = sink;
    }

    void walk() throws Moved {
        try (var stream = secure(root)) {
            folderTimes.put(root, attributes(stream).lastModifiedTime());
            children(stream, null);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new PortFailure(PortFailure.Kind.ABSENT, "the vault's folder " + root + " is not there", e);
        } catch (IOException e) {
            throw EntryTrouble.of("read the vault's folder " + root, e);
        }
    }

    Manifest manifest() {
        return Manifest.of(marks);
    }

    List<Notice> notices() {
        return oddities.isEmpty()
                ? List.of()
                : List.of(new Notice("not saved, because they are no files, folders or links", oddities));
    }

    /// Whether no name came, went or moved since its folder was read. A file that is renamed from a folder
    /// still to be read into one that was read already would be in neither.
    boolean isStill() {
        try {
            for (var folder : folderTimes.entrySet()) {
                if (!Files.getLastModifiedTime(folder.getKey(), LinkOption.NOFOLLOW_LINKS)
                        .equals(folder.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void children(SecureDirectoryStream<Path> stream, @Nullable EntryName folder) throws IOException, Moved {
        var children = new ArrayList<Child>();
        for (var path : stream) {
            var leaf = new EntryName(FileNames.leaf(path));
            children.add(new Child(path, folder == null ? leaf : folder.child(leaf)));
        }
        children.sort(Comparator.comparing(Child::name));
        for (var child : children) {
            if (!Exclusions.neverArchived(child.name())) {
                entry(stream, child);
            }
        }
    }

    private void entry(SecureDirectoryStream<Path> stream, Child child) throws Moved {
        try {
            var leaf = child.path().getFileName();
            var attributes = stream.getFileAttributeView(leaf, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isDirectory()) {
                folder(stream, child, attributes);
            } else if (attributes.isRegularFile()) {
                file(stream, child, attributes);
            } else if (attributes.isSymbolicLink()) {
                symlink(child, attributes);
            } else {
                oddities.add(child.name());
            }
        } catch (NoSuchFileException e) {
            throw new Moved(child.name());
        } catch (IOException e) {
            throw EntryTrouble.of("read", child.name(), e);
        }
    }

    private void folder(SecureDirectoryStream<Path> stream, Child child, PosixFileAttributes attributes)
            throws IOException, Moved {
        int mode = Permissions.mode(attributes.permissions());
        marks.add(FileMark.folder(child.name(), mode));
        sink.folder(child.name(), mode, seconds(attributes));
        folderTimes.put(child.path(), attributes.lastModifiedTime());
        try (var below = stream.newDirectoryStream(child.path().getFileName(), LinkOption.NOFOLLOW_LINKS)) {
            children(below, child.name());
        }
    }

    private void symlink(Child child, PosixFileAttributes attributes) throws IOException {
        var target = FileNames.target(Files.readSymbolicLink(child.path()));
        marks.add(FileMark.symlink(child.name(), target));
        sink.symlink(child.name(), target, seconds(attributes));
    }

    private void file(SecureDirectoryStream<Path> stream, Child child, PosixFileAttributes before)
            throws IOException, Moved {
        if (before.size() > LARGEST_FILE) {
            throw new PortFailure(
                    PortFailure.Kind.REFUSED, "'" + child.name() + "' is larger than the 1 GiB that a vault takes");
        }
        long size = before.size();
        int mode = Permissions.mode(before.permissions());
        var leaf = child.path().getFileName();
        sink.file(child.name(), mode, seconds(before), size);
        Sha256 sum;
        try (var channel = stream.newByteChannel(leaf, READ)) {
            sum = size < CHUNK ? small(channel, child, (int) size) : large(channel, child, size);
        }
        var after = stream.getFileAttributeView(leaf, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (after.size() != size || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw new Moved(child.name());
        }
        sink.endOfFile(size);
        marks.add(FileMark.file(child.name(), mode, size, sum.hex()));
    }

    private Sha256 small(SeekableByteChannel channel, Child child, int size) throws IOException, Moved {
        grow(size + 1);
        if (read(channel, content, size + 1) != size) {
            throw new Moved(child.name());
        }
        sink.content(content, size);
        digest.update(content, 0, size);
        return Sha256.finish(digest);
    }

    /// The digest is made, and the archive compressed, while the next part is being read.
    private Sha256 large(SeekableByteChannel channel, Child child, long size) throws IOException, Moved {
        var beside = new DigestBeside();
        grow(CHUNK);
        if (other.length < CHUNK) {
            other = new byte[CHUNK];
        }
        long seen = 0;
        for (int got = CHUNK; got == CHUNK; seen += got) {
            got = read(channel, content, CHUNK);
            // a file that grows must not be read for ever
            if (seen + got > size) {
                throw new Moved(child.name());
            }
            beside.begin(content, 0, got);
            sink.content(content, got);
            var digested = content;
            content = other;
            other = digested;
        }
        if (seen != size) {
            throw new Moved(child.name());
        }
        return beside.sha256();
    }

    private void grow(int size) {
        if (content.length < size) {
            content = new byte[Math.max(size, Math.min(CHUNK, content.length * 2))];
        }
    }

    /// Up to so many bytes, and fewer only at the end.
    private static int read(SeekableByteChannel channel, byte[] into, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int got = channel.read(ByteBuffer.wrap(into, filled, Math.min(SLICE, length - filled)));
            if (got < 0) {
                break;
            }
            filled += got;
        }
        return filled;
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> stream) throws IOException {
        return stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    private static long seconds(PosixFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().getEpochSecond();
    }

    @SuppressWarnings("StreamResourceLeak") // handed on open; the caller closes it
    private static SecureDirectoryStream<Path> secure(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this system has no openat");
    }
}
