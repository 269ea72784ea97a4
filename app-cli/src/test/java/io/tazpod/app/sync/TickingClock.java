package io.tazpod.app.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Goes on by a step whenever it is asked.
final class TickingClock extends Clock {

    private final Duration step;
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    TickingClock(Duration step) {
        this.step = step;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(step);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests have one zone");
    }
}
