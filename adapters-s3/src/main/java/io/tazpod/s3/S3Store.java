package io.tazpod.s3;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket of S3, or of a server that speaks its protocol, by the AWS SDK.
public final class S3Store implements ObjectStore {

    private static final String CONTENT_TYPE = "application/octet-stream";

    private final S3Settings settings;
    private final S3Trouble trouble;
    private final Supplier<S3Client> client;
    private @Nullable S3Client opened;

    /// whether the bucket was seen: a HEAD of a key answers 404 for a missing bucket as well
    private volatile boolean bucketSeen;

    /// how this store wants the tag of a condition; Ceph knows it without quotes only, and S3 takes both
    private volatile boolean quoted;

    private volatile Optional<Boolean> partsKeepConditions = Optional.empty();

    public S3Store(S3Settings settings) {
        this(settings, () -> S3Clients.of(settings));
    }

    /// @param client made when the store is first asked something: the SDK takes a while to come up
    S3Store(S3Settings settings, Supplier<S3Client> client) {
        this.settings = settings;
        this.client = client;
        this.trouble = new S3Trouble(place());
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket() + " at "
                + settings.endpoint().map(Object::toString).orElse("AWS " + settings.region());
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private synchronized S3Client client() {
        if (opened == null) {
            opened = client.get();
        }
        return opened;
    }

    // ---- reading

    @Override
    public Optional<StoredObject> head(ObjectKey key) {
        return asked("look at " + key, () -> headed(key)).or(this::noneInBucket);
    }

    private StoredObject headed(ObjectKey key) {
        try {
            var found = client().headObject(it -> it.bucket(settings.bucket())
                    .key(key.value())
                    .overrideConfiguration(
                            o -> o.apiCallTimeout(settings.timeouts().small())));
            return new StoredObject(
                    key,
                    StoredObject.tag(found.eTag(), place()),
                    found.contentLength(),
                    Optional.ofNullable(found.lastModified()).orElse(Instant.EPOCH),
                    found.metadata(),
                    version(found.versionId()));
        } catch (AwsServiceException mute) {
            if (mute.statusCode() < 500 && mute.statusCode() != 404) {
                refuseInWords(key);
            }
            throw mute;
        }
    }

    /// The refusal of a HEAD is a bare status; asked to hand the object out, the store says what it dislikes: a
    /// token that has ended, a clock that is wrong, another region.
    private void refuseInWords(ObjectKey key) {
        client().getObject(it -> it.bucket(settings.bucket())
                        .key(key.value())
                        .overrideConfiguration(
                                o -> o.apiCallTimeout(settings.timeouts().small())))
                .abort();
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        return download(key, Optional.empty(), sink);
    }

    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException {
        try {
            return download(key, Optional.of(version), sink);
        } catch (PortFailure failure) {
            // an identifier of another form than the store's own
            if (failure.kind() == Kind.REFUSED && failure.getCause() instanceof AwsServiceException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<StoredObject> download(ObjectKey key, Optional<String> version, OutputStream sink)
            throws IOException {
        var request = GetObjectRequest.builder().bucket(settings.bucket()).key(key.value());
        version.ifPresent(request::versionId);
        var tried = "read " + key;
        var answer = asked(tried, () -> client().getObject(request.build()));
        if (answer.isEmpty()) {
            return noneInBucket();
        }
        try (var content = answer.get()) {
            copy(content, tried, sink);
            return Optional.of(facts(key, content.response()));
        }
    }

    private void copy(ResponseInputStream<GetObjectResponse> content, String tried, OutputStream sink)
            throws IOException {
        var buffer = new byte[64 * 1024];
        long left = content.response().contentLength();
        try {
            for (int n = read(content, tried, buffer); n >= 0; n = read(content, tried, buffer)) {
                sink.write(buffer, 0, n);
                left -= n;
            }
        } catch (IOException | RuntimeException failure) {
            // closing would read the rest
            content.abort();
            throw failure;
        }
        if (left != 0) {
            throw new PortFailure(
                    Kind.UNREACHABLE,
                    "cannot " + tried + " in " + place() + ": the line was cut " + left + " bytes short");
        }
    }

    private int read(InputStream content, String tried, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException failure) {
            throw new PortFailure(
                    Kind.UNREACHABLE,
                    "cannot " + tried + " in " + place() + ": the line was cut: " + failure.getMessage(),
                    failure);
        } catch (SdkException failure) {
            throw trouble.of(tried, failure);
        }
    }

    private StoredObject facts(ObjectKey key, GetObjectResponse found) {
        return new StoredObject(
                key,
                StoredObject.tag(found.eTag(), place()),
                found.contentLength(),
                Optional.ofNullable(found.lastModified()).orElse(Instant.EPOCH),
                found.metadata(),
                version(found.versionId()));
    }

    /// Stores without versions leave it out, or say `null`.
    private static Optional<String> version(@Nullable String version) {
        return Optional.ofNullable(version).filter(it -> !it.isEmpty() && !it.equals("null"));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        var tried = "list " + (prefix.isEmpty() ? "everything" : prefix);
        return asked(
                        tried,
                        () ->
                                client()
                                        .listObjectsV2Paginator(it ->
                                                it.bucket(settings.bucket()).prefix(prefix))
                                        .contents()
                                        .stream()
                                        .map(this::listed)
                                        .sorted(Comparator.comparing(StoredObject::key))
                                        .toList())
                .orElseThrow(this::noBucket);
    }

    private StoredObject listed(S3Object found) {
        return new StoredObject(
                new ObjectKey(found.key()),
                StoredObject.tag(found.eTag(), place()),
                found.size(),
                found.lastModified(),
                Map.of(),
                Optional.empty());
    }

    // ---- writing

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        var upload = new PutObject(key, payload, metadata);
        if (payload.size() > settings.parts().above()
                && (condition instanceof Condition.None || partsKeepConditions(key))) {
            return decided(key, condition, tag -> inParts().put(upload, condition, tag));
        }
        return decided(key, condition, tag -> atOnce(upload, condition, tag));
    }

    /// What is to be stored, and where.
    record PutObject(ObjectKey key, Payload payload, Map<String, String> metadata) {}

    /// A store that wants its tag in quotes refuses it without, and the other way round: if the tag is still
    /// what we said, it is said in the other form, and remembered.
    private PutOutcome decided(ObjectKey key, Condition condition, Function<String, PutOutcome> attempt) {
        if (!(condition instanceof Condition.Unchanged(ETag expected))) {
            return attempt.apply("");
        }
        boolean form = quoted;
        var outcome = attempt.apply(written(expected, form));
        if (outcome instanceof PutOutcome.Stored) {
            return outcome;
        }
        if (!head(key).map(StoredObject::etag).equals(Optional.of(expected))) {
            return outcome;
        }
        var other = attempt.apply(written(expected, !form));
        if (other instanceof PutOutcome.Stored) {
            quoted = !form;
        }
        return other;
    }

    private static String written(ETag tag, boolean quoted) {
        return quoted ? '"' + tag.value() + '"' : tag.value();
    }

    private PutOutcome atOnce(PutObject upload, Condition condition, String tag) {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(upload.key().value())
                .contentType(CONTENT_TYPE)
                .metadata(upload.metadata())
                .overrideConfiguration(it -> it.apiCallTimeout(
                                settings.timeouts().allowing(upload.payload().size()))
                        // MinIO closes the connection after a refusal without saying so, and the next request on
                        // it would fail
                        .putHeader("Connection", "close"));
        switch (condition) {
            case Condition.None _ -> {}
            case Condition.Absent _ -> request.ifNoneMatch("*");
            case Condition.Unchanged _ -> request.ifMatch(tag);
        }
        var body = RequestBody.fromContentProvider(
                () -> opened(upload.payload()), upload.payload().size(), CONTENT_TYPE);
        return written("write " + upload.key(), condition, () -> {
            var stored = client().putObject(request.build(), body);
            return new PutOutcome.Stored(StoredObject.tag(stored.eTag(), place()), version(stored.versionId()));
        });
    }

    @Override
    public PutOutcome copy(StoredObject from, ObjectKey to) {
        return written(
                "copy " + from.key() + " to " + to, new Condition.Unchanged(from.etag()), () -> copied(from, to));
    }

    private PutOutcome copied(StoredObject from, ObjectKey to) {
        var tag = written(from.etag(), quoted);
        var copied = client().copyObject(it -> it.sourceBucket(settings.bucket())
                .sourceKey(from.key().value())
                .copySourceIfMatch(tag)
                .destinationBucket(settings.bucket())
                .destinationKey(to.value())
                .overrideConfiguration(o -> {
                    o.apiCallTimeout(settings.timeouts().allowing(from.size()));
                    // Ceph knows the condition by this name only
                    settings.endpoint().ifPresent(_ -> o.putHeader("x-amz-copy-if-match", tag));
                }));
        return new PutOutcome.Stored(
                StoredObject.tag(copied.copyObjectResult().eTag(), place()), version(copied.versionId()));
    }

    private static InputStream opened(Payload payload) {
        try {
            return payload.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private S3Parts inParts() {
        return new S3Parts(settings, client(), this);
    }

    /// Asked once, and only for a vault that is sent in parts.
    private boolean partsKeepConditions(ObjectKey key) {
        if (partsKeepConditions.isEmpty()) {
            partsKeepConditions = Optional.of(inParts().keepConditions(key));
        }
        return partsKeepConditions.orElseThrow();
    }

    @Override
    public void delete(ObjectKey key) {
        asked(
                "delete " + key,
                () -> client().deleteObject(it -> it.bucket(settings.bucket()).key(key.value())));
    }

    // ---- answers

    /// Empty when there is no such object.
    <T> Optional<T> asked(String tried, Supplier<T> question) {
        try {
            var answer = Optional.of(answered(question));
            bucketSeen = true;
            return answer;
        } catch (AwsServiceException failure) {
            if (failure.statusCode() == 404 && !S3Trouble.code(failure).equals("NoSuchBucket")) {
                return Optional.empty();
            }
            throw trouble.of(tried, failure);
        } catch (SdkException failure) {
            throw trouble.of(tried, failure);
        }
    }

    /// A write's answer: stored, refused for its condition, or a failure.
    PutOutcome written(String tried, Condition condition, Supplier<PutOutcome> attempt) {
        try {
            return answered(attempt);
        } catch (AwsServiceException answer) {
            if (!(condition instanceof Condition.None) && S3Trouble.conditionFailed(answer)) {
                return new PutOutcome.ConditionFailed("HTTP " + answer.statusCode());
            }
            throw trouble.of(tried, answer);
        } catch (SdkException failure) {
            throw trouble.of(tried, failure);
        }
    }

    /// A store that finds our clock wrong has done nothing; the SDK has learnt the difference and signs anew.
    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (AwsServiceException answer) {
            if (S3Trouble.code(answer).equals("RequestTimeTooSkewed")) {
                return question.get();
            }
            throw answer;
        }
    }

    private <T> Optional<T> noneInBucket() {
        if (bucketSeen) {
            return Optional.empty();
        }
        try {
            client().headBucket(it -> it.bucket(settings.bucket()));
        } catch (AwsServiceException answer) {
            if (answer.statusCode() == 404) {
                throw noBucket();
            }
            // not allowed to look: the key's own answer has to do
        } catch (SdkException failure) {
            throw trouble.of("look at the bucket", failure);
        }
        bucketSeen = true;
        return Optional.empty();
    }

    PortFailure noBucket() {
        return new PortFailure(Kind.ABSENT, "there is no bucket: " + place(), "tazpod setup-storage", null);
    }
}
