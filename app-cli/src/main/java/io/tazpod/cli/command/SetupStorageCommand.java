package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.sync.SetUpBucket;
import io.tazpod.app.sync.SetUpBucket.Done;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.cli.Results;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.sync.OldVersions;
import io.tazpod.domain.sync.StorePolicy;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.BucketSetup.Made;
import io.tazpod.ports.store.BucketSetup.Result;
import io.tazpod.ports.store.BucketSetup.Setting;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Gets the store's bucket ready.
@Command(
        name = "setup-storage",
        description = "Make the store's bucket, or see to the settings of the one that is there: versions, encryption,"
                + " no public access, an end for old versions. It can be done again without harm.")
public final class SetupStorageCommand implements Callable<Integer> {

    @Option(names = "--policy", description = "print the least rights that TazPod needs, as an IAM policy; asks nobody")
    boolean policy;

    @Option(
            names = "--versioning",
            negatable = true,
            description = "have the store keep old versions, or not (default: yes for AWS, and for MinIO by its own"
                    + " type; no for other servers: Ceph drops its guard against lost updates where versions are kept)")
    @Nullable
    Boolean versioning;

    private final Context context;

    public SetupStorageCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var parts = context.sync();
        var storage = parts.config().storage();
        if (storage.type() == StorageConfig.Type.DIRECTORY) {
            return Results.tell(
                    context,
                    "a store of type directory needs no preparation; its folder is made by the first push",
                    java.util.Map.of("type", "directory"));
        }
        if (policy) {
            context.report().printRaw(StorePolicy.json(storage.bucket(), new VaultKeys(storage.prefix())));
            return 0;
        }
        try (var bucket = parts.bucketSetup()) {
            var done = new SetUpBucket(bucket).setUp(versions(bucket));
            forgetTraits(parts.site());
            return told(done, bucket.place(), parts);
        } catch (PortFailure failure) {
            throw SyncWords.stop(failure);
        }
    }

    private boolean versions(BucketSetup bucket) {
        return versioning != null ? versioning : bucket.keepsConditionsWithVersions();
    }

    /// What was found of the bucket as it was does not hold any more; the next push finds out anew.
    private static void forgetTraits(VaultSite site) {
        if (site.vault().memory().store(site.id()).traits().isPresent()) {
            site.vault().remember(memory -> memory.withoutTraits(site.id()));
        }
    }

    private int told(Done done, String place, SyncParts parts) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("bucket", parts.config().storage().bucket());
        values.put("created", done.made() == Made.NEW);
        done.settings()
                .forEach((setting, result) ->
                        values.put(setting.name().toLowerCase(Locale.ROOT), result instanceof Result.Holds));
        done.settings().forEach((setting, result) -> {
            if (result instanceof Result.Lacking(String why)) {
                context.report().warn("the store has no " + words(setting) + ": " + why);
            } else if (!context.invocation().json()) {
                context.report().say(words(setting) + ": set");
            }
        });
        int code = Results.tell(
                context, (done.made() == Made.NEW ? "made " : "the bucket was ours already: ") + place, values);
        if (done.denied().isPresent()) {
            Stop stop = SyncWords.stop(done.denied().get());
            throw new Stop(stop.reason(), String.valueOf(stop.getMessage()), "ask whoever owns the account", stop);
        }
        return code;
    }

    private static String words(Setting setting) {
        return switch (setting) {
            case VERSIONING -> "versions of what was overwritten";
            case ENCRYPTION -> "encryption by default";
            case PUBLIC_ACCESS_BLOCK -> "block of public access";
            case OLD_VERSIONS_EXPIRE -> "end of old versions after " + OldVersions.DAYS + " days";
        };
    }
}
