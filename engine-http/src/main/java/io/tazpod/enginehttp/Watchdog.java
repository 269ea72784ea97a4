package io.tazpod.enginehttp;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes a channel when a wait on it reaches its limit, which ends the wait.
///
/// A blocking channel has no time limit of its own, and a selector for each connection would cost more classes than
/// this one thread. The thread sleeps through waits that end in time: it is woken only for an earlier limit.
final class Watchdog implements AutoCloseable {

    private final List<Watch> watches = new ArrayList<>();
    private @Nullable Thread thread;
    private long wakesAt;
    private boolean closed;

    synchronized Watch watch(Channel channel, long limitNanos) {
        var watch = new Watch(channel, System.nanoTime() + limitNanos);
        watches.add(watch);
        if (thread == null) {
            wakesAt = watch.deadline;
            thread = new Guard();
            thread.start();
        } else if (watch.deadline - wakesAt < 0) {
            notifyAll();
        }
        return watch;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /// A class and no lambda: see [UnixTransport].
    private final class Guard extends Thread {

        Guard() {
            super("tazpod-engine-watchdog");
            setDaemon(true);
        }

        @Override
        public void run() {
            guard();
        }
    }

    private synchronized void guard() {
        try {
            while (!closed) {
                var now = System.nanoTime();
                // with nothing to watch, look again in a minute: a new watch that ends sooner wakes us
                wakesAt = now + 60_000_000_000L;
                for (var i = watches.size() - 1; i >= 0; i--) {
                    var watch = watches.get(i);
                    if (watch.deadline - now <= 0) {
                        watches.remove(i);
                        watch.expire();
                    } else if (watch.deadline - wakesAt < 0) {
                        wakesAt = watch.deadline;
                    }
                }
                wait(Math.max(1, (wakesAt - now) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void forget(Watch watch) {
        watches.remove(watch);
    }

    /// One wait that is watched, until it is closed.
    final class Watch implements AutoCloseable {

        private final Channel channel;
        private long deadline;
        private volatile boolean expired;

        private Watch(Channel channel, long deadline) {
            this.channel = channel;
            this.deadline = deadline;
        }

        /// Whether the limit was reached and the channel closed for it.
        boolean expired() {
            return expired;
        }

        /// Starts the limit anew. Later limits need no waking.
        void extend(long limitNanos) {
            synchronized (Watchdog.this) {
                deadline = System.nanoTime() + limitNanos;
            }
        }

        private void expire() {
            expired = true;
            try {
                channel.close();
            } catch (IOException e) {
                // a channel that cannot be closed is closed already: nothing waits on it
                return;
            }
        }

        @Override
        public void close() {
            forget(this);
        }
    }
}
