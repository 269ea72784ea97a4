package io.tazpod.domain.config;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.vault.archive.EntryName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a project has decided, with every default filled in.
///
/// @param image what the container is made of
/// @param containerName what it is called; empty: from the folder's name
/// @param runtime which engine
/// @param enclave how the RAM file system comes to be
/// @param vaultBytes the size of the RAM file system
/// @param retention history copies kept in the store
/// @param storage where the sealed vault travels
/// @param sync when it travels
/// @param lockAfter time without input after which the vault locks; empty: never
/// @param container the run contract's choices
/// @param vaultEnvironment variable name to file in the vault, for `tazpod env`
/// @param anchors files that an unlocked vault must have
/// @param debug whether talk is loud
public record TazpodConfig(
        Optional<ImageReference> image,
        Optional<ContainerName> containerName,
        EngineChoice runtime,
        EnclaveMode enclave,
        long vaultBytes,
        int retention,
        StorageConfig storage,
        SyncConfig sync,
        Optional<Duration> lockAfter,
        ContainerConfig container,
        Map<String, String> vaultEnvironment,
        List<EntryName> anchors,
        boolean debug) {

    /// The size of the original's RAM file system.
    public static final long DEFAULT_VAULT_BYTES = 64L << 20;

    /// History copies that the original keeps in the store.
    public static final int DEFAULT_RETENTION = 50;

    public TazpodConfig {
        vaultEnvironment = Map.copyOf(vaultEnvironment);
        anchors = List.copyOf(anchors);
    }

    /// Which container engine.
    public enum EngineChoice {
        AUTO,
        DOCKER,
        PODMAN
    }

    /// How the enclave's RAM file system comes to be.
    public enum EnclaveMode {
        /// declared when the container is created; needs no privilege
        DECLARED,
        /// mounted at unlock inside the container; needs SYS_ADMIN
        MOUNTED
    }

    /// What happens to unsaved content when the last shell leaves.
    public enum OnExit {
        PUSH,
        SAVE,
        DISCARD,
        ASK
    }

    /// When the vault travels.
    ///
    /// @param interval between beats of the keeper
    /// @param onExit what the last shell does
    public record SyncConfig(Duration interval, OnExit onExit) {}
}
