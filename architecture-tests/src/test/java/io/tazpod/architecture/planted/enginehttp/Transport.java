package io.tazpod.architecture.planted.enginehttp;

public final class Transport {}
