package io.tazpod.app.vault;

import io.tazpod.ports.enclave.Enclave;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The `export` lines that a shell reads: cloud keys kept in the vault, and what the configuration
/// maps.
public final class VaultEnvironment {

    private final Enclave enclave;
    private final Map<String, String> mapping;

    /// @param mapping variable name to file in the vault
    public VaultEnvironment(Enclave enclave, Map<String, String> mapping) {
        this.enclave = enclave;
        this.mapping = new TreeMap<>(mapping);
    }

    /// One line a variable whose file is there; quoted for any POSIX shell.
    public String exports() {
        var lines = new StringBuilder();
        values().forEach((name, value) -> lines.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return lines.toString();
    }

    /// The vault's own key pair for the store, in the spellings that the original knows; empty when it
    /// has none.
    public Optional<KeyPair> storeKeys() {
        var values = values();
        var id = values.get("AWS_ACCESS_KEY_ID");
        var secret = values.get("AWS_SECRET_ACCESS_KEY");
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new KeyPair(id, secret, Optional.ofNullable(values.get("AWS_SESSION_TOKEN"))));
    }

    /// A store's credentials.
    public record KeyPair(String accessKey, String secretKey, Optional<String> sessionToken) {

        /// As [#bytes()] made it; empty when it did not.
        public static Optional<KeyPair> of(byte[] bytes) {
            var lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
            return lines.length == 3 && !lines[0].isEmpty() && !lines[1].isEmpty()
                    ? Optional.of(new KeyPair(
                            lines[0], lines[1], Optional.of(lines[2]).filter(token -> !token.isEmpty())))
                    : Optional.empty();
        }

        /// Three lines, to be handed from one process to another; the caller wipes them.
        public byte[] bytes() {
            return String.join("\n", accessKey, secretKey, sessionToken.orElse(""))
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "key pair";
        }
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        for (var name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
            var file = name.toLowerCase(java.util.Locale.ROOT);
            value(file).or(() -> value(file.replace('_', '-'))).ifPresent(v -> values.put(name, v));
        }
        mapping.forEach((name, file) -> value(file).ifPresent(v -> values.put(name, v)));
        return values;
    }

    private Optional<String> value(String file) {
        return enclave.readSmall(file).map(bytes -> {
            try {
                return unquoted(new String(bytes, StandardCharsets.UTF_8).strip());
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    /// Keys are pasted with their quotes now and then.
    private static String unquoted(String value) {
        var inner = value;
        while (inner.length() >= 2
                && (inner.charAt(0) == '"' || inner.charAt(0) == '\'')
                && inner.charAt(inner.length() - 1) == inner.charAt(0)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }
}
