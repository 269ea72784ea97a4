package io.tazpod.ports.engine;

/// What is known of a local image.
///
/// @param id its content identifier
/// @param architecture such as `amd64`
public record ImageFacts(String id, String architecture) {}
