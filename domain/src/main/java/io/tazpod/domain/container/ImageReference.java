package io.tazpod.domain.container;

/// A reference to an image, as `docker run` takes it: `name`, `host/name:tag` or `name@sha256:…`.
///
/// @param value the reference as the operator wrote it
public record ImageReference(String value) {

    public ImageReference {
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~') || value.startsWith("-")) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no image reference: use name:tag, such as debian:bookworm");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
