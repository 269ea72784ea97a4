package io.tazpod.local.enclave;

import io.tazpod.domain.vault.archive.Extent;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Session;
import io.tazpod.ports.enclave.SessionStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The session as two files in a RAM file system of their own: `key` (64 bytes) and `session` (text).
///
/// `session` is written last and removed first: it is there only with a key.
public final class SessionFolder implements SessionStore {

    private static final int TURN_SECONDS = 60;
    private static final String OPENING = "opening";
    private static final String SAVING = "saving";
    private static final String SURVEYING = "surveying";
    private static final String SURVEYED = "surveyed";
    /// What shells remember of what was typed; `guest-shell` points them here.
    private static final String HISTORY = "shell-history";
    private static final String ENVIRONMENT = "env";

    private static final String LENT = "lent";

    private final Path folder;

    public SessionFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Session> read() {
        try {
            if (Files.notExists(session())) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(session(), StandardCharsets.US_ASCII);
            var key = Files.readAllBytes(key());
            try {
                var extent = new Extent(
                        Integer.parseInt(lines.get(2)), Integer.parseInt(lines.get(3)), Long.parseLong(lines.get(4)));
                var file = lines.get(5).isEmpty() ? Optional.<String>empty() : Optional.of(lines.get(5));
                return Optional.of(new Session(V1Key.of(key), lines.get(1), extent, file));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new PortFailure(
                    PortFailure.Kind.UNEXPECTED,
                    "the session can't be read: " + damaged.getMessage(),
                    "copy what you need out of the enclave, then: tazpod lock --force --discard",
                    damaged);
        }
    }

    @Override
    public void write(Session session) {
        var key = session.key().bytes();
        try {
            put(key(), key);
            put(
                    session(),
                    (String.join(
                                            "\n",
                                            "tazpod session 1",
                                            session.contentHash(),
                                            Integer.toString(session.extent().files()),
                                            Integer.toString(session.extent().entries()),
                                            Long.toString(session.extent().bytes()),
                                            session.vaultFile().orElse(""))
                                    + "\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Files.deleteIfExists(folder.resolve(OPENING));
            Files.deleteIfExists(folder.resolve(SAVING));
        } catch (IOException full) {
            throw failed("the session can't be kept", full);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public void opening() {
        try {
            put(folder.resolve(OPENING), new byte[0]);
        } catch (IOException full) {
            throw failed("the unlock can't be noted", full);
        }
    }

    @Override
    public boolean openingInterrupted() {
        return Files.exists(folder.resolve(OPENING));
    }

    @Override
    public void saving(String vaultFile) {
        try {
            put(folder.resolve(SAVING), vaultFile.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException full) {
            throw failed("the save can't be noted", full);
        }
    }

    @Override
    public Optional<String> savingInterrupted() {
        try {
            var note = folder.resolve(SAVING);
            return Files.exists(note)
                    ? Optional.of(Files.readString(note, StandardCharsets.US_ASCII))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw failed("the note of a save can't be read", unreadable);
        }
    }

    /// Without the note, or with an older one, the vault is looked at whole: no reason to keep a save from happening.
    @Override
    public void surveying() {
        try {
            put(folder.resolve(SURVEYING), new byte[0]);
        } catch (IOException full) {
            // the earlier note stays
        }
    }

    /// The note keeps the time it was made at; `guest-state` compares with it.
    @Override
    public void surveyed() {
        try {
            Files.move(folder.resolve(SURVEYING), folder.resolve(SURVEYED), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException missing) {
            // so does this one
        }
    }

    @Override
    public void keepEnvironment(String exports) {
        try {
            put(folder.resolve(ENVIRONMENT), exports.getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            throw failed("the environment can't be kept", full);
        }
    }

    @Override
    public void lend(byte[] credentials) {
        try {
            put(folder.resolve(LENT), credentials);
        } catch (IOException full) {
            throw failed("the store's credentials can't be kept", full);
        }
    }

    @Override
    public Optional<byte[]> takeLent() {
        try {
            var lent = folder.resolve(LENT);
            if (Files.notExists(lent)) {
                return Optional.empty();
            }
            var credentials = Files.readAllBytes(lent);
            Files.delete(lent);
            return Optional.of(credentials);
        } catch (IOException unreadable) {
            throw failed("the store's credentials can't be taken", unreadable);
        }
    }

    @Override
    public void forget() {
        try {
            Files.deleteIfExists(folder.resolve(LENT));
            Files.deleteIfExists(folder.resolve(OPENING));
            Files.deleteIfExists(folder.resolve(SAVING));
            Files.deleteIfExists(folder.resolve(SURVEYING));
            Files.deleteIfExists(folder.resolve(SURVEYED));
            Files.deleteIfExists(folder.resolve(ENVIRONMENT));
            Files.deleteIfExists(folder.resolve(HISTORY));
            Files.deleteIfExists(session());
            if (Files.exists(key())) {
                Files.write(key(), new byte[V1Key.LENGTH], StandardOpenOption.WRITE);
                Files.delete(key());
            }
        } catch (IOException left) {
            throw failed("the session can't be removed", left);
        }
    }

    @Override
    public Turn turn() {
        try {
            var channel =
                    FileChannel.open(folder.resolve("vault.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int i = 0; i < TURN_SECONDS * 10; i++) {
                var lock = tryLock(channel);
                if (lock != null) {
                    return () -> release(channel);
                }
                Thread.sleep(100);
            }
            channel.close();
            throw new PortFailure(
                    PortFailure.Kind.TIMED_OUT,
                    "another tazpod has been busy with the vault for a minute",
                    "see what it does: ps -ef | grep tazpod",
                    null);
        } catch (IOException broken) {
            throw failed("the vault's lock can't be taken", broken);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            throw new PortFailure(PortFailure.Kind.TIMED_OUT, "interrupted while waiting for the vault", leaving);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            throw failed("the vault's lock can't be released", gone);
        }
    }

    private void put(Path target, byte[] content) throws IOException {
        var temp = folder.resolve("." + target.getFileName() + "."
                + HexFormat.of().toHexDigits(ProcessHandle.current().pid()));
        Files.deleteIfExists(temp);
        Files.createFile(temp, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temp, content);
        Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path session() {
        return folder.resolve("session");
    }

    private Path key() {
        return folder.resolve("key");
    }

    private static PortFailure failed(String what, IOException cause) {
        return new PortFailure(PortFailure.Kind.UNEXPECTED, what + ": " + cause.getMessage(), cause);
    }
}
