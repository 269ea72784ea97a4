package io.tazpod.architecture.planted.domain;

import java.time.Instant;

final class LooksAtTheClock {
    Instant now() {
        return Instant.now();
    }
}
