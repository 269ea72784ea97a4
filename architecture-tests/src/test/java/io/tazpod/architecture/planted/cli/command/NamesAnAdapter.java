package io.tazpod.architecture.planted.cli.command;

import io.tazpod.architecture.planted.local.Adapter;

final class NamesAnAdapter {
    Adapter adapter() {
        return new Adapter();
    }
}
