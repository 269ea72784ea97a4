package io.tazpod.enginehttp;

/// What a transport says when it gets no answer; the words are the engine's adapter's.
///
/// @param product such as `docker`
/// @param missing the hint when there is no socket: how to install or start the engine
/// @param denied the hint when the socket may not be opened
/// @param silent the hint when nobody answers at the socket
public record EngineWords(String product, String missing, String denied, String silent) {}
