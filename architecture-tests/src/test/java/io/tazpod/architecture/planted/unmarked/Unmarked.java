package io.tazpod.architecture.planted.unmarked;

final class Unmarked {}
