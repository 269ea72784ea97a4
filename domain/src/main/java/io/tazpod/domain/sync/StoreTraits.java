package io.tazpod.domain.sync;

import java.time.Instant;

/// What a store honours, as it was probed.
///
/// @param createOnly a create-only write onto an existing object is refused
/// @param ifUnchanged a write against a stale etag is refused, one against the current etag is taken
/// @param atomic of writers at the same moment, one wins
/// @param metadata user metadata comes back as it went in
/// @param deletes we may delete
/// @param lists we may list
/// @param versions earlier versions of an object are kept
public record StoreTraits(
        Instant probed,
        boolean createOnly,
        boolean ifUnchanged,
        boolean atomic,
        boolean metadata,
        boolean deletes,
        boolean lists,
        boolean versions) {

    /// Without it two hosts can overwrite each other unseen.
    public boolean preventsLostUpdates() {
        return createOnly && ifUnchanged && atomic;
    }
}
