package io.tazpod.architecture.planted.docker;

import io.tazpod.architecture.planted.local.Adapter;

final class SeesAnotherAdapter {
    Adapter other() {
        return new Adapter();
    }
}
