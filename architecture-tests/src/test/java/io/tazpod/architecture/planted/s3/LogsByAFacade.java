package io.tazpod.architecture.planted.s3;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogsByAFacade {
    Logger log() {
        return LoggerFactory.getLogger("x");
    }
}
