package io.tazpod.ports.terminal;

import java.io.IOException;

/// Whoever read our output has gone away, as `head` does; nothing is wrong with where the output came from.
public final class OutputClosed extends IOException {

    private static final long serialVersionUID = 1L;

    public OutputClosed(IOException cause) {
        super("nobody reads the output any more", cause);
    }
}
