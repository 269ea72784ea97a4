package io.tazpod.domain;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One piece of work on the second core, whose outcome is wanted later.
///
/// A thread and no executor: this runs once in a process that lives for a second, where every class
/// counts.
public final class Meanwhile<T> {

    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    private Meanwhile() {}

    public static <T> Meanwhile<T> run(Supplier<T> work) {
        var meanwhile = new Meanwhile<T>();
        var thread = new Thread(() -> meanwhile.finish(work), "meanwhile");
        thread.setDaemon(true);
        thread.start();
        return meanwhile;
    }

    private void finish(Supplier<T> work) {
        try {
            value = work.get();
        } catch (RuntimeException | Error failed) {
            failure = failed;
        } finally {
            done.countDown();
        }
    }

    /// Waits for it. What it threw comes out here.
    public T get() {
        try {
            done.await();
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", leaving);
        }
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        if (value == null) {
            throw new IllegalStateException("the work ended without an outcome");
        }
        return value;
    }
}
