package io.tazpod.local.project;

import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.project.ProjectFiles;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.machine.ProjectFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A project as a folder of this file system.
public final class ProjectOnDisk implements ProjectFolder {

    /// What must never be committed by accident: the vault, and what tools keep beside it.
    private static final List<String> IGNORED = List.of(
            ".tazpod/vault/",
            ".tazpod/run/",
            ".tazpod/.pi/",
            ".tazpod/.omp/",
            ".tazpod/.gemini/",
            ".tazpod/.claude/",
            ".tazpod/.aws/",
            ".tazpod/.opencode/");

    private final Path current;
    private final boolean fixed;
    /// Never looked at from this process: closing a second descriptor of a file gives up the process's lock on it.
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /// @param current where TazPod was called, or the folder that `--project` names
    /// @param fixed whether the project must be exactly there, instead of there or above
    public ProjectOnDisk(Path current, boolean fixed) {
        this.current = current.toAbsolutePath().normalize();
        this.fixed = fixed;
    }

    @Override
    public Optional<String> root() {
        for (Path folder = current; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(ProjectFiles.ENVELOPE))) {
                return Optional.of(folder.toString());
            }
            if (fixed) {
                break;
            }
        }
        return Optional.empty();
    }

    @Override
    public String current() {
        return current.toString();
    }

    @Override
    public boolean hasVault() {
        return root().map(r -> Files.exists(Path.of(r, ProjectFiles.VAULT), LinkOption.NOFOLLOW_LINKS))
                .orElse(false);
    }

    @Override
    public void initialise(String configuration) {
        try {
            Files.createDirectories(current.resolve(ProjectFiles.VAULT_FOLDER));
            Files.writeString(current.resolve(ProjectFiles.CONFIG), configuration, StandardOpenOption.CREATE_NEW);
            ignore();
        } catch (IOException failed) {
            throw failure("the project can't be made in " + current, failed);
        }
    }

    /// Adds what is missing in `.gitignore`; lines that are there stay as they are.
    private void ignore() throws IOException {
        var file = current.resolve(".gitignore");
        // names in any encoding may stand there; ours are ASCII
        var present = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        var lines = present.lines().map(String::strip).toList();
        var missing = IGNORED.stream().filter(line -> !lines.contains(line)).toList();
        if (!missing.isEmpty()) {
            var start = present.isEmpty() || present.endsWith("\n") ? "" : "\n";
            Files.writeString(
                    file,
                    start + String.join("\n", missing) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    @Override
    public void makeIdentityFolders() {
        var envelope = requireRoot().resolve(ProjectFiles.ENVELOPE);
        try {
            for (var name : GuestPaths.IDENTITY_FOLDERS) {
                if (Files.notExists(envelope.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(envelope.resolve(name));
                }
            }
        } catch (IOException failed) {
            throw failure("the tools' folders can't be made", failed);
        }
    }

    @Override
    public Client hold(String id) {
        try {
            var folder = Files.createDirectories(requireRoot().resolve(ProjectFiles.CLIENTS));
            var file = folder.resolve(id);
            held.add(id);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            return () -> release(channel, file);
        } catch (IOException failed) {
            throw failure("this shell can't be noted", failed);
        }
    }

    private static void release(FileChannel channel, Path file) {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw failure("the note of this shell can't be removed", left);
        }
    }

    @Override
    public List<String> takeDeadClients() {
        var folder = requireRoot().resolve(ProjectFiles.CLIENTS);
        var dead = new ArrayList<String>();
        if (Files.notExists(folder)) {
            return dead;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!held.contains(file.getFileName().toString()) && isDead(file)) {
                    dead.add(file.getFileName().toString());
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw failure("the notes of other shells can't be read", failed);
        }
        return dead;
    }

    private static boolean isDead(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var lock = channel.tryLock();
            return lock != null;
        } catch (java.nio.channels.OverlappingFileLockException ours) {
            return false;
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        }
    }

    private Path requireRoot() {
        return Path.of(root().orElseThrow(() -> new IllegalStateException("there is no project here")));
    }

    private static PortFailure failure(String what, IOException cause) {
        var kind = cause instanceof AccessDeniedException
                ? PortFailure.Kind.DENIED
                : String.valueOf(cause.getMessage()).contains("No space left")
                        ? PortFailure.Kind.FULL
                        : PortFailure.Kind.UNEXPECTED;
        return new PortFailure(kind, what + ": " + cause.getMessage(), cause);
    }
}
