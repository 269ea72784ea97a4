package io.tazpod.architecture.planted.app;

import dagger.Module;

@Module
final class SeesDagger {}
