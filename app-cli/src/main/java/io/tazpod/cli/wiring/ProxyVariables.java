package io.tazpod.cli.wiring;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which HTTP proxy the environment names for an address: `https_proxy`, `http_proxy` and `no_proxy`, in small or
/// capital letters, as curl and Go's programs take them.
final class ProxyVariables {

    private final Map<String, String> environment;

    ProxyVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Empty for what needs none: this machine itself, or what `no_proxy` lists.
    Optional<URI> proxyFor(URI target) {
        var host = Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return isHere(host) || isExcluded(host, target.getPort())
                ? Optional.empty()
                : variable(target.getScheme().toLowerCase(Locale.ROOT) + "_proxy")
                        .map(ProxyVariables::address)
                        .filter(proxy -> proxy.getHost() != null);
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private boolean isExcluded(String host, int port) {
        return Stream.of(variable("no_proxy").orElse("").split("[, ]+"))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .anyMatch(entry -> entry.equals("*") || matches(entry, host) || matches(entry, host + ":" + port));
    }

    /// A name stands for itself and for what is below it.
    private static boolean matches(String entry, String host) {
        var name = entry.startsWith("*.") ? entry.substring(1) : entry;
        var below = name.startsWith(".") ? name : "." + name;
        return !name.isEmpty() && (host.equals(name) || host.endsWith(below));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(it -> environment.getOrDefault(it, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static URI address(String text) {
        return URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
    }
}
