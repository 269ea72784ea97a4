package io.tazpod.docker;

import io.tazpod.enginehttp.Json;
import io.tazpod.enginehttp.MalformedJson;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One of Docker's credential helpers: a program `docker-credential-NAME` that is asked on standard input.
///
/// @param name as `config.json` has it
/// @param environment where `PATH` tells the programs
record CredentialHelper(String name, Map<String, String> environment) {

    /// A helper may ask the person to unlock a key ring.
    private static final long LIMIT_SECONDS = 60;

    /// What the helper knows of a registry; empty when it knows nothing.
    Optional<Json> get(String registry) {
        try {
            var process = new ProcessBuilder(program().toString(), "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = CompletableFuture.supplyAsync(() -> drain(process));
            try (var input = process.getOutputStream()) {
                input.write(registry.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(Kind.TIMED_OUT, "did not answer within " + LIMIT_SECONDS + " s", null);
            }
            return answer(process.exitValue(), output.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.TIMED_OUT, "was interrupted", e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw failure(Kind.NOT_INSTALLED, "could not be run: " + e.getMessage(), e);
        }
    }

    private Optional<Json> answer(int code, String said) {
        if (code != 0) {
            // the protocol's own words; whoever has no credentials may still fetch what is public
            if (said.contains("credentials not found")) {
                return Optional.empty();
            }
            throw failure(Kind.DENIED, "failed: " + said.strip(), null);
        }
        try {
            return Optional.of(Json.read(said));
        } catch (MalformedJson e) {
            // without the answer, which holds a secret
            throw failure(Kind.UNEXPECTED, "did not answer in JSON", null);
        }
    }

    private Path program() throws IOException {
        var program = "docker-credential-" + name;
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var candidate = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IOException("no " + program + " in PATH");
    }

    private static String drain(Process process) {
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PortFailure failure(Kind kind, String what, @Nullable Exception cause) {
        return new PortFailure(
                kind,
                "the credential helper docker-credential-" + name + " " + what,
                "install it, or take credsStore and credHelpers out of docker's config.json and run 'docker login'",
                cause);
    }
}
