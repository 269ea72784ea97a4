package io.tazpod.architecture.planted.domain;

public final class Rule {}
