package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.PullResult;
import io.tazpod.app.sync.PushResult;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.ReconcileResult;
import io.tazpod.app.sync.ReconcileVault;
import io.tazpod.app.sync.ReconcileVault.Way;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.ports.PortFailure;
import java.util.function.Supplier;

/// What came of a push or a pull, in words.
public final class SyncWords {

    private static final String RESOLVE = "join both, file by file: tazpod sync --resolve merge (or ours, or theirs)";

    private SyncWords() {}

    /// One line about a push that went well; a [Stop] about one that did not.
    public static String of(PushResult result) {
        return switch (result) {
            case PushResult.Pushed pushed ->
                "pushed" + generation(pushed.remote())
                        + (pushed.pruned() > 0 ? ", " + pushed.pruned() + " old copies removed" : "")
                        + pushed.pruneTrouble()
                                .map(t -> "; old copies were not removed: " + t)
                                .orElse("");
            case PushResult.Unchanged _ -> "the store has this vault already; nothing was sent";
            case PushResult.Behind behind ->
                throw new Stop(
                        Reason.CONFLICT,
                        "the store has a newer vault" + origin(behind.remote()) + "; nothing was sent",
                        "tazpod pull");
            case PushResult.Conflict conflict ->
                throw new Stop(
                        Reason.CONFLICT,
                        "the vault was changed here and in the store" + origin(conflict.remote())
                                + "; nothing was overwritten"
                                + conflict.parked()
                                        .map(key -> "; yours is kept in the store as " + key)
                                        .orElse(""),
                        RESOLVE);
            case PushResult.RemoteGone _ ->
                throw new Stop(
                        Reason.NOT_IN_STORE,
                        "the store has lost the vault that it had",
                        "send yours again: tazpod push --recreate");
            case PushResult.NothingToPush _ ->
                throw new Stop(
                        Reason.NO_VAULT, "there is no vault file to push", "tazpod unlock --new, then: tazpod save");
        };
    }

    /// One line about a pull that went well; a [Stop] about one that did not.
    public static String of(PullResult result) {
        return switch (result) {
            case PullResult.Pulled pulled -> "pulled" + generation(pulled.remote()) + origin(pulled.remote());
            case PullResult.AlreadyCurrent current ->
                current.newerHere()
                        ? "nothing newer in the store; the vault here has changes that were not pushed"
                        : "the vault here is the store's already";
            case PullResult.NoRemote _ ->
                throw new Stop(
                        Reason.NOT_IN_STORE,
                        "the store has no vault yet",
                        "begin one: tazpod unlock --new, then: tazpod push");
            case PullResult.NoSuchCopy none ->
                throw new Stop(
                        Reason.NOT_IN_STORE,
                        "the store has only " + none.copies() + " earlier copies",
                        "tazpod list vault-history");
            case PullResult.LocalChanged changed ->
                throw new Stop(
                        Reason.CONFLICT,
                        "the vault was changed here and in the store" + origin(changed.remote())
                                + "; the one here was not replaced",
                        RESOLVE);
            case PullResult.NeverSynced never ->
                throw new Stop(
                        Reason.CONFLICT,
                        "the vault here was never in this store" + origin(never.remote()) + "; it was not replaced",
                        RESOLVE);
            case PullResult.RefusedOlder older ->
                throw new Stop(
                        Reason.OLDER,
                        "the store's vault is older than one that was seen here; it was not taken",
                        "if that is meant: tazpod pull --allow-rollback");
        };
    }

    /// What came of bringing both together; findings and warnings are told on the way.
    public static String of(ReconcileResult result, Report report) {
        return switch (result) {
            case ReconcileResult.AsItWas(PullResult pulled) -> of(pulled);
            case ReconcileResult.Refreshed(PullResult pulled, boolean ring) ->
                of(pulled) + "; the open vault is up to date"
                        + (ring ? ", what was here is in .tazpod/vault/ring" : "");
            case ReconcileResult.Stale(PullResult pulled) -> {
                report.warn(
                        "the fetched vault has another passphrase or salt; the open vault is still the earlier one");
                yield of(pulled) + "; to open it: tazpod lock, then: tazpod unlock";
            }
            case ReconcileResult.Sent(PushResult pushed) -> of(pushed);
            case ReconcileResult.Merged merged -> {
                tell(merged, report);
                var pushed = of(merged.pushed());
                yield "merged with the store's vault, " + pushed;
            }
            case ReconcileResult.Parked(RemoteVault theirs, ObjectKey where) ->
                throw new Stop(
                        Reason.CONFLICT,
                        "the vault in the store" + origin(theirs) + " does not open with what is known here, so they"
                                + " were not merged; yours is in the store as " + where,
                        "with its passphrase: tazpod sync --resolve merge, or take one: --resolve ours|theirs");
        };
    }

    private static void tell(ReconcileResult.Merged merged, Report report) {
        if (!merged.common()) {
            report.warn("the state that both came from is not known, so nothing was removed");
        }
        for (var finding : merged.findings()) {
            if (finding.wantsAttention()) {
                report.warn(finding.toString());
            } else {
                report.say(finding.toString());
            }
        }
    }

    /// On the way out of the last shell nothing may be lost or hidden, but a store that is away is no
    /// error.
    public static void tellOnLeaving(Supplier<PushVault> push, Supplier<ReconcileVault> reconcile, Report report) {
        var pushed = push.get().push(false);
        report.say(
                pushed instanceof PushResult.Conflict
                        ? of(reconcile.get().reconcile(Way.MERGE, PassphraseSource.NOBODY), report)
                        : of(pushed));
    }

    /// What a store's failure means.
    public static Stop stop(PortFailure failure) {
        var reason = switch (failure.kind()) {
            case UNREACHABLE, TIMED_OUT, BUSY -> Reason.STORE_UNREACHABLE;
            case DENIED -> Reason.STORE_DENIED;
            case ABSENT -> Reason.NOT_IN_STORE;
            case REFUSED -> Reason.UNSAFE_STORE;
            case FULL, NOT_INSTALLED, UNEXPECTED -> Reason.FAILED;
        };
        return new Stop(reason, String.valueOf(failure.getMessage()), failure.hint(), failure);
    }

    private static String generation(RemoteVault remote) {
        return remote.lineage().generation().map(g -> ", generation " + g).orElse("");
    }

    private static String origin(RemoteVault remote) {
        return remote.lineage()
                .host()
                .map(h -> " (from " + h + ", " + remote.modified() + ")")
                .orElse("");
    }
}
