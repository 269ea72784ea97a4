package io.tazpod.local.files;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A lock between threads, processes and, where the file system carries locks, hosts. It ends with its holder:
/// a killed process leaves no stale lock. The lock file stays, since removing it would let two in.
public final class ProcessLock implements AutoCloseable {

    private static final int STRIPES = 64;
    private static final ReentrantLock[] THREADS = new ReentrantLock[STRIPES];
    private static final Duration PAUSE = Duration.ofMillis(5);

    static {
        for (int i = 0; i < STRIPES; i++) {
            THREADS[i] = new ReentrantLock();
        }
    }

    private final ReentrantLock threads;
    private final FileChannel file;

    private ProcessLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    /// Waits for the lock. One thread holds one lock at a time: two could share a stripe.
    ///
    /// @throws PortFailure `BUSY` when the limit runs out
    public static ProcessLock take(Path lockFile, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        var threads = THREADS[Math.floorMod(realPath(lockFile).hashCode(), STRIPES)];
        if (!waitFor(threads, limit)) {
            throw busy(lockFile);
        }
        try {
            return new ProcessLock(threads, locked(lockFile, deadline));
        } catch (IOException | RuntimeException failure) {
            threads.unlock();
            throw failure;
        }
    }

    private static FileChannel locked(Path lockFile, long deadline) throws IOException {
        var file = FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            while (file.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw busy(lockFile);
                }
                Thread.sleep(PAUSE);
            }
            return file;
        } catch (InterruptedException interrupted) {
            file.close();
            Thread.currentThread().interrupt();
            throw busy(lockFile);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /// Two ways to the same file must meet at the same lock, since the JDK takes a file lock once per process.
    private static Path realPath(Path lockFile) throws IOException {
        var absolute = lockFile.toAbsolutePath();
        var directory = absolute.getParent();
        return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    }

    private static boolean waitFor(ReentrantLock threads, Duration limit) {
        try {
            return threads.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static PortFailure busy(Path lockFile) {
        return new PortFailure(Kind.BUSY, "another process holds " + lockFile);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException unanswerable) {
            // the lock goes with the process at the latest
        } finally {
            threads.unlock();
        }
    }
}
