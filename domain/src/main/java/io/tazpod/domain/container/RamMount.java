package io.tazpod.domain.container;

/// A RAM file system that is declared when the container is created.
///
/// @param target absolute path in the container
/// @param sizeBytes its limit; the engine refuses writes beyond it with ENOSPC
/// @param mode permission bits of its root, such as 0700
/// @param owner who owns its root
public record RamMount(String target, long sizeBytes, int mode, Owner owner) {

    public RamMount {
        if (!target.startsWith("/") || sizeBytes <= 0) {
            throw new IllegalArgumentException("a RAM mount needs an absolute path and a size: " + target);
        }
    }
}
