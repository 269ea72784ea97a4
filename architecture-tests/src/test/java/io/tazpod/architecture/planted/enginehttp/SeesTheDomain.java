package io.tazpod.architecture.planted.enginehttp;

import io.tazpod.architecture.planted.domain.Rule;

final class SeesTheDomain {
    Rule rule() {
        return new Rule();
    }
}
