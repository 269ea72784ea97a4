package io.tazpod.app;

/// What a use case has to say while it is at work.
public interface Talk {

    /// Something happened that the operator wants to know.
    void say(String line);

    /// Something is not as it should be, but the work goes on.
    void warn(String line);

    /// Progress of a wait that may take more than a second; the next call or line takes its place.
    void progress(String line);
}
