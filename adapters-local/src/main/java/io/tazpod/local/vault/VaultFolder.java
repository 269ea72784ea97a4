package io.tazpod.local.vault;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.SyncMemory;
import io.tazpod.local.files.DigestBeside;
import io.tazpod.local.files.Durable;
import io.tazpod.local.files.FileTrouble;
import io.tazpod.local.files.ProcessLock;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The directory `.tazpod/vault`: the sealed file, the ring of earlier ones, and what is remembered of
/// stores.
public final class VaultFolder implements LocalVault {

    private static final String VAULT = "vault.tar.aes";
    private static final String MEMORY = "sync.json";
    private static final String RING = "ring";
    private static final String LOCK = ".lock";
    private static final String TEMPORARY = ".tmp";

    /// how many earlier files are kept: enough to undo a bad day, and few enough for a small disk
    private static final int RING_SIZE = 5;

    /// the lock is held for a rename and a few flushes
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

    /// names the temporary files of this process; those of others are removed once nobody holds their
    /// lock
    private static final String PROCESS = UUID.randomUUID().toString();

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Path vault;
    private final Clock clock;
    private final KnownDigest known;

    /// @param directory `.tazpod/vault` of the project; made by the first write
    public VaultFolder(Path directory) {
        this(directory, Clock.systemUTC());
    }

    public VaultFolder(Path directory, Clock clock) {
        this.directory = directory;
        this.vault = directory.resolve(VAULT);
        this.clock = clock;
        this.known = new KnownDigest(vault, clock);
    }

    /// The sealed file, whether it is there or not.
    public Path file() {
        return vault;
    }

    @Override
    public Optional<VaultSnapshot> snapshot() {
        try {
            var stamp = known.stamp();
            return opened().map(file -> new Snapshot(file, digest -> known.remember(stamp, digest)));
        } catch (IOException failure) {
            throw FileTrouble.of("read the vault file", failure);
        }
    }

    @Override
    public Optional<VaultSnapshot> earlier(Sha256 file) {
        try {
            var now = snapshot();
            if (now.isPresent() && now.get().sha256().equals(file)) {
                return now;
            }
            now.ifPresent(VaultSnapshot::close);
            return inRing(file);
        } catch (IOException failure) {
            throw FileTrouble.of("read the earlier vault files in " + directory.resolve(RING), failure);
        }
    }

