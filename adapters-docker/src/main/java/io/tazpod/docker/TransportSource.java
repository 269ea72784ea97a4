package io.tazpod.docker;

import io.tazpod.enginehttp.EngineTransport;

/// Opens the way to an engine when it is first needed.
@FunctionalInterface
interface TransportSource {

    EngineTransport open();
}
