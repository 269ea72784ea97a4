package io.tazpod.minio;

import io.minio.GetBucketEncryptionArgs;
import io.minio.GetBucketLifecycleArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.SetBucketEncryptionArgs;
import io.minio.SetBucketLifecycleArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.NoncurrentVersionExpiration;
import io.minio.messages.LifecycleConfiguration.Rule;
import io.minio.messages.SseConfiguration;
import io.minio.messages.Status;
import io.minio.messages.VersioningConfiguration;
import io.tazpod.domain.sync.OldVersions;
import io.tazpod.minio.MinioTrouble.Answer;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.BucketSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// A bucket of a MinIO server.
public final class MinioBucketSetup implements BucketSetup {

    /// how servers say that they know nothing of a setting
    private static final Set<String> LACKING =
            Set.of("NotImplemented", "MethodNotAllowed", "InvalidRequest", "InvalidArgument");

    private final MinioSettings settings;
    private final OldVersions old;
    private final MinioTrouble trouble;
    private @Nullable OkHttpClient http;
    private @Nullable MinioAsyncClient client;

    public MinioBucketSetup(MinioSettings settings, OldVersions old) {
        this.settings = settings;
        this.old = old;
        this.trouble = new MinioTrouble(place());
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket() + " at " + settings.endpoint();
    }

    private OkHttpClient http() {
        if (http == null) {
            http = MinioClients.http(settings);
        }
        return http;
    }

    private MinioAsyncClient client() {
        if (client == null) {
            client = MinioClients.of(settings, http());
        }
        return client;
    }

    @Override
    public void close() {
        if (http != null) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    @Override
    public Made make() {
        if (isThere()) {
            return Made.OURS;
        }
        try {
            var _ = answer(
                    "make the bucket",
                    client().makeBucket(MakeBucketArgs.builder()
                            .bucket(settings.bucket())
                            .build()));
            return Made.NEW;
        } catch (ExecutionException refused) {
            return switch (Answer.in(refused).map(Answer::code).orElse("")) {
                case "BucketAlreadyOwnedByYou" -> Made.OURS;
                case "BucketAlreadyExists" -> throw somebodyElses(refused);
                case "InvalidLocationConstraint" -> throw placeUnknown(refused);
                default -> throw trouble.of("make the bucket", refused);
            };
        }
    }

    /// Ours is what our own list of buckets has; a bucket of somebody else may be open to us.
    private boolean isThere() {
        try {
            return answer("list the buckets", client().listBuckets()).stream()
                    .anyMatch(it -> it.name().equals(settings.bucket()));
        } catch (ExecutionException failure) {
            if (Answer.in(failure)
                    .filter(it -> it.code().equals("AccessDenied"))
                    .isPresent()) {
                return false;
            }
            throw trouble.of("list the buckets", failure);
        }
    }

    /// The client names the region as the place of the new bucket, always.
    private PortFailure placeUnknown(Exception answer) {
        return new PortFailure(
                Kind.REFUSED,
                "cannot make the bucket in " + place() + ": InvalidLocationConstraint: the server does not know region "
                        + settings.region(),
                "name the server's own (Ceph's: storage.region: default), or use storage.type: s3",
                answer);
    }

    private PortFailure somebodyElses(Exception answer) {
        return new PortFailure(
                Kind.REFUSED,
                "the bucket " + settings.bucket() + " belongs to somebody else",
                "choose another name: set storage.bucket in .tazpod/config.yaml",
                answer);
    }

    /// MinIO's own servers do, and only they have this address; Ceph 16 drops the conditions.
    @Override
    public boolean keepsConditionsWithVersions() {
        var question = new Request.Builder()
                .url(settings.endpoint().resolve("/minio/health/live").toString())
                .build();
        try (var answer = http().newCall(question).execute()) {
            return answer.isSuccessful();
        } catch (IOException away) {
            throw trouble.of("look at the server", away);
        }
    }

    @Override
    public Result ensure(Setting setting) {
        return switch (setting) {
            case VERSIONING -> set("keep versions", client().setBucketVersioning(versions()));
            case ENCRYPTION ->
                isEncrypted()
                        ? new Result.Holds()
                        : set("encrypt by default", client().setBucketEncryption(encryption()));
            case PUBLIC_ACCESS_BLOCK -> new Result.Lacking("on MinIO a bucket is private until a policy opens it");
            case OLD_VERSIONS_EXPIRE -> set("let old versions expire", client().setBucketLifecycle(lifecycle()));
        };
    }

    private Result set(String tried, CompletableFuture<Void> setting) {
        try {
            var _ = answer(tried, setting);
            return new Result.Holds();
        } catch (ExecutionException failure) {
            var refused = Answer.in(failure)
                    .filter(it -> LACKING.contains(it.code()) || it.status() == 405 || it.status() == 501);
            return refused.<Result>map(it -> new Result.Lacking(
                            it.words().isEmpty() ? "HTTP " + it.status() + " " + it.code() : it.words()))
                    .orElseThrow(() -> trouble.of(tried, failure));
        }
    }

    private SetBucketVersioningArgs versions() {
        return SetBucketVersioningArgs.builder()
                .bucket(settings.bucket())
                .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null))
                .build();
    }

    /// A bucket that is encrypted otherwise, with a key of its owner's, stays so.
    private boolean isEncrypted() {
        var request =
                GetBucketEncryptionArgs.builder().bucket(settings.bucket()).build();
        try {
            return Optional.ofNullable(answer("look at the encryption", client().getBucketEncryption(request))
                            .rule())
                    .isPresent();
        } catch (ExecutionException none) {
            return false;
        }
    }

    private SetBucketEncryptionArgs encryption() {
        return SetBucketEncryptionArgs.builder()
                .bucket(settings.bucket())
                .config(SseConfiguration.newConfigWithSseS3Rule())
                .build();
    }

    /// The rules are written all together, so those of others are written again.
    private SetBucketLifecycleArgs lifecycle() {
        var rules = new ArrayList<>(rules());
        rules.removeIf(it -> OldVersions.RULE.equals(it.id()));
        // MinIO removes unfinished uploads by itself and takes no rule for them
        rules.add(new Rule(
                Status.ENABLED,
                null,
                null,
                new Filter(old.prefix()),
                OldVersions.RULE,
                new NoncurrentVersionExpiration(OldVersions.DAYS, null),
                null,
                null));
        return SetBucketLifecycleArgs.builder()
                .bucket(settings.bucket())
                .config(new LifecycleConfiguration(rules))
                .build();
    }

    private List<Rule> rules() {
        var request = GetBucketLifecycleArgs.builder().bucket(settings.bucket()).build();
        try {
            var found = answer("look at the lifecycle", client().getBucketLifecycle(request));
            return found == null ? List.of() : found.rules();
        } catch (ExecutionException failure) {
            if (Answer.in(failure).filter(it -> it.status() == 404).isPresent()) {
                return List.of();
            }
            throw trouble.of("look at the lifecycle", failure);
        }
    }

    private <T> T answer(String tried, CompletableFuture<T> question) throws ExecutionException {
        try {
            return question.get(settings.timeouts().small().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new PortFailure(Kind.TIMED_OUT, "cannot " + tried + ": " + place() + " did not answer in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PortFailure(Kind.TIMED_OUT, "interrupted while waiting for " + place(), interrupted);
        }
    }
}
