package io.tazpod.ports.vault;

import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Notice;
import io.tazpod.domain.vault.archive.Refusal;
import io.tazpod.domain.vault.archive.Segments;
import java.time.Instant;
import java.util.List;

/// The folder of the open vault, as an archive: packed into one for a save, laid out from one at
/// unlock.
///
/// All methods throw [PortFailure]: `ABSENT` when there is no such folder, `DENIED` for what may not be
/// read
/// or written, `FULL` when there is no room, `REFUSED` for a file that keeps changing while it is read
/// and
/// for names in the way, `UNEXPECTED` for faults of the file system. The message names the entry.
public interface SecretsArchive {

    /// Everything in the folder as gzip of tar, and what that is. Nothing is ever left out silently:
    /// what
    /// can't be read fails the whole, what is no content (a socket, a pipe) is in the notices.
    Packed pack();

    /// What [#pack] would pack, without packing it: to see whether anything changed.
    Manifest survey();

    /// Whether anything may have been written since then, by the system's clock; told without reading it, and yes where
    /// it can't be told.
    boolean touchedSince(Instant then);

    /// Checks the whole archive while laying it out in a folder of its own beside the content. The
    /// content
    /// itself stays as it is until [Staged#promote] or [Staged#replace]; after a refusal or a failure
    /// nothing
    /// is left behind.
    Unpacking unpack(byte[] payload, Limits limits);

    /// @param payload gzip of tar; secret
    record Packed(Segments payload, Manifest manifest, List<Notice> notices) {

        public Packed {
            notices = List.copyOf(notices);
        }
    }

    /// What came of unpacking.
    sealed interface Unpacking {

        /// The archive is not fit to be a vault.
        record Refused(Refusal refusal) implements Unpacking {}

        /// It lies ready.
        record Ready(Staged staged) implements Unpacking {}
    }

    /// A vault that is laid out but not in place yet. To be closed in any case.
    interface Staged extends AutoCloseable {

        Manifest manifest();

        List<Notice> notices();

        /// Puts it into place, beside what is there. Fails with `REFUSED`, having moved nothing, when
        /// something of the same name at the top is in the way (an empty folder is not).
        void promote();

        /// Puts it into place instead of what is there, except for what is never archived at the top,
        /// such as
        /// sockets. A failure on the way is undone.
        void replace();

        /// Removes what was not put into place.
        @Override
        void close();
    }
}
