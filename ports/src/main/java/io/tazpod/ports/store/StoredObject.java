package io.tazpod.ports.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
}
