package io.tazpod.enginehttp;

import java.util.function.Consumer;

/// How requests reach a container engine, and how its streams come back.
///
/// Every method throws [io.tazpod.ports.PortFailure] when no answer could be had: `NOT_INSTALLED`, `DENIED`,
/// `UNREACHABLE` or `TIMED_OUT`. An answer with any HTTP status is an answer, not a failure. Safe for use by
/// several threads.
public interface EngineTransport extends AutoCloseable {

    /// Sends a request and reads the whole answer; the request's limit covers all of it.
    EngineAnswer call(EngineRequest request);

    /// Sends a request that turns its connection into a stream in both directions. The request's limit ends with
    /// the answer's header: an idle stream may stay idle for ever.
    EngineStream upgrade(EngineRequest request) throws Refused;

    /// Sends a request whose answer is a stream of lines, and hands over each as it comes. The request's limit is
    /// the longest silence between two of them.
    void lines(EngineRequest request, Consumer<String> each) throws Refused;

    /// The address, for messages.
    String place();

    @Override
    void close();
}
