package io.tazpod.s3;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import io.tazpod.ports.store.Payload;
import io.tazpod.s3.S3Store.PutObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An upload in parts: a part that was lost on the way is sent again, and the condition is asked at the end.
final class S3Parts {

    private static final int TRIES = 3;

    private final S3Settings settings;
    private final S3Client client;
    private final S3Store store;

    S3Parts(S3Settings settings, S3Client client, S3Store store) {
        this.settings = settings;
        this.client = client;
        this.store = store;
    }

    PutOutcome put(PutObject upload, Condition condition, String tag) {
        var key = upload.key().value();
        var begun = store.asked(
                "write " + key,
                () -> client.createMultipartUpload(it -> it.bucket(settings.bucket())
                        .key(key)
                        .contentType("application/octet-stream")
                        .metadata(upload.metadata())));
        return completed(upload, begun.orElseThrow(store::noBucket).uploadId(), condition, tag);
    }

    private PutOutcome completed(PutObject upload, String id, Condition condition, String tag) {
        List<CompletedPart> parts;
        try {
            parts = sent(upload, id);
        } catch (RuntimeException failure) {
            abort(upload.key(), id);
            throw failure;
        }
        var outcome = store.written(
                "write " + upload.key(), condition, () -> complete(upload.key(), id, parts, condition, tag));
        if (outcome instanceof PutOutcome.ConditionFailed) {
            abort(upload.key(), id);
        }
        return outcome;
    }

    private PutOutcome complete(ObjectKey key, String id, List<CompletedPart> parts, Condition condition, String tag) {
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(settings.bucket())
                .key(key.value())
                .uploadId(id)
                .multipartUpload(it -> it.parts(parts))
                .overrideConfiguration(it -> it.putHeader("Connection", "close"));
        switch (condition) {
            case Condition.None _ -> {}
            case Condition.Absent _ -> request.ifNoneMatch("*");
            case Condition.Unchanged _ -> request.ifMatch(tag);
        }
        var stored = client.completeMultipartUpload(request.build());
        return new PutOutcome.Stored(
                tag(key, Optional.ofNullable(stored.eTag()).orElse("")), Optional.ofNullable(stored.versionId()));
    }

    /// Ceph answers with an empty tag.
    private ETag tag(ObjectKey key, String answered) {
        var bare = answered.replace("\"", "");
        return new ETag(
                bare.isEmpty()
                        ? client.headObject(it -> it.bucket(settings.bucket()).key(key.value()))
                                .eTag()
                        : bare);
    }

    private List<CompletedPart> sent(PutObject upload, String id) {
        var parts = new ArrayList<CompletedPart>();
        try (var content = upload.payload().open()) {
            long left = upload.payload().size();
            while (left > 0) {
                var part =
                        content.readNBytes((int) Math.min(left, settings.parts().size()));
                if (part.length == 0) {
                    throw new IOException("%d bytes are missing".formatted(left));
                }
                parts.add(sent(upload.key(), id, parts.size() + 1, part));
                left -= part.length;
            }
            return parts;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read what is to be stored", failure);
        }
    }

    /// A part may be sent again without harm: nothing is stored before the end.
    private CompletedPart sent(ObjectKey key, String id, int number, byte[] part) {
        for (int i = 1; ; i++) {
            try {
                return store.asked("write part " + number + " of " + key, () -> sentOnce(key, id, number, part))
                        .orElseThrow(() -> new PortFailure(Kind.BUSY, "the upload of " + key + " was dropped"));
            } catch (PortFailure failure) {
                if (i == TRIES || !failure.kind().mayRetry()) {
                    throw failure;
                }
            }
        }
    }

    private CompletedPart sentOnce(ObjectKey key, String id, int number, byte[] part) {
        var sent = client.uploadPart(
                it -> it.bucket(settings.bucket()).key(key.value()).uploadId(id).partNumber(number),
                RequestBody.fromBytes(part));
        return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
    }

    /// What is left over costs room until the store removes it; that is no reason to fail.
    private void abort(ObjectKey key, String id) {
        try {
            client.abortMultipartUpload(
                    it -> it.bucket(settings.bucket()).key(key.value()).uploadId(id));
        } catch (SdkException leftToTheStore) {
            // its lifecycle rule removes it
        }
    }

    /// Tries it on a scratch key beside this one: Ceph takes the condition of a completed upload and ignores it.
    boolean keepConditions(ObjectKey key) {
        var folder = key.value().substring(0, key.value().lastIndexOf('/') + 1);
        var scratch = new ObjectKey(folder + ".probe/parts-" + UUID.randomUUID());
        var probe = new PutObject(scratch, Payload.of(new byte[] {1}), Map.of());
        try {
            var first = put(probe, new Condition.None(), "");
            var second = put(probe, new Condition.Absent(), "");
            return first instanceof PutOutcome.Stored && second instanceof PutOutcome.ConditionFailed;
        } catch (PortFailure notAllowed) {
            return false;
        } finally {
            remove(scratch);
        }
    }

    private void remove(ObjectKey scratch) {
        try {
            client.deleteObject(it -> it.bucket(settings.bucket()).key(scratch.value()));
        } catch (SdkException leftover) {
            // one byte stays where deleting is not allowed
        }
    }
}
