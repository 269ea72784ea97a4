package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.merge.Finding;
import java.util.List;

/// What came of bringing the open vault and the store's together.
public sealed interface ReconcileResult {

    /// the open vault was not touched
    record AsItWas(PullResult pulled) implements ReconcileResult {}

    /// the open vault is now what is in the vault file and in the store
    ///
    /// @param ring whether changes of ours gave way, to the ring
    record Refreshed(PullResult pulled, boolean ring) implements ReconcileResult {}

    /// the vault file is new, but it does not open with what is known here; the open vault is the earlier one
    record Stale(PullResult pulled) implements ReconcileResult {}

    /// ours was sent as it is
    record Sent(PushResult pushed) implements ReconcileResult {}

    /// both are one now, here and in the store
    ///
    /// @param findings file by file, what is worth telling
    /// @param common whether the state that both came from was known
    record Merged(List<Finding> findings, boolean common, PushResult pushed) implements ReconcileResult {
        public Merged {
            findings = List.copyOf(findings);
        }
    }

    /// theirs does not open, so that ours was put beside it
    record Parked(RemoteVault theirs, ObjectKey where) implements ReconcileResult {}
}
