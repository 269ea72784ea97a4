package io.tazpod.architecture.planted.app;

public final class UseCase {}
