package io.tazpod.architecture.planted.docker;

import io.tazpod.architecture.planted.app.UseCase;

final class SeesAUseCase {
    UseCase caller() {
        return new UseCase();
    }
}
