package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.vault.SecretsArchive;
import io.tazpod.ports.vault.SecretsArchiveContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveContractTest extends SecretsArchiveContract {

    @TempDir
    Path temp;

    private final Map<SecretsArchive, Path> roots = new HashMap<>();

    @Override
    protected SecretsArchive newArchive() {
        try {
            var root = Files.createTempDirectory(temp, "enclave");
            var archive = new FolderArchive(root);
            roots.put(archive, root);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void put(SecretsArchive archive, EntryName path, byte[] content) {
        try {
            var file = place(archive, path);
            Files.createDirectories(file.getParent(), Permissions.OWN_FOLDER);
            Files.write(file, content);
            Files.setPosixFilePermissions(file, Permissions.of(0600));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void remove(SecretsArchive archive, EntryName path) {
        try {
            FolderTree.remove(place(archive, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path place(SecretsArchive archive, EntryName path) {
        return Objects.requireNonNull(roots.get(archive)).resolve(FileNames.path(path.latin1()));
    }
}
