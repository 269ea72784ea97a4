package io.tazpod.architecture.planted.cli.wiring;

import io.tazpod.architecture.planted.local.Adapter;

final class MayNameAnAdapter {
    Adapter adapter() {
        return new Adapter();
    }
}
