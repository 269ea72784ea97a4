package io.tazpod.domain.sync;

import java.time.Instant;

/// A vault as a store has it.
///
/// @param modified by the store's clock
public record RemoteVault(ObjectKey key, ETag etag, long size, Instant modified, Lineage lineage) {}
