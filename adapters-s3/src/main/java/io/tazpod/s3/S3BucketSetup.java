package io.tazpod.s3;

import io.tazpod.domain.sync.OldVersions;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.BucketSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// A bucket of S3, or of a server that speaks its protocol.
public final class S3BucketSetup implements BucketSetup {

    /// the one region that must not be named when a bucket is made there
    private static final String NAMELESS_REGION = "us-east-1";

    /// how servers say that they know nothing of a setting
    private static final Set<String> LACKING = Set.of(
            "NotImplemented",
            "MethodNotAllowed",
            "XNotImplemented",
            "InvalidRequest",
            "InvalidArgument",
            "MalformedXML",
            "NoSuchKey");

    private final S3Settings settings;
    private final OldVersions old;
    private final S3Trouble trouble;
    private @Nullable S3Client client;

    public S3BucketSetup(S3Settings settings, OldVersions old) {
        this.settings = settings;
        this.old = old;
        this.trouble = new S3Trouble(place());
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket()
                + settings.endpoint().map(it -> " at " + it).orElse(" in " + settings.region());
    }

    private S3Client client() {
        if (client == null) {
            client = S3Clients.of(settings);
        }
        return client;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Made make() {
        // a server that knows us answers a second creation with success or with a complaint, as it likes
        if (isThere()) {
            return Made.OURS;
        }
        return make(client(), settings.endpoint().isPresent());
    }

    private Made make(S3Client by, boolean anywhere) {
        try {
            by.createBucket(creation());
            return Made.NEW;
        } catch (AwsServiceException answer) {
            if (anywhere && S3Trouble.code(answer).equals("InvalidLocationConstraint")) {
                return makeAnywhere();
            }
            return switch (S3Trouble.code(answer)) {
                case "BucketAlreadyOwnedByYou" -> Made.OURS;
                case "BucketAlreadyExists" -> throw somebodyElses(answer);
                default -> throw trouble.of("make the bucket", answer);
            };
        } catch (SdkException failure) {
            throw trouble.of("make the bucket", failure);
        }
    }

    /// A server of one's own may not know the name that we sign with, and the SDK sends that along as the place.
    private Made makeAnywhere() {
        try (var nameless = S3Clients.of(settings.in(NAMELESS_REGION))) {
            return make(nameless, false);
        }
    }

    /// Ours is what our own list of buckets has; a bucket of somebody else may be open to us.
    private boolean isThere() {
        try {
            return client().listBuckets().buckets().stream()
                    .anyMatch(it -> it.name().equals(settings.bucket()));
        } catch (AwsServiceException notAllowed) {
            if (notAllowed.statusCode() == 403 && S3Trouble.code(notAllowed).equals("AccessDenied")) {
                return false;
            }
            throw trouble.of("list the buckets", notAllowed);
        } catch (SdkException failure) {
            throw trouble.of("list the buckets", failure);
        }
    }

    private CreateBucketRequest creation() {
        var request = CreateBucketRequest.builder().bucket(settings.bucket());
        if (settings.endpoint().isEmpty() && !settings.region().equals(NAMELESS_REGION)) {
            request.createBucketConfiguration(it -> it.locationConstraint(settings.region()));
        }
        return request.build();
    }

    private PortFailure somebodyElses(AwsServiceException answer) {
        return new PortFailure(
                Kind.REFUSED,
                "the bucket " + settings.bucket() + " belongs to somebody else",
                "choose another name: set storage.bucket in .tazpod/config.yaml",
                answer);
    }

    /// AWS says so; of other servers, Ceph 16 drops the conditions.
    @Override
    public boolean keepsConditionsWithVersions() {
        return settings.endpoint().isEmpty();
    }

    @Override
    public Result ensure(Setting setting) {
        return switch (setting) {
            case VERSIONING -> set("keep versions", this::keepVersions);
            case ENCRYPTION -> isEncrypted() ? new Result.Holds() : set("encrypt by default", this::encrypt);
            case PUBLIC_ACCESS_BLOCK -> publicAccessBlock();
            case OLD_VERSIONS_EXPIRE -> set("let old versions expire", this::expireOldVersions);
        };
    }

    private Result set(String tried, Function<S3Client, Object> setting) {
        try {
            var _ = setting.apply(client());
            return new Result.Holds();
        } catch (AwsServiceException answer) {
            if (LACKING.contains(S3Trouble.code(answer)) || answer.statusCode() == 405 || answer.statusCode() == 501) {
                return new Result.Lacking("HTTP " + answer.statusCode() + " " + S3Trouble.code(answer));
            }
            throw trouble.of(tried, answer);
        } catch (SdkException failure) {
            throw trouble.of(tried, failure);
        }
    }

    private Object keepVersions(S3Client to) {
        return to.putBucketVersioning(it ->
                it.bucket(settings.bucket()).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }

    /// A bucket that is encrypted otherwise, with a key of its owner's, stays so.
    private boolean isEncrypted() {
        try {
            return client().getBucketEncryption(it -> it.bucket(settings.bucket()))
                    .serverSideEncryptionConfiguration()
                    .hasRules();
        } catch (SdkException none) {
            return false;
        }
    }

    private Object encrypt(S3Client to) {
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(it -> it.sseAlgorithm(ServerSideEncryption.AES256))
                .build();
        return to.putBucketEncryption(
                it -> it.bucket(settings.bucket()).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    /// Ceph 16 refuses its owner every write once this is set; there it is taken back.
    private Result publicAccessBlock() {
        boolean before = takesWrites();
        var result = set("block public access", this::blockPublicAccess);
        if (result instanceof Result.Lacking || !before || takesWrites()) {
            return result;
        }
        var undone = set(
                "take the block of public access back",
                to -> to.deletePublicAccessBlock(it -> it.bucket(settings.bucket())));
        return undone instanceof Result.Holds
                ? new Result.Lacking("with it this server refuses every write; it was taken back")
                : undone;
    }

    /// Tries it on a scratch key.
    private boolean takesWrites() {
        var key = old.prefix() + ".probe/setup-" + UUID.randomUUID();
        try {
            client().putObject(it -> it.bucket(settings.bucket()).key(key), RequestBody.fromString("x"));
            client().deleteObject(it -> it.bucket(settings.bucket()).key(key));
            return true;
        } catch (SdkException refused) {
            return false;
        }
    }

    private Object blockPublicAccess(S3Client to) {
        return to.putPublicAccessBlock(it -> it.bucket(settings.bucket())
                .publicAccessBlockConfiguration(b -> b.blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)));
    }

    /// The rules are written all together, so those of others are written again.
    private Object expireOldVersions(S3Client to) {
        var rules = new ArrayList<>(rules(to));
        rules.removeIf(it -> OldVersions.RULE.equals(it.id()));
        rules.add(LifecycleRule.builder()
                .id(OldVersions.RULE)
                .status(ExpirationStatus.ENABLED)
                .filter(it -> it.prefix(old.prefix()))
                .noncurrentVersionExpiration(it -> it.noncurrentDays(OldVersions.DAYS))
                .abortIncompleteMultipartUpload(it -> it.daysAfterInitiation(OldVersions.UNFINISHED_DAYS))
                .build());
        return to.putBucketLifecycleConfiguration(
                it -> it.bucket(settings.bucket()).lifecycleConfiguration(c -> c.rules(rules)));
    }

    private List<LifecycleRule> rules(S3Client from) {
        try {
            return from.getBucketLifecycleConfiguration(it -> it.bucket(settings.bucket()))
                    .rules();
        } catch (AwsServiceException answer) {
            if (S3Trouble.code(answer).equals("NoSuchLifecycleConfiguration")) {
                return List.of();
            }
            throw answer;
        }
    }
}
