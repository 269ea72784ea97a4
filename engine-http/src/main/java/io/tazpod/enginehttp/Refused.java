package io.tazpod.enginehttp;

/// The engine answered a request for a stream with something else. Checked, so that nobody forgets to say what it
/// means for the thing that was asked.
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient EngineAnswer answer;

    public Refused(EngineAnswer answer) {
        super(answer.status() + " " + answer.message());
        this.answer = answer;
    }

    public EngineAnswer answer() {
        return answer;
    }
}
