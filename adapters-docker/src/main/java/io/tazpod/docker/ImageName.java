package io.tazpod.docker;

import io.tazpod.domain.container.ImageReference;

/// An image reference taken apart as Docker's client does.
///
/// @param repository such as `debian` or `ghcr.io/owner/name`
/// @param version a tag, or a digest with its `sha256:`; never empty, because without one Docker fetches all tags
record ImageName(String repository, String version) {

    /// The key under which Docker's configuration keeps the credentials for its hub.
    static final String HUB = "https://index.docker.io/v1/";

    static ImageName of(ImageReference image) {
        var text = image.value();
        var at = text.indexOf('@');
        if (at >= 0) {
            return new ImageName(withoutTag(text.substring(0, at)), text.substring(at + 1));
        }
        var repository = withoutTag(text);
        return new ImageName(repository, repository.equals(text) ? "latest" : text.substring(repository.length() + 1));
    }

    private static String withoutTag(String text) {
        var colon = text.lastIndexOf(':');
        // a colon before a slash belongs to the registry's port
        return colon > text.lastIndexOf('/') ? text.substring(0, colon) : text;
    }

    /// The registry, by the name that its credentials are kept under.
    String registry() {
        var slash = repository.indexOf('/');
        var first = slash < 0 ? "" : repository.substring(0, slash);
        var isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isHost && !first.equals("docker.io") && !first.equals("index.docker.io") ? first : HUB;
    }
}
