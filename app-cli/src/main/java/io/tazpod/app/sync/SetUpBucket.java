package io.tazpod.app.sync;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Made;
import io.tazpod.ports.store.BucketSetup.Result;
import io.tazpod.ports.store.BucketSetup.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Makes the store's bucket, or sees to the settings of the one that is there.
public final class SetUpBucket {

    private final BucketSetup bucket;

    public SetUpBucket(BucketSetup bucket) {
        this.bucket = bucket;
    }

    /// @param settings what came of each that was wanted, in order
    /// @param denied the first refusal for want of rights; the others were tried all the same
    public record Done(Made made, Map<Setting, Result> settings, Optional<PortFailure> denied) {}

    /// @param versions whether old states are to be kept by the store itself
    public Done setUp(boolean versions) {
        var made = bucket.make();
        var results = new EnumMap<Setting, Result>(Setting.class);
        var denied = Optional.<PortFailure>empty();
        for (var setting : Setting.values()) {
            if (setting == Setting.VERSIONING && !versions) {
                continue;
            }
            try {
                results.put(setting, bucket.ensure(setting));
            } catch (PortFailure failure) {
                if (failure.kind() != Kind.DENIED) {
                    throw failure;
                }
                denied = denied.or(() -> Optional.of(failure));
            }
        }
        return new Done(made, results, denied);
    }
}
