package io.tazpod.docker;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.util.List;
import java.util.Locale;

/// Tells from Docker's words why an image could not be fetched: the status is 500 or even 200 for nearly everything.
final class PullFailure {

    private static final List<String> NO_REGISTRY = List.of(
            "connection refused",
            "no such host",
            "no route to host",
            "network is unreachable",
            "connection reset",
            "i/o timeout",
            "timeout exceeded",
            "handshake timeout",
            "request canceled",
            "server misbehaving",
            "temporary failure in name resolution",
            "proxyconnect",
            "server gave http response",
            "x509:",
            ": eof");

    private static final List<String> NO_IMAGE = List.of(
            "not found",
            "manifest unknown",
            "name unknown",
            "does not exist",
            "denied",
            "unauthorized",
            "authentication required",
            "no basic auth credentials");

    private PullFailure() {}

    static PortFailure of(ImageReference image, int status, String said) {
        var message = "docker could not fetch " + image + ": " + said;
        var lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left")) {
            return new PortFailure(Kind.FULL, message, "make room with 'docker system prune'", null);
        }
        // first, because a name server's "not found" is about the registry
        if (anyOf(NO_REGISTRY, lower)) {
            return new PortFailure(
                    Kind.UNREACHABLE, message, "check the network, or choose from 'docker image ls'", null);
        }
        if (status == 404 || anyOf(NO_IMAGE, lower)) {
            var registry = ImageName.of(image).registry();
            var where = registry.equals(ImageName.HUB) ? "" : " " + registry;
            return new PortFailure(
                    Kind.ABSENT, message, "check the name; if it is private, run 'docker login" + where + "'", null);
        }
        return new PortFailure(status >= 500 ? Kind.BUSY : Kind.REFUSED, message);
    }

    private static boolean anyOf(List<String> words, String said) {
        for (var word : words) {
            if (said.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
