package io.tazpod.architecture.planted.domain.here;

import io.tazpod.architecture.planted.domain.there.GoesBack;

public final class Goes {
    GoesBack back() {
        return new GoesBack();
    }
}
