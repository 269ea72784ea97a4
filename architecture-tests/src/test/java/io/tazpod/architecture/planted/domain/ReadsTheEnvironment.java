package io.tazpod.architecture.planted.domain;

import java.util.Map;

final class ReadsTheEnvironment {
    Map<String, String> all() {
        return System.getenv();
    }
}
