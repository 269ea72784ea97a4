package io.tazpod.architecture.planted.domain;

import io.tazpod.architecture.planted.ports.Port;

final class SeesAPort {
    Port port() {
        return new Port() {};
    }
}
