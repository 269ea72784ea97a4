package io.tazpod.architecture.planted.local;

public final class Adapter {}
