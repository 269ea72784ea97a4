package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.enginehttp.Json;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    @TempDir
    private Path home;

    private String credentials(String config, String registry) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), config);
        var environment = Map.of("PATH", "/nonexistent:" + home);
        var header = new Registry(new DockerAddress(environment, home), environment).credentials(registry);
        return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.US_ASCII);
    }

    private void helper(String name, String script) throws IOException {
        var program = home.resolve("docker-credential-" + name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void credentials_stand_in_the_file() throws IOException {
        var auth = Base64.getEncoder().encodeToString("op:pass:word".getBytes(StandardCharsets.US_ASCII));

        var found = Json.read(credentials("{\"auths\":{\"ghcr.io\":{\"auth\":\"" + auth + "\"}}}", "ghcr.io"));

        assertThat(found.at("username").text("")).isEqualTo("op");
        assertThat(found.at("password").text("")).isEqualTo("pass:word");
        assertThat(found.at("serveraddress").text("")).isEqualTo("ghcr.io");
    }

    @Test
    void a_registry_that_nobody_logged_in_to_gets_nothing() throws IOException {
        assertThat(credentials("{\"auths\":{\"ghcr.io\":{\"auth\":\"b3A6cGFzcw==\"}}}", "quay.io"))
                .isEmpty();
        assertThat(credentials("{}", "ghcr.io")).isEmpty();
    }

    @Test
    void a_helper_is_asked_for_its_registry_only() throws IOException {
        helper("vault", "test \"$1 $(cat)\" = 'get ghcr.io' && echo '{\"Username\":\"op\",\"Secret\":\"s3\"}'");
        var config = "{\"credHelpers\":{\"ghcr.io\":\"vault\"}}";

        assertThat(credentials(config, "ghcr.io")).contains("\"username\":\"op\"", "\"password\":\"s3\"");
        assertThat(credentials(config, "quay.io")).isEmpty();
    }

    @Test
    void a_store_is_asked_for_every_registry_and_may_give_a_token() throws IOException {
        helper("store", "cat >/dev/null; echo '{\"Username\":\"<token>\",\"Secret\":\"t0\"}'");

        assertThat(credentials("{\"credsStore\":\"store\",\"auths\":{\"quay.io\":{}}}", "quay.io"))
                .contains("\"identitytoken\":\"t0\"")
                .doesNotContain("username");
    }

    @Test
    void a_helper_that_knows_nothing_is_no_failure() throws IOException {
        helper("store", "cat >/dev/null; echo 'credentials not found in native keychain'; exit 1");

        assertThat(credentials("{\"credsStore\":\"store\"}", "quay.io")).isEmpty();
    }

    @Test
    void a_helper_that_fails_or_is_missing_is_said() throws IOException {
        helper("locked", "cat >/dev/null; echo 'the key ring is locked'; exit 1");

        var locked =
                catchThrowableOfType(PortFailure.class, () -> credentials("{\"credsStore\":\"locked\"}", "quay.io"));
        var missing =
                catchThrowableOfType(PortFailure.class, () -> credentials("{\"credsStore\":\"missing\"}", "quay.io"));

        assertThat(locked.kind()).isEqualTo(Kind.DENIED);
        assertThat(locked).hasMessageContaining("the key ring is locked");
        assertThat(missing.kind()).isEqualTo(Kind.NOT_INSTALLED);
        assertThat(missing.hint()).contains("docker login");
    }
}
