package io.tazpod.local.machine;

import io.tazpod.ports.machine.Interruptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Holds the end of this process back while work is done that must not be left half-way.
///
/// INT, TERM and HUP begin the JVM's shutdown, which waits for its hooks; ours waits for the work.
public final class DeferredSignals implements Interruptions {

    /// Longer than any unlock or save; a process that hangs can still be ended.
    private static final long LIMIT_SECONDS = 60;

    @Override
    public void guarded(java.util.function.Consumer<Asked> work) {
        var asked = new AtomicBoolean();
        var done = new CountDownLatch(1);
        var hook = new Thread(() -> await(asked, done), "deferred-signals");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.accept(asked::get);
        } finally {
            done.countDown();
            removeUnlessEnding(hook);
        }
    }

    private static void await(AtomicBoolean asked, CountDownLatch done) {
        asked.set(true);
        try {
            boolean _ = done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeUnlessEnding(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the process ends as soon as the hooks are through
        }
    }
}
