package io.tazpod.architecture.planted.local;

final class StoreImpl {}
