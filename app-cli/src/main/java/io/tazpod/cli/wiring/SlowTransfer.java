package io.tazpod.cli.wiring;

import io.tazpod.app.Talk;
import io.tazpod.app.sync.TransferProgress;
import java.time.Clock;

/// Shows a transfer's progress once it has taken more than a second.
final class SlowTransfer implements TransferProgress {

    private static final long QUIET_MILLIS = 1000;
    private static final long STEP_MILLIS = 200;

    private final Talk talk;
    private final Clock clock;
    private final long started;
    private long shown;

    SlowTransfer(Talk talk, Clock clock) {
        this.talk = talk;
        this.clock = clock;
        this.started = clock.millis();
    }

    @Override
    public void moved(long done, long total) {
        long now = clock.millis();
        if (now - started > QUIET_MILLIS && now - shown > STEP_MILLIS) {
            shown = now;
            talk.progress(total > 0 ? (done * 100 / total) + "% of " + (total >> 10) + " KiB" : (done >> 10) + " KiB");
        }
    }
}
