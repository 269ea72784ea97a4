package io.tazpod.ports.engine;

/// The size of a terminal in character cells.
public record TerminalSize(int columns, int rows) {

    /// What is assumed when nobody knows: the size of a VT100.
    public static final TerminalSize UNKNOWN = new TerminalSize(80, 24);
}
