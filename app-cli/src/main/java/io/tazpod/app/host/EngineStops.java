package io.tazpod.app.host;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.ports.PortFailure;

/// What an engine's failure means for a use case.
final class EngineStops {

    private EngineStops() {}

    static Stop of(PortFailure failure) {
        var reason = switch (failure.kind()) {
            case NOT_INSTALLED, UNREACHABLE, TIMED_OUT -> Reason.NO_ENGINE;
            case DENIED -> Reason.ENGINE_DENIED;
            case ABSENT, REFUSED, FULL, BUSY, UNEXPECTED -> Reason.ENGINE_REFUSED;
        };
        return new Stop(reason, String.valueOf(failure.getMessage()), failure.hint(), failure);
    }
}
