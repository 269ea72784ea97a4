package io.tazpod.local.enclave;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.machine.Programs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The enclave as a RAM file system: declared by the engine, or mounted here at unlock.
public final class RamEnclave implements Enclave {

    private static final Duration MOUNT_LIMIT = Duration.ofSeconds(10);
    private static final Duration END_GRACE = Duration.ofSeconds(2);

    /// No credential is larger.
    private static final long SMALL = 64 << 10;

    private final Path folder;
    private final Path bridge;
    private final Mounting mounting;
    private final Programs programs;

    /// How the RAM file system comes to be.
    public sealed interface Mounting {
        /// the engine declared it
        record Declared() implements Mounting {}

        /// mounted at unlock
        ///
        /// @param sizeBytes its limit
        /// @param uid who owns it
        record AtUnlock(long sizeBytes, int uid, int gid) implements Mounting {}
    }

    /// @param folder the enclave
    /// @param bridge the link or mount that leads to its `.aws`
    public RamEnclave(Path folder, Path bridge, Mounting mounting, Programs programs) {
        this.folder = folder;
        this.bridge = bridge;
        this.mounting = mounting;
        this.programs = programs;
    }

    @Override
    public Facts facts() {
        try {
            return new Facts(MountTable.read().isRam(folder.toString()), isEmpty());
        } catch (IOException unreadable) {
            throw broken("the enclave can't be looked at", unreadable);
        }
    }

    @Override
    public void open() {
        if (mounting instanceof Mounting.AtUnlock mount && !facts().ram()) {
            mount(mount);
        }
        if (!facts().ram()) {
            throw new PortFailure(
                    PortFailure.Kind.REFUSED,
                    folder + " is no RAM file system; nothing was opened",
                    "recreate the container on the host: tazpod down && tazpod up",
                    null);
        }
        permit("rwx------");
    }

    @Override
    public void wipe() {
        if (Files.notExists(folder)) {
            return;
        }
        boolean ram = facts().ram();
        try {
            permit("rwx------");
            removeContent();
            if (!isEmpty()) {
                throw new PortFailure(PortFailure.Kind.REFUSED, "the enclave is not empty: " + names());
            }
        } catch (IOException left) {
            throw broken("the enclave could not be emptied", left);
        }
        if (ram && mounting instanceof Mounting.AtUnlock) {
            unmount();
        } else if (ram) {
            // nothing lands here by mistake while the vault is locked
            permit("r-x------");
        }
    }

    @Override
    public List<Holder> holders() {
        return OpenFiles.below(folder.toString());
    }

    @Override
    public List<Holder> end(List<Holder> holders) {
        var left = holders;
        for (var signal : List.of("-HUP", "-TERM", "-KILL")) {
            for (var holder : left) {
                programs.run(List.of("kill", signal, Long.toString(holder.pid())), MOUNT_LIMIT);
            }
            left = awaitEnd(left);
            if (left.isEmpty()) {
                break;
            }
        }
        return left;
    }

    @Override
    public List<String> bridge() {
        var source = folder.resolve(".aws");
        try {
            if (Files.notExists(source, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        source, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.isSymbolicLink(bridge)) {
                Files.delete(bridge);
            } else if (Files.isDirectory(bridge, LinkOption.NOFOLLOW_LINKS) && isEmpty(bridge)) {
                Files.delete(bridge);
            } else if (Files.exists(bridge, LinkOption.NOFOLLOW_LINKS)) {
                return List.of(bridge + " has content of its own and is left as it is");
            }
            Files.createSymbolicLink(bridge, source);
            return List.of();
        } catch (IOException broken) {
            return List.of(bridge + " could not be made: " + broken.getMessage());
        }
    }

    @Override
    public Optional<byte[]> readSmall(String path) {
        var file = folder.resolve(path).normalize();
        try {
            return file.startsWith(folder)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(file) <= SMALL
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw broken(path + " can't be read", unreadable);
        }
    }

    @Override
    public boolean has(EntryName file) {
        var place = folder.resolve(file.toString());
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void unbridge() {
        try {
            if (Files.isSymbolicLink(bridge) && Files.readSymbolicLink(bridge).startsWith(folder)) {
                Files.delete(bridge);
            }
        } catch (IOException left) {
            throw broken(bridge + " could not be removed", left);
        }
    }

    /// With `noswap` where the kernel knows it; it has to be in the first mount.
    private void mount(Mounting.AtUnlock mount) {
        var options = "size=" + mount.sizeBytes() + ",mode=0700,uid=" + mount.uid() + ",gid=" + mount.gid();
        var sudo = mount.uid() == 0 ? List.<String>of() : List.of("sudo", "-n");
        run(concat(sudo, List.of("mkdir", "-p", folder.toString())));
        if (run(concat(sudo, mountCommand(options + ",noswap"))).exitCode() == 0) {
            return;
        }
        var second = run(concat(sudo, mountCommand(options)));
        if (second.exitCode() != 0) {
            throw new PortFailure(
                    PortFailure.Kind.REFUSED,
                    "the enclave can't be mounted: " + second.errors().strip(),
                    "enclave: mounted needs SYS_ADMIN and sudo in the container; use enclave: declared",
                    null);
        }
    }

    private List<String> mountCommand(String options) {
        return List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    }

    private void unmount() {
        var sudo = ProcessHandle.current().info().user().filter("root"::equals).isPresent()
                ? List.<String>of()
                : List.of("sudo", "-n");
        var result = run(concat(sudo, List.of("umount", folder.toString())));
        if (result.exitCode() != 0) {
            throw new PortFailure(
                    PortFailure.Kind.REFUSED,
                    "the enclave is empty, but can't be unmounted: "
                            + result.errors().strip(),
                    "leave " + folder + " in every shell, then: tazpod lock --force",
                    null);
        }
    }

    private Programs.Finished run(List<String> command) {
        return programs.run(command, MOUNT_LIMIT);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<Holder> awaitEnd(List<Holder> holders) {
        long deadline = System.nanoTime() + END_GRACE.toNanos();
        var left = holders;
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException leaving) {
                Thread.currentThread().interrupt();
                return left;
            }
            left = left.stream()
                    .filter(h -> ProcessHandle.of(h.pid())
                            .map(ProcessHandle::isAlive)
                            .orElse(false))
                    .toList();
        }
        return left;
    }

    private void permit(String permissions) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException notOurs) {
            throw broken("the enclave's permissions can't be set", notOurs);
        }
    }

    private void removeContent() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @org.jspecify.annotations.Nullable IOException failed)
                    throws IOException {
                if (failed != null) {
                    throw failed;
                }
                if (!dir.equals(folder)) {
                    Files.delete(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private boolean isEmpty() throws IOException {
        return Files.notExists(folder) || isEmpty(folder);
    }

    private static boolean isEmpty(Path dir) throws IOException {
        try (var entries = Files.newDirectoryStream(dir)) {
            return !entries.iterator().hasNext();
        }
    }

    private String names() throws IOException {
        try (var entries = Files.list(folder)) {
            return String.join(
                    ", ", entries.limit(5).map(p -> p.getFileName().toString()).toList());
        }
    }

    private static PortFailure broken(String what, IOException cause) {
        return new PortFailure(PortFailure.Kind.UNEXPECTED, what + ": " + cause.getMessage(), cause);
    }
}
