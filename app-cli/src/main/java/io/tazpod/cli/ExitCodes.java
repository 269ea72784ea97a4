package io.tazpod.cli;

import io.tazpod.app.Stop.Reason;

/// The closed table of exit codes; its text is `docs/exit-codes.md`.
public final class ExitCodes {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    private ExitCodes() {}

    public static int of(Reason reason) {
        return switch (reason) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case NO_ENGINE -> 10;
            case ENGINE_DENIED -> 11;
            case IMAGE_MISSING -> 12;
            case NOT_OURS -> 13;
            case ENGINE_REFUSED -> 14;
            case NOT_RUNNING -> 15;
            case WRONG_PASSPHRASE -> 20;
            case DAMAGED_VAULT -> 21;
            case NOT_OPEN -> 22;
            case NO_VAULT -> 23;
            case SAVE_FAILED -> 24;
            case SHRUNK -> 25;
            case HELD -> 26;
            case HALF_OPEN -> 27;
            case NO_PASSPHRASE -> 28;
            case VAULT_CHANGED -> 29;
            case STORE_UNREACHABLE -> 30;
            case STORE_DENIED -> 31;
            case CONFLICT -> 32;
            case NOT_IN_STORE -> 33;
            case UNSAFE_STORE -> 34;
            case OLDER -> 35;
            case CONFIG -> 40;
            case NO_PROJECT -> 41;
            case NO_TERMINAL -> 42;
            case WRONG_SIDE -> 43;
            case INTERRUPTED -> 130;
        };
    }
}
