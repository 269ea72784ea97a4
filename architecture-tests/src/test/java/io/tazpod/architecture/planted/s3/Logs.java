package io.tazpod.architecture.planted.s3;

import java.util.logging.Logger;

final class Logs {
    Logger log() {
        return Logger.getLogger("x");
    }
}
