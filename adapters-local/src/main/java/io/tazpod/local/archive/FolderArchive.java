package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.ports.vault.SecretsArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/// The open vault in a folder of this machine; everything in it belongs to the user of this process.
public final class FolderArchive implements SecretsArchive {

    /// File times lag behind the clock by as much.
    private static final Duration TICK = Duration.ofMillis(20);

    private final Path root;

    /// @param root the enclave; it is there before anything is asked of it
    public FolderArchive(Path root) {
        this.root = root;
    }

    @Override
    public Packed pack() {
        return new TreePacker(root).pack();
    }

    @Override
    public Manifest survey() {
        return new TreePacker(root).survey();
    }

    @Override
    public boolean touchedSince(Instant then) {
        var latest = then.minus(TICK);
        try (var all = Files.walk(root)) {
            return all.anyMatch(path -> changed(path).isAfter(latest));
        } catch (IOException | UncheckedIOException gone) {
            return true;
        }
    }

    private static Instant changed(Path path) {
        try {
            return ((FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toInstant();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public Unpacking unpack(byte[] payload, Limits limits) {
        return TreeUnpacker.unpack(new StagingArea(root), payload, limits);
    }
}
