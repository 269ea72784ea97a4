package io.tazpod.minio;

import io.minio.BucketExistsArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectAPIArgs;
import io.minio.SourceObject;
import io.minio.errors.MinioException;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.ports.store.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// MinIO's client, with three calls in our own way: a write that reads its content while it sends it, where the
/// client's own wants all of it in memory and reads it once more for its digest; and a listing and a copy that
/// need no mapping of XML to classes, which takes longer to come up than both take together.
final class LeanMinio extends MinioAsyncClient {

    private static final MediaType CONTENT_TYPE = Objects.requireNonNull(MediaType.parse("application/octet-stream"));
    private static final byte[] NOTHING = {};

    LeanMinio(MinioAsyncClient client) {
        super(client);
    }

    /// The source could not be read; the store has nothing to do with it.
    static final class SourceFailure extends IOException {
        private static final long serialVersionUID = 1;

        SourceFailure(IOException cause) {
            super("cannot read what is to be stored: " + cause.getMessage(), cause);
        }
    }

    CompletableFuture<ObjectWriteResponse> put(String bucket, String object, Payload payload, Http.Headers headers) {
        var target = target(bucket, object);
        var digest = payload.digest().orElseGet(() -> read(payload));
        var all = new Http.Headers(headers);
        all.put("X-Amz-Sdk-Checksum-Algorithm", "SHA256");
        all.put(
                "X-Amz-Checksum-Sha256",
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex())));
        return executePutAsync(target, all, null, new Body(payload, digest)).thenApply(response -> {
            try (response) {
                return written(target, response, response.header("ETag"));
            }
        });
    }

    private static ObjectWriteResponse written(PutObjectAPIArgs target, Response response, @Nullable String tag) {
        return new ObjectWriteResponse(
                response.headers(),
                target.bucket(),
                target.region(),
                target.object(),
                tag,
                response.header("x-amz-version-id"));
    }

    /// @param headers beside those of the source
    CompletableFuture<ObjectWriteResponse> copy(SourceObject source, String object, Http.Headers headers) {
        var target = target(source.bucket(), object);
        return executePutAsync(target, Http.Headers.merge(headers, source.makeCopyHeaders()), null, null)
                .thenApply(response -> copied(target, response));
    }

    private static ObjectWriteResponse copied(PutObjectAPIArgs target, Response response) {
        try (response;
                var content = response.body().byteStream()) {
            var tag = S3Xml.copiedTag(content);
            if (tag.isEmpty()) {
                throw new IOException("the store gave up the copy");
            }
            return written(target, response, tag.get());
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    /// @param after what the page before said of the next one
    CompletableFuture<S3Xml.Page> page(String bucket, String prefix, Optional<String> after) {
        var query = new Http.QueryParameters(
                "list-type", "2", "max-keys", "1000", "encoding-type", "url", "prefix", prefix);
        after.ifPresent(token -> query.put("continuation-token", token));
        var target = BucketExistsArgs.builder().bucket(bucket).build();
        return executeGetAsync(target, null, query).thenApply(LeanMinio::page);
    }

    private static S3Xml.Page page(Response response) {
        try (response;
                var content = response.body().byteStream()) {
            return S3Xml.page(content);
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    private static PutObjectAPIArgs target(String bucket, String object) {
        return PutObjectAPIArgs.builder()
                .bucket(bucket)
                .object(object)
                .data(NOTHING, 0)
                .build();
    }

    private static Sha256 read(Payload payload) {
        try (var content = payload.open()) {
            return Sha256.of(content);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read what is to be stored", failure);
        }
    }

    private static final class Body extends Http.Body {

        private final Payload payload;

        Body(Payload payload, Sha256 digest) {
            super(NOTHING, 0, CONTENT_TYPE, digest.hex(), null);
            this.payload = payload;
        }

        @Override
        public Http.RequestBody toRequestBody() throws MinioException {
            return new Http.RequestBody(new Content(payload));
        }
    }

    private static final class Content extends RequestBody {

        private final Payload payload;

        Content(Payload payload) {
            this.payload = payload;
        }

        @Override
        public MediaType contentType() {
            return CONTENT_TYPE;
        }

        @Override
        public long contentLength() {
            return payload.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (var content = opened()) {
                var buffer = new byte[Math.clamp(payload.size(), 1, 256 * 1024)];
                for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
                    sink.write(buffer, 0, n);
                }
            }
        }

        private InputStream opened() throws SourceFailure {
            try {
                return payload.open();
            } catch (IOException failure) {
                throw new SourceFailure(failure);
            }
        }

        /// Tells a failure of the source from one of the line.
        private static int read(InputStream content, byte[] buffer) throws SourceFailure {
            try {
                return content.read(buffer);
            } catch (IOException failure) {
                throw new SourceFailure(failure);
            }
        }
    }
}
