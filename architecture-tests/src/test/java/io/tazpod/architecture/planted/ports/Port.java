package io.tazpod.architecture.planted.ports;

public interface Port {}
