package io.tazpod.architecture.planted.domain;

import java.security.SecureRandom;

final class RollsDice {
    SecureRandom dice() {
        return new SecureRandom();
    }
}
