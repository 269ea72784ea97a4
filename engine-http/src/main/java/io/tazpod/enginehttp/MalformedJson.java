package io.tazpod.enginehttp;

/// Text that is no JSON.
public final class MalformedJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJson(String problem, int position) {
        super("no JSON: " + problem + " at character " + position);
    }
}
