package io.tazpod.local.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.local.files.Durable;
import io.tazpod.local.files.FileTrouble;
import io.tazpod.local.files.ProcessLock;
import io.tazpod.local.store.Sidecar.State;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// An object store in a directory: each object is a plain file below the root, named as its key, that can be
/// copied out with `cp`. Metadata is kept aside, below `.tazpod-store/`.
///
/// Writes are under a lock per key and go by temporary file, flush and rename; reads take no lock, so that a
/// directory which is mounted read-only can be read. A file that another program put there is an object without
/// metadata. The locks hold between hosts as far as the file system carries `fcntl` locks (NFSv4 and SMB do).
public final class DirectoryStore implements ObjectStore {

    /// a writer holds a lock for a few renames; who waits longer than this waits for something that hangs
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);
    private static final int LOCKS = 64;
    private static final int TRIES = 5;

    private final Path root;
    private final Path own;

    /// @param root is made, readable by its owner only, when its parent exists; a missing parent is taken for a
    ///     disk that is not mounted
    public DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.own = this.root.resolve(KeyPath.OWN);
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public void close() {}

    @Override
    public Optional<StoredObject> head(ObjectKey key) {
        ready();
        try {
            return current(key).map(state -> stored(key, state));
        } catch (IOException failure) {
            throw FileTrouble.of("read " + key + " in " + root, failure);
        }
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        ready();
        var opened = open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var file = opened.get().file()) {
            copy(file, key, opened.get().state(), sink);
        }
        return Optional.of(stored(key, opened.get().state()));
    }

    /// A directory keeps no versions.
    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) {
        ready();
        return Optional.empty();
    }

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        ready();
        check(metadata);
        try {
            return put(key, payload, Map.copyOf(metadata), condition, own.resolve("tmp"));
        } catch (IOException failure) {
            throw FileTrouble.of("write " + key + " in " + root, failure);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        ready();
        var found = new ArrayList<ObjectKey>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.equals(own) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        KeyPath.key(root, file)
                                .filter(key -> key.value().startsWith(prefix))
                                .ifPresent(found::add);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            var listed = new ArrayList<StoredObject>();
            for (var key : found.stream().sorted().toList()) {
                current(key).map(state -> stored(key, state)).ifPresent(listed::add);
            }
            return listed;
        } catch (IOException failure) {
            throw FileTrouble.of("list " + root, failure);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        ready();
        try {
            if (current(key).isEmpty()) {
                return;
            }
            prepare();
            try (var _ = lock(key)) {
                Files.deleteIfExists(file(key));
                Files.deleteIfExists(sidecarFile(key));
                Durable.flushDirectory(file(key));
            }
        } catch (IOException failure) {
            throw FileTrouble.of("delete " + key + " in " + root, failure);
        }
    }

    @Override
    public PutOutcome copy(StoredObject from, ObjectKey to) {
        ready();
        var opened = open(from.key());
        if (opened.isEmpty()) {
            return new PutOutcome.ConditionFailed("it is not there any more");
        }
        try (var file = opened.get().file()) {
            var state = opened.get().state();
            return state.etag().equals(from.etag())
                    ? put(to, new Opened.Content(file, state), state.metadata(), new Condition.None())
                    : new PutOutcome.ConditionFailed("it was replaced");
        } catch (IOException failure) {
            throw FileTrouble.of("copy " + from.key() + " in " + root, failure);
        }
    }

    // ---- writing

    private PutOutcome put(
            ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition, Path temporaries)
            throws IOException {
        var refused = refusal(condition, current(key));
        if (refused.isPresent()) {
            return refused.get();
        }
        prepare();
        var temporary = temporaries.resolve(UUID.randomUUID().toString());
        try {
            var sha256 = fill(temporary, payload);
            try (var _ = lock(key)) {
                var before = current(key);
                refused = refusal(condition, before);
                return refused.isPresent() ? refused.get() : exchange(key, before, temporary, sha256, metadata);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private PutOutcome exchange(
            ObjectKey key, Optional<State> before, Path temporary, Sha256 sha256, Map<String, String> metadata)
            throws IOException {
        long serial = before.map(State::serial).orElse(0L) + 1;
        var after = new State(
                State.etag(sha256, serial),
                Files.size(temporary),
                Files.getLastModifiedTime(temporary).toMillis(),
                sha256,
                metadata);
        var both = new ArrayList<State>();
        before.ifPresent(both::add);
        both.add(after);
        write(key, new Sidecar(both));
        makeParents(file(key), key);
        Durable.rename(temporary, file(key));
        write(key, new Sidecar(List.of(after)));
        return new PutOutcome.Stored(after.etag(), Optional.empty());
    }

    private static Optional<PutOutcome> refusal(Condition condition, Optional<State> current) {
        return switch (condition) {
            case Condition.None _ -> Optional.empty();
            case Condition.Absent _ -> current.map(it -> new PutOutcome.ConditionFailed("there is one already"));
            case Condition.Unchanged(ETag etag) ->
                current.map(State::etag).equals(Optional.of(etag))
                        ? Optional.empty()
                        : Optional.of(new PutOutcome.ConditionFailed(
                                current.isPresent() ? "it was replaced" : "it is not there any more"));
        };
    }

    /// A digest that was promised is compared: what is stored is what was meant, or nothing.
    private static Sha256 fill(Path temporary, Payload payload) throws IOException {
        var digest = Sha256.digest();
        try (var file = Durable.create(temporary)) {
            try (var content = payload.open();
                    var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                copy(content, file, out);
            }
            if (file.size() != payload.size()) {
                throw new IOException("%d bytes came where %d were promised".formatted(file.size(), payload.size()));
            }
            file.force(true);
        }
        var found = Sha256.finish(digest);
        if (!payload.digest().map(found::equals).orElse(true)) {
            throw new IOException("what came has another digest than was promised");
        }
        return found;
    }

    private static void copy(InputStream content, FileChannel file, OutputStream digest) throws IOException {
        var buffer = new byte[64 * 1024];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            digest.write(buffer, 0, n);
            var part = ByteBuffer.wrap(buffer, 0, n);
            while (part.hasRemaining()) {
                file.write(part);
            }
        }
    }

    private void write(ObjectKey key, Sidecar sidecar) throws IOException {
        makeParents(sidecarFile(key), key);
        Durable.write(
                sidecarFile(key),
                own.resolve("tmp").resolve(UUID.randomUUID().toString()),
                sidecar.text().getBytes(StandardCharsets.UTF_8));
    }

    private void makeParents(Path file, ObjectKey key) throws IOException {
        try {
            Durable.directories(Objects.requireNonNull(file.getParent()));
        } catch (FileAlreadyExistsException taken) {
            throw new PortFailure(
                    Kind.REFUSED, key + " cannot be stored in " + root + ": a part of its name is an object", taken);
        }
    }

    private static void check(Map<String, String> metadata) {
        metadata.forEach((name, value) -> {
            if (!name.matches("[a-z0-9-]+") || !value.matches("[ -~]*")) {
                throw new IllegalArgumentException("metadata '" + name + "' cannot be stored");
            }
        });
    }

    // ---- reading

    private record Opened(FileChannel file, State state) {

        /// To be read once.
        record Content(FileChannel file, State state) implements Payload {
            @Override
            public long size() {
                return state.size();
            }

            @Override
            public InputStream open() {
                return Channels.newInputStream(file);
            }

            @Override
            public Optional<Sha256> digest() {
                return Optional.of(state.sha256());
            }
        }
    }

    /// The file opened, and the state that it is: the name may be given to another file between two looks.
    private Optional<Opened> open(ObjectKey key) {
        try {
            for (int i = 0; i < TRIES; i++) {
                var before = current(key);
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                var file = FileChannel.open(file(key), StandardOpenOption.READ);
                if (current(key).equals(before)) {
                    return Optional.of(new Opened(file, before.get()));
                }
                file.close();
            }
            throw new PortFailure(Kind.BUSY, key + " in " + root + " changes all the time");
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        } catch (IOException failure) {
            throw FileTrouble.of("read " + key + " in " + root, failure);
        }
    }

    private void copy(FileChannel file, ObjectKey key, State state, OutputStream sink) throws IOException {
        var digest = Sha256.digest();
        var buffer = ByteBuffer.allocate(64 * 1024);
        while (read(file, key, buffer.clear()) >= 0) {
            digest.update(buffer.array(), 0, buffer.position());
            sink.write(buffer.array(), 0, buffer.position());
        }
        if (!Sha256.finish(digest).equals(state.sha256())) {
            throw new PortFailure(Kind.UNEXPECTED, key + " in " + root + " is damaged: its digest is another");
        }
    }

    private int read(FileChannel file, ObjectKey key, ByteBuffer buffer) {
        try {
            return file.read(buffer);
        } catch (IOException failure) {
            throw FileTrouble.of("read " + key + " in " + root, failure);
        }
    }

    /// The state that the file is in, by size and time where that tells, else by its content.
    private Optional<State> current(ObjectKey key) throws IOException {
        for (int i = 0; ; i++) {
            var sidecar = sidecar(key);
            Optional<BasicFileAttributes> attributes = attributes(file(key));
            if (attributes.isEmpty()) {
                return Optional.empty();
            }
            long size = attributes.get().size();
            long millis = attributes.get().lastModifiedTime().toMillis();
            var state = sidecar.match(size, millis);
            if (state.isPresent()) {
                return state;
            }
            if (i >= TRIES || sidecar(key).equals(sidecar)) {
                return Optional.of(byContent(key, sidecar, size, millis));
            }
        }
    }

    private State byContent(ObjectKey key, Sidecar sidecar, long size, long millis) throws IOException {
        Sha256 sha256;
        try (var content = Files.newInputStream(file(key))) {
            sha256 = Sha256.of(content);
        }
        return sidecar.match(sha256)
                .map(state -> state.touched(millis))
                .orElseGet(() -> new State(State.etag(sha256, 0), size, millis, sha256, Map.of()));
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(attributes) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Optional.empty();
        } catch (FileSystemException failure) {
            // the JDK has no type for ENOTDIR on a stat: a part of the name is an object
            if (Files.isDirectory(Objects.requireNonNull(file.getParent()))) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private Sidecar sidecar(ObjectKey key) throws IOException {
        try {
            return Sidecar.parse(Files.readString(sidecarFile(key)));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Sidecar.NONE;
        } catch (FileSystemException failure) {
            if (Files.isRegularFile(sidecarFile(key))) {
                throw failure;
            }
            return Sidecar.NONE;
        }
    }

    private static StoredObject stored(ObjectKey key, State state) {
        return new StoredObject(
                key,
                state.etag(),
                state.size(),
                Instant.ofEpochMilli(state.millis()),
                state.metadata(),
                Optional.empty());
    }

    // ---- the directory

    private Path file(ObjectKey key) {
        return KeyPath.of(root, key);
    }

    private Path sidecarFile(ObjectKey key) {
        return KeyPath.of(own.resolve("meta"), key);
    }

    private ProcessLock lock(ObjectKey key) throws IOException {
        int number = Math.floorMod(key.value().hashCode(), LOCKS);
        return ProcessLock.take(own.resolve("locks").resolve(Integer.toString(number)), LOCK_LIMIT);
    }

    private void ready() {
        if (Files.isDirectory(root)) {
            return;
        }
        // looked at again: another process may just have made it
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new PortFailure(Kind.REFUSED, root + " is no directory");
        }
        var parent = root.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new PortFailure(
                    Kind.ABSENT,
                    "the store's directory " + root + " is not there, nor is the one above it",
                    "mount the disk that it is on, or: mkdir -p " + root,
                    null);
        }
        try {
            Durable.directories(root);
        } catch (IOException failure) {
            throw FileTrouble.of("make " + root, failure);
        }
    }

    private void prepare() throws IOException {
        for (var name : List.of("locks", "meta", "tmp")) {
            Durable.directories(own.resolve(name));
        }
        removeLeftovers();
    }

    /// Of runs that were killed; by age, since other hosts may be writing.
    private void removeLeftovers() throws IOException {
        var oldest = Instant.now().minus(LEFTOVER_AGE);
        try (var files = Files.newDirectoryStream(own.resolve("tmp"))) {
            for (var file : files) {
                var attributes = attributes(file);
                if (attributes.isPresent()
                        && attributes.get().lastModifiedTime().toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
