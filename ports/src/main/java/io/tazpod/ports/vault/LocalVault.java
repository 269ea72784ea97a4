package io.tazpod.ports.vault;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.SyncMemory;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The sealed vault file of a project and what is remembered about its journeys.
///
/// All methods throw [io.tazpod.ports.PortFailure]: `FULL`, `DENIED`, and `REFUSED` for a vault file
/// that is a
/// link or no file. After any failure the vault file is the old one, byte for byte, or the new one
/// whole; no
/// temporary file is left, and those of killed runs are removed by the next change.
public interface LocalVault {

    /// The vault file as it is now, held open; empty when there is none.
    Optional<VaultSnapshot> snapshot();

    /// Makes these bytes the vault file; what was there goes to the ring of earlier files.
    ///
    /// @param content digest of what is sealed, when it is known
    Sha256 replace(byte[] sealed, Optional<Sha256> content);

    /// The vault file with this digest, if it is the one that is here or one of the ring.
    Optional<VaultSnapshot> earlier(Sha256 file);

    /// Begins a download next to the vault file; closing it without [Incoming#keep] drops it.
    Incoming receive();

    SyncMemory memory();

    /// Changes what is remembered, whole or not at all, and not lost to another process that does the
    /// same.
    SyncMemory remember(UnaryOperator<SyncMemory> change);

    /// A vault file that is on its way in.
    interface Incoming extends AutoCloseable {

        OutputStream sink();

        /// bytes so far
        long size();

        /// digest of the bytes so far
        Sha256 sha256();

        /// Makes it the vault file if that is still what the decision was made upon; false, with
        /// nothing
        /// changed, when somebody saved meanwhile.
        ///
        /// @param expected digest of the vault file that may be replaced; empty for none
        boolean keep(Optional<Sha256> expected, Optional<Sha256> content);

        @Override
        void close();
    }
}
