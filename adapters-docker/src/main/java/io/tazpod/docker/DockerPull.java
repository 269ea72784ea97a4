package io.tazpod.docker;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.enginehttp.EnginePath;
import io.tazpod.enginehttp.EngineRequest;
import io.tazpod.enginehttp.Json;
import io.tazpod.enginehttp.MalformedJson;
import io.tazpod.enginehttp.Refused;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.PullProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches one image and sums up how its layers are coming along.
final class DockerPull {

    /// Unpacking a big layer on a slow disk is silent for minutes.
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final DockerApi api;
    private final Registry registry;
    private final ImageReference image;
    private final PullProgress progress;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private @Nullable String error;

    private record Layer(long done, long total) {}

    DockerPull(DockerApi api, Registry registry, ImageReference image, PullProgress progress) {
        this.api = api;
        this.registry = registry;
        this.image = image;
        this.progress = progress;
    }

    void pull() {
        var name = ImageName.of(image);
        var request = EngineRequest.post(
                        "/images/create?fromImage=" + EnginePath.value(name.repository()) + "&tag="
                                + EnginePath.value(name.version()),
                        null)
                .within(SILENCE);
        var credentials = registry.credentials(name.registry());
        try {
            api.lines(credentials.isEmpty() ? request : request.with("X-Registry-Auth: " + credentials), this::hear);
        } catch (Refused e) {
            throw PullFailure.of(image, e.answer().status(), e.answer().message());
        }
        // status 200 was sent before the work began; what went wrong then stands in the stream
        if (error != null) {
            throw PullFailure.of(image, 200, error);
        }
    }

    private void hear(String line) {
        Json said;
        try {
            said = Json.read(line);
        } catch (MalformedJson e) {
            throw new PortFailure(Kind.UNEXPECTED, "docker's answer to a pull cannot be read: " + e.getMessage(), e);
        }
        var wrong = said.at("errorDetail", "message").text(said.at("error").text(""));
        if (!wrong.isEmpty()) {
            error = wrong;
            return;
        }
        var status = said.at("status").text("");
        note(said.at("id").text(""), status, said.at("progressDetail"));
        var done = 0L;
        var total = 0L;
        for (var layer : layers.values()) {
            done += layer.done();
            total += layer.total();
        }
        progress.at(status, done, total);
    }

    /// Only downloads count: unpacking reports the same bytes a second time.
    private void note(String id, String status, Json detail) {
        if (status.equals("Downloading")) {
            var total = detail.at("total").number(0);
            layers.put(id, new Layer(detail.at("current").number(0), Math.max(0, total)));
        } else if (status.equals("Download complete") || status.equals("Pull complete")) {
            layers.computeIfPresent(id, (key, layer) -> new Layer(layer.total(), layer.total()));
        }
    }
}
