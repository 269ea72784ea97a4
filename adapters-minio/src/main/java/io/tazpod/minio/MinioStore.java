package io.tazpod.minio;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ObjectWriteResponse;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.minio.MinioTrouble.Answer;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// A bucket of a MinIO server, by MinIO's own client.
public final class MinioStore implements ObjectStore {

    private static final String USER_METADATA = "x-amz-meta-";

    /// what the protocol allows for a single write
    private static final long LARGEST = 5L << 30;

    private final MinioSettings settings;
    private final MinioTrouble trouble;
    private @Nullable OkHttpClient http;
    private @Nullable LeanMinio client;

    /// whether the bucket was seen: a HEAD of a key answers 404 for a missing bucket as well
    private volatile boolean bucketSeen;

    /// how the server wants the tag of a condition: MinIO takes both, Ceph knows it without quotes only
    private volatile boolean quoted;

    public MinioStore(MinioSettings settings) {
        this.settings = settings;
        this.trouble = new MinioTrouble(place());
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket() + " at " + settings.endpoint();
    }

    /// Made when the store is first asked something.
    private synchronized LeanMinio client() {
        if (client == null) {
            http = MinioClients.http(settings);
            client = new LeanMinio(MinioClients.of(settings, http));
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    // ---- reading

    @Override
    public Optional<StoredObject> head(ObjectKey key) {
        return asked("look at " + key, () -> stat(key))
                .map(found -> facts(key, found))
                .or(this::noneInBucket);
    }

    private StatObjectResponse stat(ObjectKey key) throws MinioException, ExecutionException {
        var request = StatObjectArgs.builder().bucket(settings.bucket()).object(key.value());
        try {
            return small(client().statObject(request.build()));
        } catch (ExecutionException mute) {
            if (Answer.in(mute).filter(Answer::isRefusal).isPresent()) {
                refuseInWords(key);
            }
            throw mute;
        }
    }

    /// The refusal of a HEAD is a bare status; asked to hand the object out, the server says what it dislikes: a
    /// token that has ended, a clock that is wrong, another region.
    private void refuseInWords(ObjectKey key) throws MinioException, ExecutionException {
        var request = GetObjectArgs.builder().bucket(settings.bucket()).object(key.value());
        try (var _ = small(client().getObject(request.build()))) {
            // it hands it out after all
        } catch (IOException cut) {
            // so does this one
        }
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        return download(key, GetObjectArgs.builder(), sink);
    }

    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException {
        try {
            return download(key, GetObjectArgs.builder().versionId(version), sink);
        } catch (PortFailure failure) {
            // an identifier of another form than the server's own
            if (failure.kind() == Kind.REFUSED) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<StoredObject> download(ObjectKey key, GetObjectArgs.Builder request, OutputStream sink)
            throws IOException {
        request.bucket(settings.bucket()).object(key.value());
        var tried = "read " + key;
        var answer = asked(tried, () -> small(client().getObject(request.build())));
        if (answer.isEmpty()) {
            return noneInBucket();
        }
        try (var content = answer.get()) {
            var facts = facts(key, content.headers());
            copy(content, tried, facts.size(), sink);
            return Optional.of(facts);
        }
    }

    private void copy(GetObjectResponse content, String tried, long size, OutputStream sink) throws IOException {
        // the client hands out eight KiB at a time, and each write is a call of the system
        var buffer = new byte[Math.clamp(size, 1, 256 * 1024)];
        long left = size;
        for (int n = read(content, tried, buffer); n > 0; n = read(content, tried, buffer)) {
            sink.write(buffer, 0, n);
            left -= n;
        }
        if (left != 0) {
            throw new PortFailure(
                    Kind.UNREACHABLE,
                    "cannot " + tried + " in " + place() + ": the line was cut " + left + " bytes short");
        }
    }

    /// As much as fits; 0 at the end.
    private int read(GetObjectResponse content, String tried, byte[] buffer) {
        try {
            return content.readNBytes(buffer, 0, buffer.length);
        } catch (IOException failure) {
            throw trouble.of(tried, failure);
        }
    }

    private StoredObject facts(ObjectKey key, StatObjectResponse found) {
        return facts(key, found.headers());
    }

    private StoredObject facts(ObjectKey key, Headers headers) {
        return new StoredObject(
                key,
                StoredObject.tag(headers.get("ETag"), place()),
                Long.parseLong(
                        Optional.ofNullable(headers.get("Content-Length")).orElse("0")),
                Optional.ofNullable(headers.get("Last-Modified"))
                        .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant())
                        .orElse(Instant.EPOCH),
                metadata(headers),
                version(headers.get("x-amz-version-id")));
    }

    private static Map<String, String> metadata(Headers headers) {
        var metadata = new HashMap<String, String>();
        for (var name : headers.names()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(USER_METADATA)) {
                metadata.put(lower.substring(USER_METADATA.length()), String.join(",", headers.values(name)));
            }
        }
        return metadata;
    }

    /// A bucket without versions leaves it out, or says `null`.
    private static Optional<String> version(@Nullable String version) {
        return Optional.ofNullable(version).filter(it -> !it.isEmpty() && !it.equals("null"));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        var tried = "list " + (prefix.isEmpty() ? "everything" : prefix);
        return asked(tried, () -> listed(prefix)).orElseThrow(this::noBucket);
    }

    private List<StoredObject> listed(String prefix) throws ExecutionException {
        var listed = new ArrayList<StoredObject>();
        var next = Optional.<String>empty();
        do {
            var page = small(client().page(settings.bucket(), prefix, next));
            page.entries().forEach(entry -> listed.add(listed(entry)));
            next = page.next();
        } while (next.isPresent());
        listed.sort(Comparator.comparing(StoredObject::key));
        return listed;
    }

    private StoredObject listed(S3Xml.Entry entry) {
        return new StoredObject(
                new ObjectKey(entry.key()),
                StoredObject.tag(entry.tag(), place()),
                entry.size(),
                entry.modified(),
                Map.of(),
                Optional.empty());
    }

    // ---- writing

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        if (key.value().contains("//")) {
            // the client would store it under a key with one slash less
            throw new PortFailure(
                    Kind.REFUSED, "MinIO's client cannot name " + key + ", which has two slashes in a row");
        }
        if (payload.size() > LARGEST) {
            throw new PortFailure(Kind.REFUSED, key + " has " + payload.size() + " bytes, more than one write may");
        }
        return decided(key, condition, tag -> put(key, payload, headers(metadata, condition, tag), condition));
    }

    /// A server that wants its tag in quotes refuses it without, and the other way round: if the tag is still
    /// what we said, it is said in the other form, and remembered.
    private PutOutcome decided(ObjectKey key, Condition condition, Function<String, PutOutcome> attempt) {
        if (!(condition instanceof Condition.Unchanged(ETag expected))) {
            return attempt.apply("");
        }
        boolean form = quoted;
        var outcome = attempt.apply(written(expected, form));
        if (outcome instanceof PutOutcome.Stored
                || !head(key).map(StoredObject::etag).equals(Optional.of(expected))) {
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

    private static Http.Headers headers(Map<String, String> metadata, Condition condition, String tag) {
        var headers = new HashMap<String, String>();
        // MinIO closes the connection after a refusal without saying so, and the next request on it would fail
        headers.put("Connection", "close");
        metadata.forEach((name, value) -> headers.put(USER_METADATA + name, value));
        switch (condition) {
            case Condition.None _ -> {}
            case Condition.Absent _ -> headers.put("If-None-Match", "*");
            case Condition.Unchanged _ -> headers.put("If-Match", tag);
        }
        return new Http.Headers(headers);
    }

    private PutOutcome put(ObjectKey key, Payload payload, Http.Headers headers, Condition condition) {
        boolean conditional = !(condition instanceof Condition.None);
        return written(
                "write " + key,
                conditional,
                payload.size(),
                () -> client().put(settings.bucket(), key.value(), payload, headers));
    }

    @Override
    public PutOutcome copy(StoredObject from, ObjectKey to) {
        var tag = written(from.etag(), quoted);
        var source = SourceObject.builder()
                .bucket(settings.bucket())
                .object(from.key().value())
                .matchETag(tag)
                .build();
        // Ceph knows the condition by this name only
        var headers = new Http.Headers(Map.of("x-amz-copy-if-match", tag));
        return written(
                "copy " + from.key() + " to " + to,
                true,
                from.size(),
                () -> client().copy(source, to.value(), headers));
    }

    /// A write's answer: stored, refused for its condition, or a failure.
    private PutOutcome written(
            String tried, boolean conditional, long size, Supplier<CompletableFuture<ObjectWriteResponse>> write) {
        try {
            var stored = within(write.get(), settings.timeouts().allowing(size));
            return new PutOutcome.Stored(StoredObject.tag(stored.etag(), place()), version(stored.versionId()));
        } catch (ExecutionException | IllegalArgumentException failure) {
            var refused = Answer.in(failure).filter(Answer::conditionFailed);
            if (conditional && refused.isPresent()) {
                return new PutOutcome.ConditionFailed("HTTP " + refused.get().status());
            }
            throw trouble.of(tried, failure);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        var request = RemoveObjectArgs.builder().bucket(settings.bucket()).object(key.value());
        asked("delete " + key, () -> {
            small(client().removeObject(request.build()));
            return key;
        });
    }

    // ---- answers

    private interface Question<T> {
        T ask() throws MinioException, ExecutionException;
    }

    /// Empty when there is no such object.
    private <T> Optional<T> asked(String tried, Question<T> question) {
        try {
            var answer = Optional.ofNullable(question.ask());
            bucketSeen = true;
            return answer;
        } catch (MinioException | ExecutionException | IllegalArgumentException failure) {
            if (Answer.in(failure).filter(Answer::noSuchObject).isPresent()) {
                return Optional.empty();
            }
            throw trouble.of(tried, failure);
        }
    }

    private <T> T small(CompletableFuture<T> answer) throws ExecutionException {
        return within(answer, settings.timeouts().small());
    }

    private <T> T within(CompletableFuture<T> answer, Duration limit) throws ExecutionException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new PortFailure(Kind.TIMED_OUT, place() + " did not answer in time", late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PortFailure(Kind.TIMED_OUT, "interrupted while waiting for " + place(), interrupted);
        }
    }

    private <T> Optional<T> noneInBucket() {
        if (!bucketSeen) {
            var request = BucketExistsArgs.builder().bucket(settings.bucket()).build();
            try {
                if (!small(client().bucketExists(request))) {
                    throw noBucket();
                }
            } catch (ExecutionException notAllowed) {
                // the key's own answer has to do
            }
            bucketSeen = true;
        }
        return Optional.empty();
    }

    private PortFailure noBucket() {
        return new PortFailure(Kind.ABSENT, "there is no bucket: " + place(), "tazpod setup-storage", null);
    }
}
