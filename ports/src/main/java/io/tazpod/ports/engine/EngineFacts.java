package io.tazpod.ports.engine;

/// What an engine says of itself.
///
/// @param product `docker` or `podman`
/// @param version such as `20.10.24`
/// @param rootless whether root in the container is an ordinary user of the host
/// @param place the address it answers at, for messages
public record EngineFacts(String product, String version, boolean rootless, String place) {}
