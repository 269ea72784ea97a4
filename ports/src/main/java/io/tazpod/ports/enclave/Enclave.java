package io.tazpod.ports.enclave;

import io.tazpod.domain.vault.archive.EntryName;
import java.util.List;
import java.util.Optional;

/// The RAM file system of the open vault, seen from inside the container.
///
/// All methods throw [io.tazpod.ports.PortFailure].
public interface Enclave {

    /// What the mount table and the folder say now.
    Facts facts();

    /// Makes it ready to be written: a RAM file system with room, private to the operator. `REFUSED`
    /// when there is
    /// none and none can be mounted; nothing is ever written to a disk instead.
    void open();

    /// Removes everything in it and proves that it is empty; closes it to writes, or unmounts it.
    /// `REFUSED`, with the names of what is left, when it can't be proven.
    void wipe();

    /// Processes that hold files of the enclave open, removed ones too, without this process and its
    /// parents.
    List<Holder> holders();

    /// Ends these processes: HUP, TERM, then KILL, each with a short grace. Returns who is still there.
    List<Holder> end(List<Holder> holders);

    /// Lets `~/.aws` lead into the enclave; a folder of the operator's that is in the way is left and
    /// named.
    /// @return what could not be bridged and why; empty when it was
    List<String> bridge();

    /// A small file of the open vault, by its path below the enclave; empty when there is none or it is
    /// not a plain file.
    Optional<byte[]> readSmall(String path);

    /// Whether the open vault has a file or a link under this name.
    boolean has(EntryName file);

    /// Undoes [#bridge()]; quiet when there is nothing to undo.
    void unbridge();

    /// @param ram whether it is a RAM file system by the mount table
    /// @param empty whether nothing is in it
    record Facts(boolean ram, boolean empty) {}

    /// @param pid in the container's numbers
    /// @param command its name
    record Holder(long pid, String command) {
        @Override
        public String toString() {
            return command + " (" + pid + ")";
        }
    }
}
