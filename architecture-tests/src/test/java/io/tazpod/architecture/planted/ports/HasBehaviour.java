package io.tazpod.architecture.planted.ports;

final class HasBehaviour {}
