package io.tazpod.ports.machine;

import java.util.List;
import java.util.Optional;

/// The project that TazPod was called in, on this side of the container's wall.
///
/// All methods throw [io.tazpod.ports.PortFailure].
public interface ProjectFolder {

    /// The project's absolute path: the nearest folder upwards that has an envelope; empty when there
    /// is none.
    Optional<String> root();

    /// Where TazPod was called.
    String current();

    /// Whether the sealed vault is there.
    boolean hasVault();

    /// Makes a project in the current folder: envelope, vault folder, configuration, ignored names.
    void initialise(String configuration);

    /// Makes the folders of the tools' state, as the operator; those that are there are left alone.
    void makeIdentityFolders();

    /// Holds a mark that says "this client lives"; it goes when the client does, however it dies.
    Client hold(String id);

    /// Marks whose clients are dead. They are forgotten by the call.
    List<String> takeDeadClients();

    /// A client that lives until it is closed.
    interface Client extends AutoCloseable {
        @Override
        void close();
    }
}
