package io.tazpod.domain.sync;

/// What the operator has agreed to lose on a pull; what is replaced stays in the ring either way.
///
/// @param force the local file may be replaced though the store never had it
/// @param rollback an older state than one that was seen may come back
public record PullConsent(boolean force, boolean rollback) {

    public static final PullConsent NONE = new PullConsent(false, false);
}
