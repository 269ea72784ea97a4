package io.tazpod.domain.sync;

import java.util.Optional;

/// The state that this machine and one store last agreed on.
///
/// @param etag the store's name of it
/// @param revision empty when another program wrote it
/// @param generation the highest seen: a state below it is an older one
/// @param file digest of the local vault file at that moment
public record SyncBase(ETag etag, Optional<RevisionId> revision, long generation, Sha256 file) {}