    private Optional<VaultSnapshot> inRing(Sha256 file) throws IOException {
        if (!Files.isDirectory(directory.resolve(RING), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var files = Files.newDirectoryStream(directory.resolve(RING), "vault-*.tar.aes")) {
            for (var one : files) {
                var channel = FileChannel.open(one, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                var snapshot = new Snapshot(channel, _ -> {});
                if (snapshot.sha256().equals(file)) {
                    return Optional.of(snapshot);
                }
                snapshot.close();
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return Optional.empty();
    }

    @Override
    public Sha256 replace(byte[] sealed, Optional<Sha256> content) {
        try (var incoming = new Download()) {
            incoming.sink().write(sealed);
            incoming.keep(Optional.empty(), content, true);
            return incoming.sha256();
        } catch (IOException failure) {
            throw FileTrouble.of("write the vault file", failure);
        }
    }

    @Override
    public Incoming receive() {
        try {
            return new Download();
        } catch (IOException failure) {
            throw FileTrouble.of("write beside the vault file", failure);
        }
    }

    @Override
    public SyncMemory memory() {
        try {
            return MemoryFile.parse(Files.readString(directory.resolve(MEMORY)));
        } catch (NoSuchFileException none) {
            return SyncMemory.EMPTY;
        } catch (IOException failure) {
            throw FileTrouble.of("read " + directory.resolve(MEMORY), failure);
        }
    }

    @Override
    public SyncMemory remember(UnaryOperator<SyncMemory> change) {
        try {
            Durable.directories(directory);
            try (var _ = lock()) {
                return write(change.apply(memory()));
            }
        } catch (IOException failure) {
            throw FileTrouble.of("write " + directory.resolve(MEMORY), failure);
        }
    }

    private SyncMemory write(SyncMemory memory) throws IOException {
        Durable.write(
                directory.resolve(MEMORY),
                temporary(MEMORY),
                MemoryFile.text(memory).getBytes(StandardCharsets.UTF_8));
        return memory;
    }

    private ProcessLock lock() throws IOException {
        return ProcessLock.take(directory.resolve(LOCK), LOCK_LIMIT);
    }

    private Path temporary(String name) {
        return directory.resolve("." + name + "." + PROCESS + "." + UUID.randomUUID() + TEMPORARY);
    }

    // ---- reading

    private Optional<FileChannel> opened() throws IOException {
        refuseOddVault();
        try {
            return Optional.of(FileChannel.open(vault, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /// A link could lead the next save, and with it the secrets' seal, to a place that somebody else
    /// chose.
    private void refuseOddVault() {
        if (Files.isSymbolicLink(vault)) {
            throw new PortFailure(Kind.REFUSED, vault + " is a symbolic link", "put the vault file itself there", null);
        }
        if (Files.exists(vault, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(vault, LinkOption.NOFOLLOW_LINKS)) {
            throw new PortFailure(Kind.REFUSED, vault + " is no file");
        }
    }

    private static Sha256 digestOf(FileChannel file) {
        try (var content = new Positional(file)) {
            return Sha256.of(content);
        } catch (IOException failure) {
            close(file);
            throw FileTrouble.of("read the vault file", failure);
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException unanswerable) {
            // nothing was written through it
        }
    }

    /// The digest is made when it is asked for: who opens the vault has the bytes in hand and makes it
    /// from them.
    private static final class Snapshot implements VaultSnapshot {

        private final FileChannel file;
        private final Consumer<Sha256> known;
        private @Nullable Sha256 sha256;

        /// @param known is told the digest when it is made
        Snapshot(FileChannel file, Consumer<Sha256> known) {
            this.file = file;
            this.known = known;
        }

        @Override
        public Sha256 sha256() {
            var made = sha256;
            if (made == null) {
                made = digestOf(file);
                sha256 = made;
                known.accept(made);
            }
            return made;
        }

        @Override
        public long size() {
            try {
                return file.size();
            } catch (IOException failure) {
                throw FileTrouble.of("read the vault file", failure);
            }
        }

        @Override
        public InputStream open() {
            return new Positional(file);
        }

        @Override
        public void close() {
            VaultFolder.close(file);
        }
    }

    /// Reads from the start of an open file without moving its position, so that many can read it.
    private static final class Positional extends InputStream {

        private final FileChannel file;
        private long position;

        Positional(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int n = file.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(n, 0);
            return n;
        }
    }

    // ---- writing

    /// A temporary file beside the vault, locked while it lives so that others can tell it from a
    /// leftover.
    private final class Download implements Incoming {

        private final Path path;
        private final FileChannel file;
        private final DigestBeside digest = new DigestBeside();
        private long size;

        Download() throws IOException {
            refuseOddVault();
            Durable.directories(directory);
            path = temporary(VAULT);
            // under the lock, since until it is locked itself it looks like a leftover
            try (var _ = lock()) {
                removeLeftovers();
                file = Durable.create(path);
                lockFor(file);
            }
        }

        private void lockFor(FileChannel life) throws IOException {
            try {
                life.tryLock();
            } catch (IOException failure) {
                VaultFolder.close(life);
                Files.deleteIfExists(path);
                throw failure;
            }
        }

        @Override
        public OutputStream sink() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    digest.begin(bytes, offset, length);
                    try {
                        append(bytes, offset, length);
                    } finally {
                        digest.read(length);
                    }
                    size += length;
                }
            };
        }

        private void append(byte[] bytes, int offset, int length) throws IOException {
            var part = ByteBuffer.wrap(bytes, offset, length);
            while (part.hasRemaining()) {
                file.write(part);
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Sha256 sha256() {
            return digest.sha256();
        }

        @Override
        public boolean keep(Optional<Sha256> expected, Optional<Sha256> content) {
            try {
                return keep(expected, content, false);
            } catch (IOException failure) {
                throw FileTrouble.of("write the vault file", failure);
            }
        }

        boolean keep(Optional<Sha256> expected, Optional<Sha256> content, boolean whatever) throws IOException {
            file.force(true);
            try (var _ = lock()) {
                refuseOddVault();
                if (!whatever && !present().equals(expected)) {
                    return false;
                }
                // remembered first, with the earlier one, so that a crash in between leaves either of them known
                write(memory().withWritten(sha256(), content));
                exchange(path);
                trimRing();
                return true;
            }
        }

        @Override
        public void close() {
            VaultFolder.close(file);
            try {
                Files.deleteIfExists(path);
            } catch (IOException unanswerable) {
                // the next write removes it as a leftover
            }
        }
    }

    private Optional<Sha256> present() {
        var unread = known.digest();
        if (unread.isPresent()) {
            return unread;
        }
        try (var file = snapshot().orElse(null)) {
            return Optional.ofNullable(file).map(VaultSnapshot::sha256);
        }
    }

    /// The earlier file gets a second name in the ring; the rename takes the first one away from it.
    /// Were both
    /// left on it, a program that writes the vault in place would write into the ring.
    private void exchange(Path fresh) throws IOException {
        var earlier = keepEarlier();
        try {
            Files.move(fresh, vault, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            if (earlier.isPresent()) {
                Files.deleteIfExists(earlier.get());
            }
            throw failure;
        }
        Durable.flushDirectory(vault);
    }

    private Optional<Path> keepEarlier() throws IOException {
        if (!Files.exists(vault)) {
            return Optional.empty();
        }
        var ring = directory.resolve(RING);
        Durable.directories(ring);
        var distinct = UUID.randomUUID().toString().substring(0, 4);
        var name = ring.resolve("vault-" + SECOND.format(clock.instant()) + "-" + distinct + ".tar.aes");
        try {
            Files.createLink(name, vault);
        } catch (UnsupportedOperationException | IOException noLinksHere) {
            copy(vault, name);
        }
        Durable.flushDirectory(name);
        return Optional.of(name);
    }

    private static void copy(Path from, Path to) throws IOException {
        boolean whole = false;
        try (var source = FileChannel.open(from, StandardOpenOption.READ);
                var target = Durable.create(to)) {
            for (long done = 0; done < source.size(); ) {
                done += source.transferTo(done, source.size() - done, target);
            }
            target.force(true);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(to);
            }
        }
    }

    /// Too many in the ring harm nobody, so a failure here is left to the next time.
    private void trimRing() {
        try (var files = Files.newDirectoryStream(directory.resolve(RING), "vault-*.tar.aes")) {
            var names = new ArrayList<Path>();
            files.forEach(names::add);
            names.sort(Comparator.comparing(Path::toString).reversed());
            for (var old : names.subList(Math.min(RING_SIZE, names.size()), names.size())) {
                Files.deleteIfExists(old);
            }
        } catch (IOException | DirectoryIteratorException leftForNextTime) {
            // a ring that is missing has nothing to trim
        }
    }

    private void removeLeftovers() throws IOException {
        try (var files = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
            for (var file : files) {
                if (!file.getFileName().toString().contains(PROCESS) && abandoned(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean abandoned(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// When the vault file was written, by this disk.
    public Optional<Instant> modified() {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(vault, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw FileTrouble.of("look at the vault file", failure);
        }
    }
}
