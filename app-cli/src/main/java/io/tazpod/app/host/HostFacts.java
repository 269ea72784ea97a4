package io.tazpod.app.host;

import io.tazpod.domain.container.Owner;
import java.util.Map;
import java.util.Optional;

/// What a use case needs to know of the host, gathered once.
///
/// @param user who runs TazPod
/// @param distribution where TazPod is installed
/// @param ssh the operator's `~/.ssh`, if there is one
/// @param memoryBytes 0 when unknown
/// @param terminalEnvironment `TERM` and its like, for shells
/// @param side the host's view on which folders exist
public record HostFacts(
        Owner user,
        String distribution,
        Optional<String> ssh,
        long memoryBytes,
        Map<String, String> terminalEnvironment,
        Folders side) {

    /// Looks at folders that are to be mounted.
    public interface Folders {
        /// Whether it can be mounted now; the directory store's own folder is made if only it is
        /// missing.
        boolean ready(String path);
    }
}
