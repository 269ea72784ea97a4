package io.tazpod.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerConfigFile;
import io.tazpod.enginehttp.Json;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The credentials that Docker's own client would show to a registry: a credential helper's when one is configured,
/// else those in `config.json`, which docker-java reads. (docker-java knows no helpers.)
final class Registry {

    private final DockerAddress address;
    private final Map<String, String> environment;

    Registry(DockerAddress address, Map<String, String> environment) {
        this.address = address;
        this.environment = environment;
    }

    /// The value of the `X-Registry-Auth` header; empty when nothing is known of this registry.
    String credentials(String registry) {
        var config = address.config();
        var helper =
                config.at("credHelpers", registry).text(config.at("credsStore").text(""));
        var known = helper.isEmpty() ? fromFile(config, registry) : fromHelper(helper, registry);
        return known.isEmpty()
                ? ""
                : Base64.getUrlEncoder().encodeToString(Json.write(known).getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, String> fromHelper(String helper, String registry) {
        var said = new CredentialHelper(helper, environment).get(registry);
        if (said.isEmpty()) {
            return Map.of();
        }
        var user = said.get().at("Username").text("");
        var secret = said.get().at("Secret").text("");
        // the helpers' sign that the secret is a token and no password
        return user.equals("<token>")
                ? Map.of("identitytoken", secret, "serveraddress", registry)
                : Map.of("username", user, "password", secret, "serveraddress", registry);
    }

    private Map<String, String> fromFile(Json config, String registry) {
        if (!config.at("auths").present()) {
            return Map.of();
        }
        try {
            var file = DockerConfigFile.loadConfig(
                    DockerClientConfig.getDefaultObjectMapper(),
                    address.configFolder().toString());
            return fields(file.resolveAuthConfig(registry));
        } catch (IOException e) {
            throw new PortFailure(
                    Kind.DENIED,
                    "the registry credentials in " + address.configFolder() + " cannot be read: " + e.getMessage(),
                    "run 'docker login " + registry + "' again",
                    e);
        }
    }

    private static Map<String, String> fields(@Nullable AuthConfig auth) {
        var fields = new LinkedHashMap<String, String>();
        if (auth != null) {
            put(fields, "username", auth.getUsername());
            put(fields, "password", auth.getPassword());
            put(fields, "auth", auth.getAuth());
            put(fields, "identitytoken", auth.getIdentitytoken());
            put(fields, "registrytoken", auth.getRegistrytoken());
            put(fields, "serveraddress", auth.getRegistryAddress());
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
