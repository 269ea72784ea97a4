package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.ports.vault.SecretsArchive;
import java.nio.file.Path;

/// The open vault in a folder of this machine; everything in it belongs to the user of this process.
public final class FolderArchive implements SecretsArchive {

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
    public Unpacking unpack(byte[] payload, Limits limits) {
        return TreeUnpacker.unpack(new StagingArea(root), payload, limits);
    }
}
