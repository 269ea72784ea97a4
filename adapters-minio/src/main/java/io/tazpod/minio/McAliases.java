package io.tazpod.minio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tazpod.minio.MinioSettings.Keys;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The servers that `mc`, MinIO's own client, knows by name: from its file, or from `MC_HOST_name`, which wins.
public final class McAliases {

    private static final String VARIABLE = "MC_HOST_";

    private final Path file;
    private final Map<String, String> environment;

    /// @param file usually `~/.mc/config.json`; it need not be there
    public McAliases(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    public record Alias(URI endpoint, Keys keys) {}

    public Optional<Alias> named(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /// For those who name the server and not the alias.
    public Optional<Alias> at(URI endpoint) {
        return all().values().stream()
                .filter(alias -> bare(alias.endpoint()).equals(bare(endpoint)))
                .findFirst();
    }

    /// Adds a server, or takes the place of the one of that name. Only its owner can read the file.
    public void put(String name, Alias alias) {
        var whole = whole();
        if (!whole.has("version")) {
            whole.put("version", "10");
        }
        var entry = whole.withObject("/aliases").putObject(name);
        entry.put("url", alias.endpoint().toString())
                .put("accessKey", alias.keys().accessKey())
                .put("secretKey", alias.keys().secretKey())
                .put("api", "s3v4")
                .put("path", "auto");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            var folder = file.resolveSibling(".").normalize();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var fresh = Files.createTempFile(folder, ".config", ".json", owner);
            Files.writeString(fresh, whole.toPrettyString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new PortFailure(Kind.DENIED, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String bare(URI endpoint) {
        var text = endpoint.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Map<String, Alias> all() {
        var all = new HashMap<String, Alias>();
        for (var entry : aliases().properties()) {
            all.put(entry.getKey(), alias(entry.getValue()));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                all.put(name.substring(VARIABLE.length()), alias(name, value));
            }
        });
        return all;
    }

    private JsonNode aliases() {
        return whole().path("aliases");
    }

    private ObjectNode whole() {
        try {
            return new ObjectMapper().readTree(Files.readString(file)) instanceof ObjectNode read
                    ? read
                    : new ObjectMapper().createObjectNode();
        } catch (NoSuchFileException none) {
            return new ObjectMapper().createObjectNode();
        } catch (JsonProcessingException damaged) {
            throw new PortFailure(Kind.UNEXPECTED, file + " is no file of mc", "mc alias list", damaged);
        } catch (IOException failure) {
            throw new PortFailure(Kind.DENIED, "cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Alias alias(JsonNode node) {
        return new Alias(
                URI.create(node.path("url").asText()),
                new Keys(
                        node.path("accessKey").asText(),
                        node.path("secretKey").asText(),
                        Optional.of(node.path("sessionToken").asText()).filter(token -> !token.isEmpty())));
    }

    /// As `https://ACCESS:SECRET[:TOKEN]@host:port`, each part percent-encoded.
    private static Alias alias(String name, String value) {
        int scheme = value.indexOf("://");
        int at = value.lastIndexOf('@');
        var parts = scheme < 0 || at < scheme
                ? new String[0]
                : value.substring(scheme + 3, at).split(":", 3);
        if (parts.length < 2) {
            // the value holds a secret and is not repeated
            throw new PortFailure(Kind.REFUSED, name + " is not as https://ACCESS:SECRET@host:port");
        }
        var endpoint = URI.create(value.substring(0, scheme + 3) + value.substring(at + 1));
        var token = parts.length == 3 ? Optional.of(decoded(parts[2])) : Optional.<String>empty();
        return new Alias(endpoint, new Keys(decoded(parts[0]), decoded(parts[1]), token));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
