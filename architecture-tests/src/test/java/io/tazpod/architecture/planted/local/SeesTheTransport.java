package io.tazpod.architecture.planted.local;

import io.tazpod.architecture.planted.enginehttp.Transport;

final class SeesTheTransport {
    Transport transport() {
        return new Transport();
    }
}
