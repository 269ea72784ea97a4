package io.tazpod.domain.sync;

/// How long a store keeps what was overwritten or removed.
///
/// @param prefix of the keys that it is about
public record OldVersions(String prefix) {

    /// the name of our rule among others that a bucket may have
    public static final String RULE = "tazpod-old-versions";

    /// long enough to notice that a vault was spoilt; the history has its own copies for longer
    public static final int DAYS = 90;

    /// an upload in parts takes minutes
    public static final int UNFINISHED_DAYS = 7;
}
