package io.tazpod.cli.wiring;

import io.tazpod.local.terminal.StandardTerminal;

/// Whether somebody looks at standard error; only asked when something is coloured or moving.
public final class Screen {

    private Screen() {}

    public static boolean isLookedAt() {
        return StandardTerminal.errorsAreSeen();
    }
}
