package io.tazpod.architecture.planted.domain;

import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsAFile {
    boolean there(String name) {
        return Files.exists(Path.of(name));
    }
}
