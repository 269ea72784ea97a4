package io.tazpod.ports.store;

/// Gets the bucket ready that vaults are kept in. Everything may be done again without harm.
///
/// All methods throw [io.tazpod.ports.PortFailure]; `DENIED` when the credentials may not do it.
public interface BucketSetup extends AutoCloseable {

    /// Makes the bucket, or finds that it is ours already. `REFUSED` when somebody else has one of that
    /// name.
    Made make();

    /// Whether the bucket had to be made.
    enum Made {
        NEW,
        OURS
    }

    /// Whether conditional writes are known to hold in a bucket that keeps versions. Of a server that nobody knows
    /// it is not.
    boolean keepsConditionsWithVersions();

    /// Has a setting hold from now on. What others have set up beside it is left as it is.
    Result ensure(Setting setting);

    /// What a bucket of vaults should have.
    enum Setting {
        /// every state that was ever stored can be had again
        VERSIONING,
        /// the store encrypts what it keeps, beside our own seal
        ENCRYPTION,
        /// no policy and no list of rights can open it to everybody
        PUBLIC_ACCESS_BLOCK,
        /// old versions of the vault, and uploads that were never finished, go after a while
        OLD_VERSIONS_EXPIRE
    }

    /// What came of it.
    sealed interface Result {
        /// it holds
        record Holds() implements Result {}

        /// the store has no such thing
        ///
        /// @param why in its own words
        record Lacking(String why) implements Result {}
    }

    /// Where the bucket is, for messages.
    String place();

    @Override
    void close();
}
