package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.TarWriter;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.SecretsArchive.Packed;
import java.io.IOException;
import java.nio.file.Path;

/// Packs the vault's folder into gzip of tar, starting over when it changes meanwhile.
final class TreePacker {

    // an editor that saves changes a file once; what changes at each try would do so for ever
    private static final int TRIES = 3;
    /// Two: more gain little on a vault's size, and the container may have no more.
    private static final int THREADS = 2;

    private final Path root;

    TreePacker(Path root) {
        this.root = root;
    }

    Packed pack() {
        return repeatedly(this::packOnce);
    }

    Manifest survey() {
        return repeatedly(last -> walked(new Nothing(), last).manifest());
    }

    private Packed packOnce(boolean last) throws TreeWalk.Moved {
        try (var gzip = new ParallelGzip(THREADS)) {
            var tar = new Tar(new TarWriter(gzip));
            var walk = walked(tar, last);
            tar.writer().finish();
            return new Packed(gzip.finish(), walk.manifest(), walk.notices());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private TreeWalk walked(TreeWalk.Sink sink, boolean last) throws TreeWalk.Moved {
        var walk = new TreeWalk(root, sink);
        walk.walk();
        // programs that come and go (gpg's locks) must not stop a save for ever; files that change must
        if (!last && !walk.isStill()) {
            throw new TreeWalk.Moved(null);
        }
        return walk;
    }

    private interface Attempt<T> {
        T run(boolean last) throws TreeWalk.Moved;
    }

    private static <T> T repeatedly(Attempt<T> attempt) {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.run(attempts == TRIES);
            } catch (TreeWalk.Moved moved) {
                if (attempts == TRIES) {
                    throw new PortFailure(
                            PortFailure.Kind.REFUSED,
                            "'" + moved.entry() + "' of the vault keeps changing while it is read",
                            "end the program that writes it, then: tazpod save",
                            moved);
                }
            }
        }
    }

    private record Tar(TarWriter writer) implements TreeWalk.Sink {

        @Override
        public void folder(EntryName path, int mode, long mtime) throws IOException {
            writer.folder(path, mode, mtime);
        }

        @Override
        public void symlink(EntryName path, String target, long mtime) throws IOException {
            writer.symlink(path, target, mtime);
        }

        @Override
        public void file(EntryName path, int mode, long mtime, long size) throws IOException {
            writer.file(path, mode, mtime, size);
        }

        @Override
        public void content(byte[] content, int length) throws IOException {
            writer.content(content, length);
        }

        @Override
        public void endOfFile(long size) throws IOException {
            writer.endOfFile(size);
        }
    }

    private record Nothing() implements TreeWalk.Sink {

        @Override
        public void folder(EntryName path, int mode, long mtime) {}

        @Override
        public void symlink(EntryName path, String target, long mtime) {}

        @Override
        public void file(EntryName path, int mode, long mtime, long size) {}

        @Override
        public void content(byte[] content, int length) {}

        @Override
        public void endOfFile(long size) {}
    }
}
