package io.tazpod.domain.container;

/// A folder or file of the host that the container sees.
///
/// @param source absolute path on the host
/// @param target absolute path in the container
/// @param readOnly whether the container may only read it
public record BindMount(String source, String target, boolean readOnly) {

    public BindMount {
        requireAbsolute(source);
        requireAbsolute(target);
    }

    private static void requireAbsolute(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not an absolute path");
        }
    }
}
