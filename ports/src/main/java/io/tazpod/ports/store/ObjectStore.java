package io.tazpod.ports.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A place that keeps whole objects by key, with writes that hold between processes and hosts.
///
/// All methods throw [PortFailure]: `DENIED` for wrong credentials, `UNREACHABLE`, `TIMED_OUT` and
/// `BUSY` when
/// the
/// outcome is unknown, `ABSENT` when the bucket or root directory does not exist. A key without an
/// object is an
/// empty
/// result, never a failure. No method retries a write: a verdict after an unknown outcome is the
/// caller's.
public interface ObjectStore extends AutoCloseable {

    /// What is stored under the key, without its content.
    Optional<StoredObject> head(ObjectKey key);

    /// Copies the content to `sink` and tells what it was; empty, with nothing written, when there is
    /// none. An
    /// object
    /// that is
    /// replaced meanwhile is delivered whole, old or new, or fails; a cut line is a failure, never a
    /// short
    /// success.
    /// An IOException of the sink itself comes out as it is.
    Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException;

    /// As [#get], of one version as [StoredObject#version] named it; empty when the store does not have
    /// it.
    Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException;

    /// Stores the whole content under the key if the condition holds at that moment, for all writers
    /// everywhere.
    /// Metadata names are lower case ASCII without the `x-amz-meta-` prefix, values printable ASCII, 2
    /// KiB in
    /// all.
    PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition);

    /// Copies an object within the store, with its metadata, if its content is still what it was; the content does not
    /// travel. Whatever is under the other key is replaced: stores keep no conditions there, so it must be a name
    /// that only one writer can give. `REFUSED` where a store cannot do it.
    ///
    /// @param from what a look or a write told of it
    PutOutcome copy(StoredObject from, ObjectKey to);

    /// Every object whose key starts with the prefix, sorted by key, however many there are. Metadata
    /// may be
    /// left out.
    List<StoredObject> list(String prefix);

    /// Removes the object; quiet when there is none.
    void delete(ObjectKey key);

    /// Where this is, for messages: `s3://bucket/prefix at https://…` or a directory. No secrets.
    String place();

    @Override
    void close();

    /// What must be true at the moment of a write.
    sealed interface Condition {
        /// whatever is there is replaced; for probes and for keys that only one writer can name
        record None() implements Condition {}

        /// nothing may be there
        record Absent() implements Condition {}

        /// exactly this state must be there
        record Unchanged(ETag etag) implements Condition {}
    }

    /// What came of a write that the store gave a verdict on.
    sealed interface PutOutcome {
        /// it is there now
        record Stored(ETag etag, Optional<String> version) implements PutOutcome {}

        /// the store says the condition does not hold (HTTP 412, 409, or 404 for a vanished object)
        record ConditionFailed(String why) implements PutOutcome {}
    }
}
