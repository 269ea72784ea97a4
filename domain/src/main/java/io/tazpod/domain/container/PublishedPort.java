package io.tazpod.domain.container;

/// A container's port that the host listens for.
public record PublishedPort(String hostAddress, int hostPort, int containerPort, String protocol) {}
