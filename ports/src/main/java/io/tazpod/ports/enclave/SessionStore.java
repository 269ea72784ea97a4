package io.tazpod.ports.enclave;

import java.util.Optional;

/// Keeps the session of an open vault, in RAM only, outside of what is archived.
public interface SessionStore {

    /// The session, with a key of its own that the caller closes; empty when the vault is not open.
    Optional<Session> read();

    /// Replaces it whole: a reader sees the old one or the new one.
    void write(Session session);

    /// Overwrites and removes it; quiet when there is none.
    void forget();

    /// Notes that the enclave is about to be filled: until a session is written, what is in it is not
    /// the operator's.
    void opening();

    /// Whether an unlock began and never ended.
    boolean openingInterrupted();

    /// Notes that the vault file is about to become this one: a process that dies before it writes the
    /// session leaves
    /// a file that is ours and not somebody else's.
    ///
    /// @param vaultFile SHA-256, hexadecimal
    void saving(String vaultFile);

    /// What a save that never ended was about to make the vault file.
    Optional<String> savingInterrupted();

    /// Notes that the enclave is about to be read for a save.
    void surveying();

    /// That save has come to its end: what was not touched since [#surveying] is saved.
    void surveyed();

    /// Keeps lines that a new shell reads instead of asking; forgotten with the session.
    void keepEnvironment(String exports);

    /// Keeps the credentials of the store that the host lends to the next command; forgotten with the
    /// session.
    void lend(byte[] credentials);

    /// Takes what was lent, once; empty when there is nothing.
    Optional<byte[]> takeLent();

    /// One at a time: holds off other saves, unlocks and locks in this container until it is closed.
    /// `TIMED_OUT` when another one does not come to an end within a minute.
    Turn turn();

    /// Somebody's turn at the vault.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
