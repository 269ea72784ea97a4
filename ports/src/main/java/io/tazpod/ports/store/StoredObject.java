package io.tazpod.ports.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One state of an object in a store.
///
/// @param key its key
/// @param etag the store's name of this state
/// @param size bytes of content
/// @param modified when the store says it was written, by the store's clock
/// @param metadata the user metadata, names in lower case; may be empty in listings
/// @param version the version's identifier, on stores and buckets that keep versions
public record StoredObject(
        ObjectKey key, ETag etag, long size, Instant modified, Map<String, String> metadata, Optional<String> version) {

    public StoredObject {
        metadata = Map.copyOf(metadata);
    }

    /// The tag that every store's answer about an object has.
    ///
    /// @param place for the message
    public static ETag tag(@Nullable String answered, String place) {
        if (answered == null || answered.isBlank()) {
            throw noStore(place);
        }
        return new ETag(answered);
    }

    /// What to say of something else that answers at a store's address: a web server, a proxy's login page, a
    /// captive network.
    public static PortFailure noStore(String place) {
        return new PortFailure(
                PortFailure.Kind.UNREACHABLE,
                "what answers at " + place + " is no object store",
                "check storage.endpoint, and whether a proxy or a login page answers in its place",
                null);
    }
}
