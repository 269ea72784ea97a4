package io.tazpod.architecture.planted.domain.there;

import io.tazpod.architecture.planted.domain.here.Goes;

public final class GoesBack {
    Goes forth() {
        return new Goes();
    }
}
